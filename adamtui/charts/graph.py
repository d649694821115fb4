"""Graphs of functions: several over one pair of axes, sampled once in every column of dots.

For what is known at every x, unlike a recorded series: the limits are the caller's, so nothing
moves but the curves, and a frame costs well under a millisecond. Rows are as in `charts.lines`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.charts import scale
from adamtui.charts.axes import GUTTER, column_of, foot, gutter, head, row_of_value
from adamtui.charts.braille import GLYPHS, packed
from adamtui.charts.cells import blank_rows, row_of
from adamtui.charts.frame import Frame
from adamtui.charts.scale import Scale
from adamtui.ink import Ink, Row, Run

Function: TypeAlias = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""From the middles of the columns of dots, rising, to heights: nan is a gap, ±inf leaves at the
edge."""

SMALLEST = (GUTTER + 5, 4)
_BEYOND = 1e6
"""A dot row that no chart reaches."""
_SIGNS = np.array([" ", *GLYPHS[1:]])
"""The sign of each raster byte; a cell without dots is a blank."""

View: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""The bounds of x and of y."""


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
    view: View,
    size: tuple[int, int],
    *,
    title: str = "",
    marks: Sequence[Mark] = (),
    walls: Sequence[float] = (),
    under: float | None = None,
) -> list[Row]:
    """The graphs over `view` (x bounds, y bounds) as `size[1]` rows of `size[0]` cells.

    The y bounds are the middles of the first and the last row.

    A later graph lies over an earlier one, a mark over all. `walls` are x that nothing passes, as
    dashed lines; `under` is an x marked below the axis. Blank where there is no room.
    """
    width, height = size
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return blank_rows(width, height)
    axes = _axes(view, (width - GUTTER, height - 2))
    field = _Field(axes)
    for wall in walls:
        field.wall(wall)
    field.lay(graphs)
    top = head([(each.name, each.ink) for each in graphs], title, width)
    body = ((*a, *b) for a, b in zip(axes.left, field.rows_with(marks), strict=True))
    return [top, *body, foot(axes.x, axes.columns, under)]


def sampled_at(x: tuple[float, float], size: tuple[int, int]) -> NDArray[np.float64]:
    """Where `graph` asks for the functions: the middle of every column of dots, rising."""
    return _axes((x, (0.0, 1.0)), (max(size[0] - GUTTER, 1), max(size[1] - 2, 1))).xs


class _Axes(NamedTuple):
    """What stays while curves move."""

    x: Scale
    y: Scale
    columns: int
    rows: int
    left: tuple[Row, ...]
    """The y axis with its labels, row by row."""
    xs: NDArray[np.float64]
    """The middle of every column of dots."""


@lru_cache(maxsize=32)
def _axes(view: View, size: tuple[int, int]) -> _Axes:
    columns, rows = size
    x = scale.linear_scale(*view[0], max(2, columns // 9), snap=False)
    y = scale.linear_scale(*view[1], max(3, (rows + 1) // 3), snap=False)
    # The bounds are the middles of the outer rows, so that a value runs level with its label.
    half = (y.high - y.low) / (2 * max(rows - 1, 1))
    y = y._replace(low=y.low - half, high=y.high + half)
    frame = Frame((x.low, x.high), (y.low, y.high), size)
    xs = frame.centres(across=2, down=1)[0]
    xs.setflags(write=False)
    return _Axes(x, y, columns, rows, tuple(map(row_of, gutter(y, rows))), xs)


class _Field:
    """The dots between the axes, and whose they are."""

    def __init__(self, axes: _Axes) -> None:
        self._axes = axes
        self._dots = np.zeros((axes.rows, axes.columns), dtype=np.uint8)
        self._owner = np.zeros((axes.rows, axes.columns), dtype=np.intp)
        self._inks = [Ink()]

    def lay(self, graphs: Sequence[Graph]) -> None:
        """Draw functions over what is there, one over the other."""
        if not graphs:
            return
        xs = self._axes.xs
        with np.errstate(all="ignore"):
            ys = np.array([np.broadcast_to(each.of(xs), xs.shape) for each in graphs])
        where = self._dot_rows(ys)
        first, last = _joined(where)
        base = self._dot_rows(np.zeros(1))
        for k, each in enumerate(graphs):
            if each.filled:
                first[k], last[k] = np.minimum(where[k], base), np.maximum(where[k], base)
        every = np.arange(4 * self._axes.rows)[:, None]
        dots = (every >= first[:, None, :]) & (every <= last[:, None, :])
        rasters = packed(dots.reshape(-1, len(xs))).reshape(len(graphs), self._axes.rows, -1)
        for each, raster in zip(graphs, rasters, strict=True):
            self._own(raster, np.s_[:, :], each.ink)

    def wall(self, x: float) -> None:
        """A dashed upright line."""
        column = column_of(self._axes.x, x, self._axes.columns)
        if column is not None:
            bars = np.full(self._axes.rows, 0b0000_0011, dtype=np.uint8)
            self._own(bars[:, None], np.s_[:, column : column + 1], "rule")

    def rows_with(self, marks: Sequence[Mark]) -> list[Row]:
        """The field's rows."""
        axes, owners = self._axes, self._owner
        signs = _SIGNS[self._dots]
        for mark in marks:
            column = column_of(axes.x, mark.x, axes.columns)
            if column is not None and axes.y.low <= mark.y <= axes.y.high:
                row = row_of_value(axes.y, mark.y, axes.rows)
                signs[row, column] = mark.sign
                self._inks.append(Ink(mark.ink, bold=True))
                owners[row, column] = len(self._inks) - 1
        return [
            _row("".join(line), owner, self._inks)
            for line, owner in zip(signs.tolist(), owners.tolist(), strict=True)
        ]

    def _dot_rows(self, ys: NDArray[np.float64]) -> NDArray[np.float64]:
        """The dot row of each y from the top, far outside for what is out of sight."""
        low, high, dots = self._axes.y.low, self._axes.y.high, 4 * self._axes.rows
        with np.errstate(all="ignore"):
            rows = np.floor((high - ys) * (dots / (high - low)))
        return np.clip(rows, -_BEYOND, _BEYOND, out=rows)

    def _own(self, raster: NDArray[np.uint8], where: tuple[slice, slice], ink: str) -> None:
        self._inks.append(Ink(ink))
        self._dots[where] |= raster
        self._owner[where][raster > 0] = len(self._inks) - 1


def _joined(rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The first and last dot of each column, so that each meets the one before it."""
    before = np.concatenate([rows[:, :1], rows[:, :-1]], axis=1)
    meets = np.where(np.isnan(before), rows, before + np.sign(rows - before))
    return np.minimum(rows, meets), np.maximum(rows, meets)


def _row(signs: str, owners: list[int], inks: Sequence[Ink]) -> Row:
    """One row in as few runs as possible."""
    runs, at = [], 0
    for owner, cells in groupby(owners):
        end = at + len(list(cells))
        runs.append(Run(signs[at:end], inks[owner]))
        at = end
    return tuple(runs)
