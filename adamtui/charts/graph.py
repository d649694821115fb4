"""Graphs of functions: several over one pair of axes, sampled once in every column of dots.

For what is known at every x, unlike a recorded series: the limits are the caller's, so nothing
moves but the curves, and a frame costs well under a millisecond. Rows are as in `charts.lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.charts import scale
from adamtui.charts.axes import GUTTER, column_of, foot, gutter, head, row_of_value
from adamtui.charts.braille import GLYPHS, packed
from adamtui.charts.cells import blank_rows, row_of
from adamtui.charts.frame import Frame
from adamtui.charts.scale import Scale
from adamtui.ink import Ink, Row, Run, merge

Function: TypeAlias = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Elementwise; nan is a gap, ±inf leaves at the edge."""

SMALLEST = (GUTTER + 5, 4)
_BEYOND = 1e6
"""A dot row that no chart reaches."""


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """One function, in the ink role `ink`; a filled one is an area down to 0."""

    name: str
    of: Function
    ink: str = "series-0"
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on a point of the plane; left out where the point is out of sight."""

    x: float
    y: float
    sign: str = "●"
    ink: str = "mark"


def graph(
    graphs: Sequence[Graph],
    view: tuple[tuple[float, float], tuple[float, float]],
    size: tuple[int, int],
    *,
    title: str = "",
    marks: Sequence[Mark] = (),
    walls: Sequence[float] = (),
    under: float | None = None,
) -> list[Row]:
    """The graphs over `view` (x bounds, y bounds) as `size[1]` rows of `size[0]` cells.

    A later graph lies over an earlier one, a mark over all. `walls` are x that nothing passes, as
    dashed lines; `under` is an x marked below the axis. Blank where there is no room.
    """
    width, height = size
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return blank_rows(width, height)
    columns, rows = width - GUTTER, height - 2
    x = scale.linear_scale(*view[0], max(1, columns // 9), snap=False)
    y = scale.linear_scale(*view[1], max(2, (rows + 1) // 3), snap=False)
    drawn = _Field(x, y, columns, rows)
    for wall in walls:
        drawn.wall(wall)
    for each in graphs:
        drawn.lay(each)
    top = head([(each.name, each.ink) for each in graphs], title, width)
    left = (row_of(cells) for cells in gutter(y, rows))
    body = (merge([*a, *b]) for a, b in zip(left, drawn.rows_with(marks), strict=True))
    return [top, *body, foot(x, columns, under)]


class _Field:
    """The dots between the axes, and whose they are."""

    def __init__(self, x: Scale, y: Scale, columns: int, rows: int) -> None:
        self._x, self._y, self._size = x, y, (columns, rows)
        self._frame = Frame((x.low, x.high), (y.low, y.high), (columns, rows))
        self._dots = np.zeros((rows, columns), dtype=np.uint8)
        self._owner = np.zeros((rows, columns), dtype=np.intp)
        self._inks = [Ink()]

    def lay(self, each: Graph) -> None:
        """Draw one function over what is there."""
        xs = self._frame.centres(across=2, down=1)[0]
        with np.errstate(all="ignore"):
            ys = np.broadcast_to(np.asarray(each.of(xs), dtype=np.float64), xs.shape)
        where = self._dot_rows(ys)
        if each.filled:
            base = np.broadcast_to(self._dot_rows(np.zeros(1)), where.shape)
            self._put(np.minimum(where, base), np.maximum(where, base), each.ink)
        else:
            self._put(*_joined(where), each.ink)

    def wall(self, x: float) -> None:
        """A dashed upright line."""
        column = column_of(self._x, x, self._size[0])
        if column is not None:
            bars = np.full(self._size[1], 0b0000_0011, dtype=np.uint8)
            self._own(bars[:, None], np.s_[:, column : column + 1], "rule")

    def rows_with(self, marks: Sequence[Mark]) -> list[Row]:
        """The field's rows."""
        lines = [[GLYPHS[bits] for bits in line] for line in self._dots.tolist()]
        owners = self._owner
        for mark in marks:
            column = column_of(self._x, mark.x, self._size[0])
            if column is not None and self._y.low <= mark.y <= self._y.high:
                row = row_of_value(self._y, mark.y, self._size[1])
                lines[row][column] = mark.sign
                self._inks.append(Ink(mark.ink, bold=True))
                owners[row, column] = len(self._inks) - 1
        return [_row(line, owner, self._inks) for line, owner in zip(lines, owners, strict=True)]

    def _dot_rows(self, ys: NDArray[np.float64]) -> NDArray[np.float64]:
        """The dot row of each y from the top, far outside for what is out of sight."""
        low, high = self._y.low, self._y.high
        with np.errstate(all="ignore"):
            rows = np.floor((high - ys) / (high - low) * 4 * self._size[1])
        # The lower bound itself belongs to the last row.
        rows = np.where(ys == low, 4 * self._size[1] - 1, rows)
        return np.clip(rows, -_BEYOND, _BEYOND)

    def _put(self, first: NDArray[np.float64], last: NDArray[np.float64], ink: str) -> None:
        """Set the dots from row `first` to row `last` of each column of dots; nan sets none."""
        rows = np.arange(4 * self._size[1])[:, None]
        self._own(packed((rows >= first) & (rows <= last)), np.s_[:, :], ink)

    def _own(self, raster: NDArray[np.uint8], where: tuple[slice, slice], ink: str) -> None:
        self._inks.append(Ink(ink))
        self._dots[where] |= raster
        self._owner[where][raster > 0] = len(self._inks) - 1


def _joined(rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The first and last dot of each column, so that each meets the one before."""
    before = np.concatenate([rows[:1], rows[:-1]])
    meets = np.where(np.isnan(before), rows, before + np.sign(rows - before))
    return np.minimum(rows, meets), np.maximum(rows, meets)


def _row(signs: list[str], owners: NDArray[np.intp], inks: Sequence[Ink]) -> Row:
    """One row in as few runs as possible; a cell without dots is a blank of no ink."""
    signs = [" " if sign == GLYPHS[0] else sign for sign in signs]
    turns = [0, *(np.flatnonzero(np.diff(owners)) + 1).tolist(), len(signs)]
    return tuple(Run("".join(signs[a:b]), inks[int(owners[a])]) for a, b in pairwise(turns))
