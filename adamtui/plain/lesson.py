"""A lesson as rows, one block after the other: what is read first is there first.

Answers come last, so that whoever reads on has not read them by then. Every row fits the width, and
none ends in a blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adamtui.course.characters import brief
from adamtui.course.exercise import prompt, reason
from adamtui.course.model import Block, Directive, Lesson, Node
from adamtui.ink import Ink, Row, Run
from adamtui.page.layout import layout
from adamtui.plain.parts import KINDS
from adamtui.plain.rows import flush, room, said
from adamtui.plain.written import written

_PART = Ink("accent", bold=True)
_BAD = Ink("bad", bold=True)
_QUIET = Ink("muted")
_ANSWERS = Node("heading", level=2, children=(Node("text", "Answers"),))


def lesson_rows(lesson: Lesson, width: int) -> Iterator[Row]:
    """The rows of a lesson at a width in cells; a block is drawn when its rows are asked for."""
    begun = False
    for group in _groups(lesson, width):
        for row in group:
            if begun:
                yield ()
                begun = False
            yield row
        begun = True


def _groups(lesson: Lesson, width: int) -> Iterator[Iterable[Row]]:
    """What stands apart from each other by a blank row."""
    for block in lesson.blocks:
        yield from filter(None, _block(block, width))
    answers = [each for each in lesson.directives() if _answered(each)]
    if answers:
        yield layout(written([_ANSWERS]), width)
        for each in answers:
            yield from filter(None, _answer(each, width))


def _block(block: Block, width: int) -> Iterator[list[Row]]:
    if not isinstance(block, Directive):
        yield flush(layout(written(block.nodes), width))
        return
    margin, cells = room(width)
    yield flush(_title(block, cells), margin)
    yield flush(_faults(block, cells), margin)
    yield flush(layout(written(prompt(block)), width))
    if block.options is not None:
        yield flush(KINDS[block.name].rows(block, cells), margin)


def _title(part: Directive, cells: int) -> list[Row]:
    """`[Stepper: first-steps]`."""
    kind = KINDS[part.name].title if part.name in KINDS else part.name
    return said(f"[{kind}: {part.id}]" if part.id else f"[{kind}]", cells, _PART)


def _faults(part: Directive, cells: int) -> Iterator[Row]:
    """What is wrong with a live part, as in the tutorial."""
    if part.faults:
        yield from said(f"This live part, {{{part.name}}}, has faults:", cells, _BAD)
    for fault in part.faults:
        yield from ((Run("  "), *row) for row in said(brief(fault), cells - 2, _QUIET, hang=4))


def _answered(part: Directive) -> bool:
    return part.options is not None and KINDS[part.name].told is not None


def _answer(part: Directive, width: int) -> Iterator[list[Row]]:
    """The name of an exercise, what is told of it, and the author's reason."""
    margin, cells = room(width)
    yield flush(_title(part, cells), margin)
    told = KINDS[part.name].told
    if told is not None:
        yield flush(told(part, cells), margin)
    yield flush(layout(written(reason(part)), width))
