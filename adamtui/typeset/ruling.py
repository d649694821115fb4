"""Grids with lines between their columns and rows, as in an augmented matrix or a table."""

from __future__ import annotations

from collections.abc import Sequence

from adamtui.typeset.box import Box, beside, text_box
from adamtui.typeset.delimiters import tall
from adamtui.typeset.nodes import Grid

_GAP = 2


def ruled(grid: Grid, rows: Sequence[Sequence[Box]], widths: Sequence[int]) -> Box:
    """Boxes, each as wide as its column, with the grid's lines between them."""
    drawn: list[str] = []
    baselines: list[int] = []
    airy = any(box.height > 1 for row in rows for box in row)
    for index, row in enumerate(rows):
        if index in grid.rules:
            drawn.append(_between(grid, widths, "─", "├┼┤" if index else "┌┬┐"))
        elif index and airy:
            drawn.append(_between(grid, widths, " ", "│││"))
        line = _line(grid, row, widths)
        baselines.append(len(drawn) + line.baseline)
        drawn += line.rows
    if len(rows) in grid.rules:
        drawn.append(_between(grid, widths, "─", "└┴┘"))
    baseline = baselines[0] if len(rows) == 1 else (len(drawn) - 1) // 2
    return Box(tuple(drawn), baseline, len(_between(grid, widths, " ", "│││")))


def _line(grid: Grid, row: Sequence[Box], widths: Sequence[int]) -> Box:
    boxes = [*row, *(text_box(" " * width) for width in widths[len(row) :])]
    above = max(box.baseline for box in boxes)
    height = above + max(box.height - box.baseline for box in boxes)
    bar = tall("|", height, above) if height > 1 else text_box("│")
    parts: list[tuple[int, Box]] = []
    for index, box in enumerate(boxes):
        if index in grid.bars:
            parts += [(int(index > 0), bar), (1, box)]
        else:
            parts.append((_GAP if index else 0, box))
    if len(boxes) in grid.bars:
        parts.append((1, bar))
    return beside(parts)


def _between(grid: Grid, widths: Sequence[int], fill: str, crossings: str) -> str:
    """The row between two lines; `crossings` are for the first bar, those within and the last."""
    text = ""
    for index, width in enumerate(widths):
        if index in grid.bars:
            text += fill + crossings[1] + fill if index else crossings[0] + fill
        else:
            text += fill * _GAP * (index > 0)
        text += fill * width
    return text + (fill + crossings[2]) * (len(widths) in grid.bars)
