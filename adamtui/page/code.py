"""Blocks of code: lines as they were written, the long ones going on below.

Invariant: the text of the rows does not depend on how the code is inked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run, merge, plain
from adamtui.page.frame import Frame
from adamtui.page.glyphs import cells, cluster_end, cut
from adamtui.page.highlight import code_lines
from adamtui.page.words import Kind, Piece, words
from adamtui.page.wrap import NARROWEST, trimmed, wrap

_CONTINUED = Run("↪ ", Ink("muted"))
_INFO = Ink("muted", italic=True)
_TAB = 4
_INDENTED = 12
"""Cells from which code is set in."""


def code(node: Node, frame: Frame) -> list[Row]:
    """Lines as they are; one that is too long goes on below, with a mark before it.

    What the fence says beside the language stands above, with it.
    """
    indent = Run(" " * 2 if frame.width >= _INDENTED else "")
    room = frame.width - len(indent.text)
    language = node.label if frame.inked else ""
    rows = [_before(indent, row) for row in _info(node, room)]
    for line in code_lines(node.text, language):
        rows.extend(_before(indent, row) for row in _rows(_untabbed(line), room))
    return rows


def _info(node: Node, room: int) -> list[Row]:
    """What the fence says beside the language."""
    if not node.target:
        return []
    return wrap(words([Piece(f"{node.label} {node.target}", _INFO, kind=Kind.CODE)]), room)


def _before(indent: Run, row: Row) -> Row:
    return merge([indent, *row]) if row else ()


def _untabbed(line: Row) -> Row:
    """The line with spaces for its tabs and without those at its end."""
    if not any("\t" in run.text or run.text.endswith(" ") for run in line):
        return line
    columns = [0]
    for before in accumulate(run.text for run in line):
        columns.append(len(before.expandtabs(_TAB)))
    text = plain(line).expandtabs(_TAB)
    spans = zip(line, pairwise(columns), strict=True)
    return tuple(trimmed([run._replace(text=text[start:end]) for run, (start, end) in spans]))


def _rows(line: Row, room: int) -> Iterator[Row]:
    text = plain(line)
    if cells(text) <= room:
        yield line
        return
    left = max(room - len(_CONTINUED.text), NARROWEST)
    first = _end(text, 0, max(room, NARROWEST))
    yield tuple(trimmed(_part(line, 0, first)))
    for start, end in _spans(text, first, left):
        yield tuple(trimmed([_CONTINUED, *_part(line, start, end)]))


def _spans(text: str, start: int, room: int) -> Iterator[tuple[int, int]]:
    """Where rows begin and end in what is left of a line."""
    while start < len(text):
        end = _end(text, start, room)
        yield start, end
        start = end


def _end(text: str, start: int, room: int) -> int:
    """Where a row ends that begins at `start`; it has at least one character."""
    end = cut(text, start, room)
    return end if end > start else cluster_end(text, start)


def _part(line: Sequence[Run], start: int, end: int) -> list[Run]:
    """The runs of a stretch of a line."""
    part: list[Run] = []
    for run in line:
        if end <= 0:
            break
        part.append(run._replace(text=run.text[max(start, 0) : end]))
        start, end = start - len(run.text), end - len(run.text)
    return part
