"""Blocks that hold blocks: lists, quotes, callouts and footnotes.

Each lays its children out in a narrower frame and sets its mark to the left of them. Where there is
no room for that, deep inside or on a narrow page, lists keep their marks, on rows of their own, and
bars are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple

from adamtui.course.model import Node
from adamtui.ink import PLAIN, Ink, Row, Run
from adamtui.page.frame import Frame, hang
from adamtui.page.glyphs import cells
from adamtui.page.inline import inked, note_mark
from adamtui.page.wrap import Word, wrap

_BULLETS = "•◦▪"
_MARK = Ink("accent")
_RULE = Ink("rule")
_NOTE_RULE = 12
_CALLOUTS = MappingProxyType(
    {
        "NOTE": "accent",
        "TIP": "good",
        "IMPORTANT": "accent",
        "WARNING": "warn",
        "CAUTION": "bad",
        "ANSWER": "good",
    }
)
SET_APART = frozenset({"code_block", "table", "callout", "blockquote", "math_block", "heading"})
"""Types that have blank rows around them even in a tight list."""

Flow = Callable[[Sequence[Node], Frame, bool], list[Row]]
"""Lays blocks out one below another; the last argument asks for no blank rows between them."""


def bullet_list(node: Node, frame: Frame, flow: Flow) -> list[Row]:
    """Items with a bullet that tells the depth, or a box."""
    bullet = Run(_BULLETS[frame.bullets % len(_BULLETS)], _MARK)
    marks = [(_box(item) or (bullet,)) for item in node.children]
    return _items(node, frame.inside(bullets=1), marks, flow)


def ordered_list(node: Node, frame: Frame, flow: Flow) -> list[Row]:
    """Items with their numbers, units below units."""
    numbers = [f"{number}." for number in range(node.start, node.start + len(node.children))]
    width = max(map(len, numbers), default=0)
    marks = []
    for number, item in zip(numbers, node.children, strict=True):
        box = _box(item)
        mark = Run(number.rjust(width), _MARK)
        marks.append((mark, Run(" "), *box) if box else (mark,))
    return _items(node, frame.inside(), marks, flow)


def blockquote(node: Node, frame: Frame, flow: Flow) -> list[Row]:
    """The quoted blocks beside a quiet bar."""
    return _barred(node, frame, Run("│ ", _RULE), [], flow)


def callout(node: Node, frame: Frame, flow: Flow) -> list[Row]:
    """A quote with a title, both in the colour of what it is."""
    colour = _CALLOUTS.get(node.label, "accent")
    title = [Word((Run(node.label.capitalize(), Ink(colour, bold=True)),), cells(node.label))]
    return _barred(node, frame, Run("┃ ", Ink(colour)), title, flow)


def footnotes(node: Node, frame: Frame, flow: Flow) -> list[Row]:
    """A short rule, and the notes below it."""
    rows = [inked("─" * min(_NOTE_RULE, frame.measure), _RULE)]
    for note in placed_notes(node, frame, flow):
        rows.extend([()] * (note.row - len(rows)))
        rows.extend(note.rows)
    return rows


class PlacedNote(NamedTuple):
    """A footnote, and its first row among those of all of them."""

    label: str
    row: int
    rows: list[Row]


def placed_notes(node: Node, frame: Frame, flow: Flow) -> Iterator[PlacedNote]:
    """The notes below the rule; one of several blocks has a blank row before and after it."""
    row, long = 1, False
    for number, note in enumerate(node.children):
        rows = footnote(note, frame, flow)
        apart = number > 0 and (long or len(note.children) > 1)
        yield PlacedNote(note.label, row + apart, rows)
        row += apart + len(rows)
        long = len(note.children) > 1


def footnote(node: Node, frame: Frame, flow: Flow) -> list[Row]:
    """One note, its mark before it."""
    return _hung(node.children, frame.inside(), (Run(note_mark(node.label), Ink("link")),), flow)


def _box(item: Node) -> tuple[Run, ...]:
    if item.task is None:
        return ()
    return (Run("☑", Ink("good")) if item.task else Run("☐", Ink("muted")),)


def _items(node: Node, frame: Frame, marks: Sequence[tuple[Run, ...]], flow: Flow) -> list[Row]:
    rows: list[Row] = []
    apart = False
    for item, mark in zip(node.children, marks, strict=True):
        if rows and (not node.tight or apart):
            rows.append(())
        rows.extend(_hung(item.children, frame, mark, flow, node.tight))
        apart = bool(item.children) and item.children[-1].type in SET_APART
    return rows


def _hung(
    blocks: Sequence[Node],
    frame: Frame,
    mark: tuple[Run, ...],
    flow: Flow,
    tight: bool = False,
) -> list[Row]:
    """The blocks beside a mark; below it where the frame is too narrow for both."""
    size = sum(cells(run.text) for run in mark)
    if not frame.has_room(size + 1):
        return [*wrap([Word(mark, size)], frame.measure), *flow(blocks, frame, tight)]
    indent = size + 1
    rows = flow(blocks, frame.inside(indent), tight)
    return hang(rows, (*mark, Run(" ")), (Run(" " * indent, PLAIN),))


def _barred(node: Node, frame: Frame, bar: Run, title: Sequence[Word], flow: Flow) -> list[Row]:
    seen = (bar,) if frame.has_room(len(bar.text)) else ()
    within = frame.inside(len(bar.text) if seen else 0)
    rows = [*wrap(title, within.measure), *flow(node.children, within, False)]
    return hang(rows, seen, seen)
