"""Graphs of functions: several over one pair of axes, sampled once in every column of dots.

For what is known at every x, unlike a recorded series: the limits are the caller's, so nothing
moves but the curves, and a frame costs well under a millisecond. Rows are as in `charts.lines`.
On a log axis all numbers here, of functions too, are log₁₀ of the values; only labels are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from adamtui.charts.axes import (
    GUTTER,
    Axes,
    Logs,
    View,
    axes_of,
    column_of,
    foot,
    head,
    row_of_value,
)
from adamtui.charts.braille import GLYPHS, packed
from adamtui.charts.cells import blank_rows
from adamtui.charts.columns import Array, Function, upright
from adamtui.charts.strokes import strokes
from adamtui.ink import Ink, Row, Run

SMALLEST = (GUTTER + 5, 4)
_FAR = 1e6
"""A dot row that no chart reaches."""
_SIGNS = np.array([" ", *GLYPHS[1:]])
"""The sign of each raster byte; a cell without dots is a blank."""


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """One function, in the ink role `ink`; a filled one is an area down to 0.

    An exact one is looked at between the columns too: whatever it does there is drawn, and a jump
    stays open.
    """

    name: str
    of: Function
    ink: str = "series-0"
    filled: bool = False
    exact: bool = False


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
    if not has_room(size):
        return blank_rows(*size)
    return drawn(graphs, view, size, title=title, walls=walls).rows(marks, under=under)


def has_room(size: tuple[int, int]) -> bool:
    """Whether a graph can be drawn in a size."""
    return size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]


def drawn(
    graphs: Sequence[Graph],
    view: View,
    size: tuple[int, int],
    *,
    title: str = "",
    walls: Sequence[float] = (),
    logs: Logs = (False, False),
) -> Drawn:
    """As `graph` without its marks, to be drawn once for many of them. ValueError for no room."""
    if not has_room(size):
        raise ValueError(f"{size} is less than {SMALLEST}")
    width, height = size
    field = _Field(axes_of(view, (width - GUTTER, height - 2), logs))
    for wall in walls:
        field.wall(wall)
    field.lay(graphs)
    return Drawn(head([(each.name, each.ink) for each in graphs], title, width), field)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Graphs that have been drawn."""

    top: Row
    field: _Field

    def rows(
        self,
        marks: Sequence[Mark] = (),
        *,
        under: float | None = None,
        upright: float | None = None,
    ) -> list[Row]:
        """All rows, with marks; `upright` is an x with a dotted line behind the graphs."""
        axes = self.field.axes
        lines = zip(axes.left, self.field.rows_with(marks, upright), strict=True)
        return [self.top, *((*a, *b) for a, b in lines), foot(axes.x, axes.columns, under)]


def sampled_at(x: tuple[float, float], size: tuple[int, int]) -> Array:
    """Where `graph` asks for the functions: the middle of every column of dots, rising."""
    return axes_of((x, (0.0, 1.0)), (max(size[0] - GUTTER, 1), max(size[1] - 2, 1))).xs


class _Field:
    """The dots between the axes, and whose they are."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        self._dots = np.zeros((axes.rows, axes.columns), dtype=np.uint8)
        self._owner = np.zeros((axes.rows, axes.columns), dtype=np.intp)
        self._inks = [Ink()]

    def lay(self, graphs: Sequence[Graph]) -> None:
        """Draw functions over what is there, one over the other."""
        if not graphs:
            return
        plain = [each for each in graphs if not each.exact]
        rasters = dict(zip(plain, self._sampled(plain), strict=True)) if plain else {}
        for each in graphs:
            raster = rasters[each] if each in rasters else self._exact(each)
            self._own(raster, np.s_[:, :], each.ink)

    def _sampled(self, graphs: Sequence[Graph]) -> NDArray[np.uint8]:
        """A raster for each, made of one value a column of dots."""
        xs = self.axes.xs
        with np.errstate(all="ignore"):
            ys = np.array([np.broadcast_to(each.of(xs), xs.shape) for each in graphs])
        where = self._dot_rows(ys)
        first, last = upright(where, np.concatenate([where[:, :1], where[:, :-1]], axis=1))
        base = self._dot_rows(np.zeros(1))
        for k, each in enumerate(graphs):
            if each.filled:
                first[k], last[k] = np.minimum(where[k], base), np.maximum(where[k], base)
        every = np.arange(4 * self.axes.rows)[:, None]
        dots = (every >= first[:, None, :]) & (every <= last[:, None, :])
        return packed(dots.reshape(-1, len(xs))).reshape(len(graphs), self.axes.rows, -1)

    def _exact(self, graph: Graph) -> NDArray[np.uint8]:
        """The raster of a graph that is looked at between the columns of dots."""
        axes = self.axes
        first, last = strokes(
            graph.of, (axes.x.low, axes.x.high), (2 * axes.columns, 4 * axes.rows), self._heights
        )
        every = np.arange(4 * axes.rows)[:, None, None]
        dots = (every >= first) & (every <= last)
        return packed(np.any(dots, axis=2))

    def wall(self, x: float) -> None:
        """A dashed upright line."""
        column = column_of(self.axes.x, x, self.axes.columns)
        if column is not None:
            bars = np.full(self.axes.rows, 0b0000_0011, dtype=np.uint8)
            self._own(bars[:, None], np.s_[:, column : column + 1], "rule")

    def rows_with(self, marks: Sequence[Mark], upright: float | None = None) -> list[Row]:
        """The field's rows."""
        axes, owners, inks = self.axes, self._owner.copy(), [*self._inks]
        signs = _SIGNS[self._dots]
        column = None if upright is None else column_of(axes.x, upright, axes.columns)
        if column is not None:
            inks.append(Ink("rule"))
            free = signs[:, column] == " "
            signs[free, column], owners[free, column] = "┊", len(inks) - 1
        for mark in marks:
            column = column_of(axes.x, mark.x, axes.columns)
            if column is not None and axes.y.low <= mark.y <= axes.y.high:
                row = row_of_value(axes.y, mark.y, axes.rows)
                inks.append(Ink(mark.ink, bold=True))
                signs[row, column], owners[row, column] = mark.sign, len(inks) - 1
        return [
            _row("".join(line), owner, inks)
            for line, owner in zip(signs.tolist(), owners.tolist(), strict=True)
        ]

    def _dot_rows(self, ys: Array) -> Array:
        """The dot row of each y from the top, far outside for what is out of sight."""
        return np.floor(self._heights(ys))

    def _heights(self, ys: Array) -> Array:
        """How many dots below the top each y is."""
        low, high, dots = self.axes.y.low, self.axes.y.high, 4 * self.axes.rows
        with np.errstate(all="ignore"):
            rows = (high - ys) * (dots / (high - low))
        return np.clip(rows, -_FAR, _FAR, out=rows)

    def _own(self, raster: NDArray[np.uint8], where: tuple[slice, slice], ink: str) -> None:
        self._inks.append(Ink(ink))
        self._dots[where] |= raster
        self._owner[where][raster > 0] = len(self._inks) - 1


def _row(signs: str, owners: list[int], inks: Sequence[Ink]) -> Row:
    """One row in as few runs as possible."""
    runs, at = [], 0
    for owner, cells in groupby(owners):
        end = at + len(list(cells))
        runs.append(Run(signs[at:end], inks[owner]))
        at = end
    return tuple(runs)
