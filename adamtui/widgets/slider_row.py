"""One row for one knob: what it is, its value, and a track or what is wrong.

Pure layout. Rows that are given the same columns for their heads have their tracks in line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from adamtui.ink import Ink, Row, Run, merge

FULL_WIDTH = 50
"""From this many columns on a row says what its symbol means, if that leaves a fair track."""

MARK = 2
SYMBOL = 3
FIELD = 8
SHORTEST_TRACK, FAIR_TRACK, LONGEST_TRACK = 5, 13, 61
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


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row: a mark where the focus is, the symbol, and its meaning if it fits."""

    symbol: str
    meaning: str
    columns: int = 0
    """What symbol and meaning are to take, with a blank behind; more where they need more."""

    @property
    def needed(self) -> int:
        """The columns that symbol, meaning and a blank take."""
        return len(self.symbol) + (1 + len(self.meaning) if self.meaning else 0) + 1

    def width(self, width: int) -> int:
        """The columns before the value in a row of `width`."""
        return MARK + (self._full(width) or max(SYMBOL, len(self.symbol) + 1))

    def row(self, width: int, *, focused: bool) -> Row:
        """The head in a row of `width`."""
        if not (columns := self._full(width)):
            return self.brief(focused=focused)
        gap = " " if self.meaning else ""
        pad = " " * (columns - len(self.symbol) - len(gap) - len(self.meaning))
        return *self._signed(focused), Run(gap + self.meaning, MUTED), Run(pad)

    def brief(self, *, focused: bool) -> Row:
        """The head without the meaning."""
        return *self._signed(focused), Run(" " * max(1, SYMBOL - len(self.symbol)))

    def _signed(self, focused: bool) -> Row:
        mark = Run("▸ ", FOCUSED) if focused else Run("  ")
        return mark, Run(self.symbol, FOCUSED if focused else HANDLE)

    def _full(self, width: int) -> int:
        """The columns of symbol and meaning, or 0 where only the symbol fits."""
        columns = max(self.columns, self.needed)
        fits = width >= max(FULL_WIDTH, MARK + columns + FIELD + 1 + FAIR_TRACK)
        return columns if fits else 0


def written(value: float) -> str:
    """The shortest text that reads back as exactly `value`."""
    short = f"{value:g}".replace("e-0", "e-").replace("e+0", "e+")
    if float(short) == value:
        return short
    return f"{value:.0f}" if value.is_integer() and abs(value) < 2**53 else repr(value)


def track_columns(start: int, width: int) -> range:
    """The columns of a track from `start` on in a row of `width`; empty where too few."""
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


def fault_row(head: Head, typed: Typed, width: int, *, focused: bool) -> Row:
    """What is wrong with a typed number, in place of meaning and track."""
    runs = (*head.brief(focused=focused), *typed_field(typed, focused=focused))
    room = width - sum(len(run.text) for run in runs)
    text = typed.fault if len(typed.fault) <= room else typed.fault[: max(room - 1, 0)] + "…"
    return merge([*runs, Run(text, BAD)])
