"""Places on a stage, and what goes into them: pictures side by side and one over the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple, TypeAlias, TypeVar

from adamtui.ink import Ink, Row, Run

Size: TypeAlias = tuple[int, int]
"""Columns and rows."""

TALL = 15
"""Rows from which a place holds two charts."""
GAP = 1
"""Columns between two places."""

Chart = TypeVar("Chart")


class Box(NamedTuple):
    """A place on the stage, in cells."""

    x: int
    y: int
    width: int
    height: int

    @property
    def size(self) -> Size:
        """Columns and rows."""
        return self.width, self.height


def paired(left: Sequence[Row], right: Sequence[Row], places: tuple[Box, Box]) -> list[Row]:
    """Two pictures side by side, as many rows as the places have; either may be missing."""
    column = places[1].x if right else 0
    rows = [_beside(a, column, b) for a, b in zip_longest(left, right, fillvalue=())]
    return rows + [()] * (places[0].height - len(rows))


def stacked(
    charts: Sequence[Chart], which: int, size: Size, draw: Callable[[Chart, Size], list[Row]]
) -> list[Row]:
    """The chart number `which`, counted round; where there is room the next one below it."""
    width, height = size
    if min(size) < 1:
        return []
    upper, lower = charts[which % len(charts)], charts[(which + 1) % len(charts)]
    if height < TALL:
        return draw(upper, size)
    half = height // 2
    return [*draw(upper, (width, half)), *draw(lower, (width, height - half))]


def notice(text: str, size: Size) -> list[Row]:
    """One line in the middle, where nothing else can be shown."""
    width, height = size
    return [*[()] * (height // 2), (Run(text.center(width)[:width], Ink("warn")),)]


def too_small(needed: Size, size: Size) -> list[Row]:
    """What is shown where there is no room."""
    return notice(f"too small: {needed[0]}×{needed[1]} cells are needed", size)


def _beside(left: Sequence[Run], column: int, right: Sequence[Run]) -> Row:
    """Two rows in one, the right one from `column` on."""
    filled = sum(len(run.text) for run in left)
    gap = (Run(" " * (column - filled)),) if column > filled else ()
    return tuple(chain(left, gap, right))
