"""Rows of cells on common columns: matrices, cases and aligned equations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from adamtui.typeset.box import Align, Box, beside, spread, stack, text_box, widened
from adamtui.typeset.nodes import Grid, Kind, Seq

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
    right = index % 2 == 0
    return cell(
        row[index], None if right else "ord", "ord" if right and index + 1 < len(row) else None
    )


def arranged(grid: Grid, rows: Sequence[Sequence[Box]]) -> Box:
    """Boxes on common columns."""
    count = max(map(len, rows))
    widths = [max((row[i].width for row in rows if i < len(row)), default=0) for i in range(count)]
    lines = [
        beside(
            (
                gap_before(grid, index),
                widened(box, widths[index], _ALIGNS[grid.columns[index % len(grid.columns)]]),
            )
            for index, box in enumerate(row)
        )
        for row in rows
    ]
    if len(lines) == 2 and grid.style != "align" and all(line.height == 1 for line in lines):
        return stack((lines[0], text_box(""), lines[1]), 1, "l")
    box = spread(lines)
    return Box(box.rows, _middle(lines, box), box.width)


def gap_before(grid: Grid, index: int) -> int:
    """The blanks before a column."""
    if index == 0 or (grid.style == "align" and index % 2 == 1):
        return 0
    return {"align": 4, "matrix": 2, "cases": 3}[grid.style]


def _middle(lines: Sequence[Box], box: Box) -> int:
    """One line keeps its baseline; more are centred."""
    return lines[0].baseline if len(lines) == 1 else (box.height - 1) // 2
