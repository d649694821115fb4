"""A long row over several lines, broken before relations and operators."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from adamtui.typeset.box import Box, beside, spread
from adamtui.typeset.layout import Part
from adamtui.typeset.nodes import Fence

_INDENT = 4
_QUAD = 3
_COST_OF_BIN = 1
_COST_OF_FIRST_REL = 5
_COST_OF_NESTING = 10
_COST_OF_QUAD = -1


def broken(parts: Sequence[Part], room: int) -> Box:
    """The row on as few lines as it needs to fit `room` cells, where that helps.

    A line that goes on begins below the first relation if it begins with one itself, at the left
    if it was set apart by a \\quad, and after the first relation otherwise.
    """
    whole = beside((gap, box) for gap, box, _ in parts)
    if whole.width <= room or not parts:
        return whole
    costs, indents = _costs(parts), _indents(parts, room)
    lines: list[Box] = []
    start = 0
    while start < len(parts):
        lead = _lead(parts, start, indents)
        end = _line_end(parts, costs, start, room - lead)
        lines.append(_line(parts[start:end], lead))
        start = end
    box = spread(lines)
    return box if box.width < whole.width else whole


def _line(parts: Sequence[Part], lead: int) -> Box:
    return beside((gap if index else lead, box) for index, (gap, box, _) in enumerate(parts))


def _lead(parts: Sequence[Part], start: int, indents: tuple[int, int]) -> int:
    """The blanks before the line that begins at `start`: below a relation, or after it."""
    gap, _, here = parts[start]
    if start == 0:
        return gap
    if gap >= _QUAD:
        return 0
    return indents[0] if here.kind == "rel" else indents[1]


def _costs(parts: Sequence[Part]) -> dict[int, int]:
    """Where a line may end, as the index of the part after it, and how bad that is."""
    costs: dict[int, int] = {}
    depth, related = 0, False
    for index, (gap, _, here) in enumerate(parts):
        depth -= here.kind == "close"
        cost = _COST_OF_NESTING * max(depth, 0)
        first = here.kind == "rel" and not related
        if index and gap >= _QUAD:
            costs[index] = cost + _COST_OF_QUAD
        elif index and gap and here.kind in ("rel", "bin"):
            costs[index] = cost + (_COST_OF_FIRST_REL if first else 0)
            costs[index] += _COST_OF_BIN * (here.kind == "bin")
        related = related or (first and depth == 0)
        depth += here.kind == "open" and not isinstance(here.node, Fence)
    return costs


def _indents(parts: Sequence[Part], room: int) -> tuple[int, int]:
    """The columns of the first relation and of what follows it."""
    column = 0
    for (gap, box, here), following in pairwise(parts):
        if here.kind == "rel":
            after = column + gap + box.width + following[0]
            return (column + gap, after) if after <= room // 2 else (_INDENT, _INDENT)
        column += gap + box.width
    return (_INDENT, _INDENT)


def _line_end(parts: Sequence[Part], costs: dict[int, int], start: int, room: int) -> int:
    """The last of the cheapest places at which the line fits, else the first place there is."""
    width = parts[start][1].width
    best: int | None = None
    for index in range(start + 1, len(parts)):
        if index in costs and (best is None or (width <= room and costs[index] <= costs[best])):
            best = index
        width += parts[index][0] + parts[index][1].width
        if width > room and best is not None:
            return best
    return len(parts)
