"""The two ways to set a formula: on one line, and as a display."""

from __future__ import annotations

from collections.abc import Sequence

from adamtui.typeset.box import Box, beside, spread, text_box
from adamtui.typeset.breaks import broken
from adamtui.typeset.grids import arranged, gap_before
from adamtui.typeset.layout import cell, layout, row
from adamtui.typeset.linear import linear
from adamtui.typeset.nodes import Grid, Kind, Node, Seq, Tag
from adamtui.typeset.parse import parse

_TAG_GAP = 2


def inline(tex: str) -> str:
    """See `adamtui.typeset.inline`."""
    return "; ".join(linear(line) for line in parse(tex))


def display(tex: str, width: int = 80) -> Box:
    """See `adamtui.typeset.display`."""
    return spread([_line(line, width) for line in parse(tex)])


def _line(line: Seq, width: int) -> Box:
    tags = [item for item in line.items if isinstance(item, Tag)]
    body = [item for item in line.items if not isinstance(item, Tag)]
    label = text_box(" ".join(tag.text for tag in tags))
    room = width - label.width - _TAG_GAP if tags else width
    box = _fitted(body, room)
    if not tags:
        return box
    gap = max(width - box.width - label.width, _TAG_GAP)
    return beside(((0, box), (gap, label)))


def _fitted(items: Sequence[Node], room: int) -> Box:
    if len(items) == 1 and isinstance(items[0], Grid) and items[0].style == "align":
        return _fitted_grid(items[0], room)
    return broken(row(items), room)


def _fitted_grid(grid: Grid, room: int) -> Box:
    """An aligned grid whose last column is broken where the whole is too wide."""
    whole = layout(grid)
    count = max(map(len, grid.rows))
    if whole.width <= room or grid.columns == "c":
        return whole
    rows = [
        [cell(content, *_neighbours(index, len(line))) for index, content in enumerate(line)]
        for line in grid.rows
    ]
    used = sum(
        gap_before(grid, index) + max(line[index].width for line in rows if index < len(line))
        for index in range(count - 1)
    )
    for line, boxes in zip(grid.rows, rows, strict=True):
        if len(line) == count:
            parts = row(line[-1].items, *_neighbours(count - 1, count))
            boxes[-1] = broken(parts, room - used)
    return arranged(grid, rows)


def _neighbours(index: int, count: int) -> tuple[Kind | None, Kind | None]:
    """What stands before and after a cell of an aligned row: its other half."""
    if index % 2:
        return "ord", None
    return None, "ord" if index + 1 < count else None
