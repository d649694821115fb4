"""The two ways to set a formula: on one line, and as a display."""

from __future__ import annotations

from collections.abc import Sequence

from adamtui.typeset.box import Box, beside, spread, stack, text_box, widened
from adamtui.typeset.breaks import broken
from adamtui.typeset.folding import folded
from adamtui.typeset.grids import arranged, gap_before, neighbours
from adamtui.typeset.layout import cell, layout, row
from adamtui.typeset.linear import linear
from adamtui.typeset.nodes import Grid, Node, Seq, Tag, joined
from adamtui.typeset.parse import parse

_TAG_GAP = 2
_NARROWEST = 2


def inline(tex: str) -> str:
    """See `adamtui.typeset.inline`."""
    return "; ".join(linear(line) for line in parse(tex))


def display(tex: str, width: int = 80) -> Box:
    """See `adamtui.typeset.display`."""
    room = max(width, _NARROWEST)
    return spread([_line(line, room) for line in parse(tex)])


def _line(line: Seq, width: int) -> Box:
    """A line in two dimensions where it fits, else with its rows apart, else as folded text."""
    tags = [item for item in line.items if isinstance(item, Tag)]
    body = [item for item in line.items if not isinstance(item, Tag)]
    label = text_box(" ".join(tag.text for tag in tags))
    room = width - label.width - _TAG_GAP if tags else width
    box = _fitted(body, room)
    if box.width <= room:
        gap = max(width - box.width - label.width, _TAG_GAP)
        return beside(((0, box), (gap, label))) if tags else box
    if (grid := _aligned(body)) is not None and len(grid.rows) > 1:
        return _below([spread([_line(joined(row), width) for row in grid.rows])], tags, width)
    box = _fitted(body, width) if tags else box
    if box.width > width:
        box = folded(linear(Seq(tuple(body))), width)
    return _below([box], tags, width)


def _below(boxes: list[Box], tags: Sequence[Tag], width: int) -> Box:
    """Boxes with the equation's number on a row of its own, at the right edge."""
    label = folded(" ".join(tag.text for tag in tags), width)
    return stack([*boxes, widened(label, width, "r")], 0, "l") if tags else stack(boxes, 0, "l")


def _aligned(items: Sequence[Node]) -> Grid | None:
    lone = items[0] if len(items) == 1 else None
    return lone if isinstance(lone, Grid) and lone.style == "align" else None


def _fitted(items: Sequence[Node], room: int) -> Box:
    if (grid := _aligned(items)) is not None:
        return _fitted_grid(grid, room)
    return broken(row(items), room)


def _fitted_grid(grid: Grid, room: int) -> Box:
    """An aligned grid whose last column is broken where the whole is too wide."""
    whole = layout(grid)
    count = max(map(len, grid.rows))
    if whole.width <= room or grid.columns == "c":
        return whole
    rows = [
        [cell(content, *neighbours(line, index)) for index, content in enumerate(line)]
        for line in grid.rows
    ]
    used = sum(
        gap_before(grid, index) + max(line[index].width for line in rows if index < len(line))
        for index in range(count - 1)
    )
    for line, boxes in zip(grid.rows, rows, strict=True):
        if len(line) == count:
            parts = row(line[-1].items, *neighbours(line, count - 1))
            boxes[-1] = broken(parts, room - used)
    return arranged(grid, rows)
