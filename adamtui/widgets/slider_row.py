"""One row for one hyperparameter: what it is, its value, and a track or what is wrong.

Pure layout, the same columns for every row, so that the tracks of a column of sliders line up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from adamtui.core.hyper import KNOBS
from adamtui.ink import Ink, Row, Run, merge

FULL_WIDTH = 50
"""From this many columns on a row says what its symbol means."""

MARK = 2
SYMBOL = 3
LEGEND = max(len(f"{knob.symbol} {knob.meaning}") for knob in KNOBS.values()) + 1
FIELD = 8
SHORTEST_TRACK, LONGEST_TRACK = 5, 61
TYPABLE = frozenset("0123456789.-+eE")
LONGEST_NUMBER = 24

RULE, MUTED, BAD = Ink("rule"), Ink("muted"), Ink("bad")
HANDLE, FOCUSED, TURNED = Ink(bold=True), Ink("accent", bold=True), Ink("accent")
CARET = Ink(reverse=True)


@dataclass(frozen=True, slots=True)
class Typed:
    """A number being typed; `fault` is why it was not accepted, until it is changed."""

    text: str = ""
    caret: int = 0
    fault: str = ""

    def insert(self, text: str) -> Typed:
        """With the characters of `text` that occur in numbers put in at the caret."""
        wanted = "".join(char for char in text if char in TYPABLE)
        wanted = wanted[: LONGEST_NUMBER - len(self.text)]
        written = self.text[: self.caret] + wanted + self.text[self.caret :]
        return Typed(written, self.caret + len(wanted))

    def pressed(self, key: str, character: str | None) -> Typed:
        """After a key press. A key that neither moves nor writes changes nothing."""
        text, caret = self.text, self.caret
        moves = {"left": max(caret - 1, 0), "right": min(caret + 1, len(text))}
        moves |= {"home": 0, "end": len(text)}
        if key in moves:
            return replace(self, caret=moves[key])
        if key == "backspace":
            return Typed(text[: max(caret - 1, 0)] + text[caret:], max(caret - 1, 0))
        if key == "delete":
            return Typed(text[:caret] + text[caret + 1 :], caret)
        if character is not None and character in TYPABLE:
            return self.insert(character)
        return self


def written(value: float) -> str:
    """The shortest text that reads back as exactly `value`."""
    short = f"{value:g}".replace("e-0", "e-").replace("e+0", "e+")
    return short if float(short) == value else repr(value)


def legend(symbol: str, meaning: str, width: int, *, focused: bool, brief: bool = False) -> Row:
    """The head of a row: a mark where the focus is, the symbol, and its meaning if it fits."""
    mark = Run("▸ ", FOCUSED) if focused else Run("  ")
    name = Run(symbol, FOCUSED if focused else HANDLE)
    if brief or width < FULL_WIDTH:
        return mark, name, Run(" " * max(1, SYMBOL - len(symbol)))
    gap = " " if meaning else ""
    pad = " " * max(1, LEGEND - len(symbol) - len(gap) - len(meaning))
    return mark, name, Run(gap + meaning, MUTED), Run(pad)


def track_columns(width: int, field: int) -> range:
    """The columns of the track behind a value `field` characters long; empty where too few."""
    head = MARK + (LEGEND if width >= FULL_WIDTH else SYMBOL)
    start = head + max(field, FIELD) + 1
    length = min(width - start, LONGEST_TRACK)
    return range(start, start + length) if length >= SHORTEST_TRACK else range(0)


def field(text: str, ink: Ink) -> Row:
    """A value, and the blank up to the track."""
    return Run(text, ink), Run(" " * (max(len(text), FIELD) + 1 - len(text)))


def typed_field(typed: Typed, *, focused: bool) -> Row:
    """A number being typed, with its caret."""
    text = typed.text + " "
    ink = BAD if typed.fault else Ink(underline=True)
    caret = Run(text[typed.caret], CARET if focused else ink)
    pad = " " * (max(len(text), FIELD) + 1 - len(text))
    return Run(text[: typed.caret], ink), caret, Run(text[typed.caret + 1 :], ink), Run(pad)


def track(length: int, place: float, home: float, *, focused: bool) -> Row:
    """A track with its handle at `place` and a notch at `home`, the default; both 0…1."""
    if not length:
        return ()
    cells = ["├", *"─" * (length - 2), "┤"]
    notch, handle = round(home * (length - 1)), round(place * (length - 1))
    if 0 < notch < length - 1:
        cells[notch] = "┼"
    before, after = "".join(cells[:handle]), "".join(cells[handle + 1 :])
    return Run(before, RULE), Run("●", FOCUSED if focused else HANDLE), Run(after, RULE)


def fault_row(symbol: str, typed: Typed, width: int, *, focused: bool) -> Row:
    """What is wrong with a typed number, in place of meaning and track."""
    head = (
        *legend(symbol, "", width, focused=focused, brief=True),
        *typed_field(typed, focused=focused),
    )
    room = width - sum(len(run.text) for run in head)
    text = typed.fault if len(typed.fault) <= room else typed.fault[: max(room - 1, 0)] + "…"
    return merge([*head, Run(text, BAD)])
