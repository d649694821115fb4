"""Rows of cells on common columns: matrices, cases and aligned equations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from adamtui.typeset.box import Align, Box, beside, spread, stack, text_box, widened
from adamtui.typeset.nodes import Grid, Kind, Seq
from adamtui.typeset.ruling import ruled
from adamtui.typeset.spacing import kind_of

Cell: TypeAlias = Callable[[Seq, Kind | None, Kind | None], Box]
"""Sets a cell, given what stands before and after it."""

_ALIGNS: dict[str, Align] = {"l": "l", "c": "c", "r": "r"}


def grid_box(grid: Grid, cell: Cell) -> Box:
    """The grid with its baseline in the middle row."""
    rows = [[_cell(grid, row, index, cell) for index in range(len(row))] for row in grid.rows]
    return arranged(grid, rows)


def _cell(grid: Grid, row: Sequence[Seq], index: int, cell: Cell) -> Box:
    if grid.style != "align" or grid.columns == "c":
        return cell(row[index], None, None)
    return cell(row[index], *neighbours(row, index))


def neighbours(row: Sequence[Seq], index: int) -> tuple[Kind | None, Kind | None]:
    """What stands before and after a cell of an aligned row: its other half."""
    if index % 2 == 0:
        return None, "ord" if index + 1 < len(row) else None
    left = row[index - 1].items
    return "rel" if left and kind_of(left[-1]) == "rel" else "ord", None


def arranged(grid: Grid, rows: Sequence[Sequence[Box]]) -> Box:
    """Boxes on common columns."""
    count = max(map(len, rows))
    widths = [max((row[i].width for row in rows if i < len(row)), default=0) for i in range(count)]
    filled = [
        [widened(box, widths[i], _align(grid, i)) for i, box in enumerate(row)] for row in rows
    ]
    if grid.bars or grid.rules:
        return ruled(grid, filled, widths)
    lines = [
        beside((gap_before(grid, index), box) for index, box in enumerate(row)) for row in filled
    ]
    if len(lines) == 2 and grid.style != "align" and all(line.height == 1 for line in lines):
        return stack((lines[0], text_box(""), lines[1]), 1, "l")
    box = spread(lines)
    return Box(box.rows, _middle(lines, box), box.width)


def _align(grid: Grid, index: int) -> Align:
    return _ALIGNS[grid.columns[index % len(grid.columns)]]


def gap_before(grid: Grid, index: int) -> int:
    """The blanks before a column."""
    if index == 0 or (grid.style == "align" and index % 2 == 1):
        return 0
    return {"align": 4, "matrix": 2, "cases": 3}[grid.style]


def _middle(lines: Sequence[Box], box: Box) -> int:
    """One line keeps its baseline; more are centred."""
    return lines[0].baseline if len(lines) == 1 else (box.height - 1) // 2
