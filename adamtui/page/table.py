"""Tables: columns fitted to the width, cells wrapped; records one below another where none fit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from adamtui.course.model import Node
from adamtui.ink import PLAIN, Ink, Row, Run, merge
from adamtui.page.frame import Frame, hang
from adamtui.page.glyphs import cells
from adamtui.page.inline import inked, inline_pieces, inline_words
from adamtui.page.words import Piece, words
from adamtui.page.wrap import NO_GAP, Word, natural_width, trimmed, wrap

_RULE = Ink("rule")
_HEADER = Ink(bold=True)
_BAR = Run(" │ ", _RULE)
_TIGHTEST = 8
"""Cells a column has on average, at least, where cells must wrap."""

_Grid = list[list[list[Word]]]


def table(node: Node, frame: Frame) -> list[Row]:
    """The header, a rule, the rows; rules between rows too where one of them wraps."""
    grid = _grid(node)
    if not grid or not grid[0]:
        return []
    columns = list(zip(*grid, strict=True))
    natural = [max(1, *(natural_width(cell) for cell in column)) for column in columns]
    least = [
        max(1, *(word.width for cell in column for word in cell)) if any(column) else 1
        for column in columns
    ]
    room = frame.width - len(_BAR.text) * (len(columns) - 1)
    if sum(natural) > room and room < _TIGHTEST * len(columns):
        return _records(node, frame)
    widths = fitted(natural, least, room)
    rows = []
    for number, row in enumerate(grid):
        lines = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        # A header without text has no row; any other row without text is an empty one.
        rows.append(
            _joined(lines if any(lines) or not number else [[()]] * len(row), widths, node.align)
        )
    return _ruled(rows, widths)


def fitted(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """A width for each column, `room` cells in all at most.

    Narrow columns get what they ask for, and the wide ones share the rest; none gets less than its
    longest word, `least`, unless that is more than an even share.
    """
    fair = room // len(natural)
    floors = [min(width, fair) for width in least]
    widths = list(natural)
    order = sorted(range(len(natural)), key=natural.__getitem__)
    reserved = sum(floors)
    for place, column in enumerate(order):
        reserved -= floors[column]
        share = max(room // (len(order) - place), floors[column])
        widths[column] = min(natural[column], share, room - reserved)
        room -= widths[column]
    return widths


def _grid(node: Node) -> _Grid:
    """The cells as words, every row as long as the longest."""
    grid = [
        [inline_words(cell.children, PLAIN if number else _HEADER) for cell in row.children]
        for number, row in enumerate(node.children)
    ]
    columns = max(map(len, grid), default=0)
    return [row + [[]] * (columns - len(row)) for row in grid]


def _joined(cells_: list[list[Row]], widths: Sequence[int], align: Sequence[str]) -> list[Row]:
    """One row of the table from the lines of its cells."""
    rows: list[Row] = []
    for lines in zip_longest(*cells_, fillvalue=()):
        runs: list[Run] = []
        for column, (line, width) in enumerate(zip(lines, widths, strict=True)):
            side = align[column] if column < len(align) else ""
            runs += [_BAR] if column else []
            runs += _aligned(line, width, side)
        rows.append(merge(trimmed(runs)))
    return rows


def _aligned(line: Row, width: int, side: str) -> list[Run]:
    spare = width - sum(cells(run.text) for run in line)
    left = {"right": spare, "center": spare // 2}.get(side, 0)
    return [Run(" " * left), *line, Run(" " * (spare - left))]


def _ruled(rows: list[list[Row]], widths: Sequence[int]) -> list[Row]:
    """The rows with a rule below the header; a gap between the others if one of them wraps."""
    rule = inked("─┼─".join("─" * width for width in widths), _RULE)
    gap = inked(" │ ".join(" " * width for width in widths).rstrip(), _RULE)
    header, *body = rows
    wrapped = any(len(row) > 1 for row in body)
    drawn = [*header, rule]
    for number, row in enumerate(body):
        if wrapped and number:
            drawn.append(gap)
        drawn.extend(row)
    return drawn


def _records(node: Node, frame: Frame) -> list[Row]:
    """Each row as a paragraph of "header: cell" lines, for tables too wide for columns."""
    header, *body = node.children
    if not body:
        return _record(header.children, [], frame)
    rows: list[Row] = []
    for record in body:
        if rows:
            rows.append(inked("─" * frame.measure, _RULE))
        rows.extend(_record(header.children, record.children, frame))
    return rows


def _record(names: Sequence[Node], values: Sequence[Node], frame: Frame) -> list[Row]:
    rows: list[Row] = []
    indent = Run("  ") if frame.has_room(2) else NO_GAP
    empty = Node("table_cell")
    for name, value in zip_longest(names, values, fillvalue=empty):
        called = [*inline_pieces(name.children, _HEADER)]
        colon = [Piece(":", _HEADER), Piece(" ")] if called else []
        pieces = [*called, *colon, *inline_pieces(value.children)]
        lines = wrap(words(pieces), frame.measure - len(indent.text))
        rows.extend(hang(lines, (), (indent,)) if lines else [])
    return rows
