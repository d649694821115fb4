"""What an exercise shows, as rows: choices, hints, what is wrong, the answer and its reason.

Prose is laid out by whoever asks (`Lay`): panels know no pages. Every row fits the width.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from adamtui.charts.cells import fit
from adamtui.course.exercise import Choice
from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run, merge
from adamtui.panels.numbers import brief
from adamtui.typeset import TexError, cells, display, inline

Lay: TypeAlias = Callable[[Sequence[Node], int], list[Row]]
"""From blocks and a width to rows."""

INDENT = 2
"""Cells before the text of a row, as in prose."""

_GOOD, _BAD, _QUIET = Ink("good", bold=True), Ink("bad", bold=True), Ink("muted")
_KEY, _MATH, _FAULT = Ink("accent", bold=True), Ink("math"), Ink("bad")
_DEEP = 4
_TALLEST = 11
"""Rows of a formula that is set in two dimensions."""
_NARROWEST = 8


class Look(NamedTuple):
    """How a choice stands."""

    letter: str
    focused: bool = False
    marked: bool | None = None
    """None where one choice is right, so that there are no boxes."""
    right: bool | None = None
    """Whether it is right, once that is told."""


def choice_rows(choice: Choice, look: Look, lay: Lay, width: int) -> list[Row]:
    """A choice, and below it why it is right or wrong, once that is told."""
    box = "" if look.marked is None else "☑" if look.marked else "☐"
    told = {None: Run(" "), True: Run("✓", _GOOD), False: Run("✗", _BAD)}[look.right]
    pointer = Run("▸ ", _KEY) if look.focused else Run("  ")
    head = (pointer, Run(look.letter, _KEY), Run(f" {box}"), told)
    indent = sum(len(run.text) for run in head)
    room = max(width - indent, _NARROWEST)
    rows = _hung(lay(choice.words, room) or [()], head, indent)
    if look.right is not None and choice.reason:
        rows += _hung(lay(choice.reason, room), (Run(" " * indent),), indent)
    return [fit(row, width) for row in rows]


def _hung(rows: Sequence[Row], head: Row, indent: int) -> list[Row]:
    """The rows with `head` before the first and blanks before the others."""
    blank = (Run(" " * indent),)
    return [merge([*(blank if index else head), *row]) for index, row in enumerate(rows)]


def hint_rows(number: int, hint: Sequence[Node], lay: Lay, width: int) -> list[Row]:
    """A hint with its number."""
    head = (Run(f"  hint {number}", _QUIET),)
    indent = len(head[0].text)
    return [
        fit(row, width) for row in _hung(lay(hint, max(width - indent, _NARROWEST)), head, indent)
    ]


def said(mark: str, text: str, ink: Ink, lay: Lay, width: int) -> list[Row]:
    """A line of our own, in one ink, with a mark before it."""
    words = f"{mark} {text}".strip()
    rows = lay([Node("paragraph", children=(Node("text", words),))], width)
    return [tuple(Run(run.text, ink, run.link) for run in row) for row in rows]


def right_rows(lay: Lay, width: int, text: str = "right") -> list[Row]:
    """That an answer is right."""
    return said("✓", text, _GOOD, lay, width)


def wrong_rows(answer: str, note: str, lay: Lay, width: int) -> list[Row]:
    """That an answer is not right, and what is known of how it is off."""
    text = f"{answer} is not right" if answer else "not right"
    return said("✗", f"{text}: {note}" if note else text, _FAULT, lay, width)


def fault_rows(message: str, at: int, lay: Lay, width: int) -> list[Row]:
    """A mark below the place that cannot be read, and what would do instead."""
    mark = Run(" " * min(at, max(width - 1, 0)) + "^", _BAD)
    if at + 2 + cells(message) <= width:
        return [(mark, Run(f" {message}", _FAULT))]
    return [(mark,), *said("", message, _FAULT, lay, width)]


def solution_rows(right: float | str, digits: int, width: int) -> list[Row]:
    """The right answer: a number, or a formula set from TeX."""
    if isinstance(right, str):
        return formula_rows(right, width)
    number = brief(right) if digits <= 6 else f"{right:.{digits}g}".replace("-", "−")
    return [fit((Run(" " * _DEEP), Run(number, _MATH)), width)]


@lru_cache(maxsize=256)
def formula_rows(tex: str, width: int) -> list[Row]:
    """A formula in two dimensions; on one line where that would be too large; else nothing."""
    room = max(width - _DEEP, 1)
    if not tex:
        return []
    try:
        rows = display(tex, room).rows
        if len(rows) > _TALLEST or max(map(cells, rows)) > room:
            rows = (" ".join(inline(tex).split("\n")),)
    except (TexError, RecursionError):
        return []
    return [fit((Run(" " * _DEEP), Run(row, _MATH)), width) for row in rows]


def key_rows(keys: Sequence[tuple[str, str]], width: int) -> list[Row]:
    """The keys that work now and what each does, in as many rows as that takes."""
    rows: list[list[Run]] = [[]]
    used = 0
    for key, what in keys:
        size = len(key) + 1 + len(what)
        if rows[-1] and used + 3 + size > width - 2 * INDENT:
            rows.append([])
        gap = Run(" · " if rows[-1] else " " * INDENT, _QUIET)
        used = (used if rows[-1] else 0) + len(gap.text) + size
        rows[-1] += [gap, Run(key, _KEY), Run(f" {what}", _QUIET)]
    return [fit(row, width) for row in rows]
