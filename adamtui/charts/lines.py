"""Line charts: several series over one pair of axes, as rows of inked braille.

Row 0 is the title and the legend, the last row the x axis, seven cells on the left the y labels.
Every part keeps its place while the data grow, so that a step repaints a few cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from adamtui.charts import scale
from adamtui.charts.axes import GUTTER, column_of, foot, gutter, head, row_of_value
from adamtui.charts.braille import GLYPHS
from adamtui.charts.cells import BLANK, Cell, blank_rows, row_of
from adamtui.charts.plotter import rasters
from adamtui.charts.scale import Scale, page_window
from adamtui.charts.series import Points, Series, decimate, logarithms, tidy, value_range
from adamtui.ink import Ink, Row

__all__ = ["Series", "decimate", "line_chart", "page_window"]

SMALLEST = (12, 4)


def line_chart(
    series: Sequence[Series],
    size: tuple[int, int],
    *,
    title: str = "",
    log_y: bool = False,
    window: tuple[float, float] | None = None,
    cursor: float | None = None,
) -> list[Row]:
    """The series as `size[1]` rows of `size[0]` cells; blank below 12×4.

    `window` is the x range (default: the data's; for a run, `page_window(t)`), `cursor` the x to
    mark on every series. nan is a gap, ±inf leaves at the edge, a series that runs away does not
    flatten the others. On a log axis 0 leaves at the bottom and a negative value is a gap.
    """
    width, height = size
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return blank_rows(width, height)
    legends = [(curve.name, curve.ink) for curve in series]
    named = title or any(name for name, _ in legends)
    top = [head(legends, title, width)] if named else []
    plot = _Plot.of(series, (width - GUTTER, height - 1 - len(top)), log_y, window)
    return [*top, *plot.rows(series, cursor), foot(plot.x, plot.size[0], cursor)]


@dataclass(frozen=True, slots=True, eq=False)
class _Plot:
    """The field between the axes: its size in cells, its scales and the points to draw in it."""

    size: tuple[int, int]
    x: Scale
    y: Scale
    curves: list[Points]

    @classmethod
    def of(
        cls,
        series: Sequence[Series],
        size: tuple[int, int],
        log_y: bool,
        window: tuple[float, float] | None,
    ) -> _Plot:
        """Scales that suit the series' points in the window; y is in log₁₀ on a log axis."""
        curves = [tidy(curve, window) for curve in series]
        low, high = window or _x_range(curves)
        x = scale.linear_scale(low, high, max(1, size[0] // 9), snap=False)
        y = _y_scale([ys for _, ys in curves], max(2, (size[1] + 1) // 3), log_y)
        if log_y:
            curves = [(xs, logarithms(ys)) for xs, ys in curves]
        return cls(size, x, y, curves)

    def rows(self, series: Sequence[Series], cursor: float | None) -> list[Row]:
        """The field's rows, y labels included."""
        cells = self._field(series)
        if cursor is not None:
            self._mark(cells, series, cursor)
        labels = gutter(self.y, self.size[1])
        return [row_of([*left, *line]) for left, line in zip(labels, cells, strict=True)]

    def _field(self, series: Sequence[Series]) -> list[list[Cell]]:
        """The curves laid over each other: dots are joined, the later series gives the ink."""
        x_limits, y_limits = (self.x.low, self.x.high), (self.y.low, self.y.high)
        span = self.y.high - self.y.low
        near = (self.y.low - span, self.y.high + span)
        thinned = [
            decimate(xs, np.clip(ys, *near), self.size[0], x_limits) for xs, ys in self.curves
        ]
        dots = np.zeros((self.size[1], self.size[0]), dtype=np.uint8)
        owner = np.zeros(dots.shape, dtype=np.intp)
        for k, raster in enumerate(rasters(thinned, self.size, x_limits, y_limits)):
            dots |= raster
            owner[raster > 0] = k
        inks = [Ink(curve.ink) for curve in series]
        return [
            [
                Cell(GLYPHS[bits], inks[k]) if bits else BLANK
                for bits, k in zip(line, owners, strict=True)
            ]
            for line, owners in zip(dots.tolist(), owner.tolist(), strict=True)
        ]

    def _mark(self, cells: list[list[Cell]], series: Sequence[Series], cursor: float) -> None:
        """A point on each series where the cursor is; an arrow where the series is out of sight."""
        for curve, (xs, ys) in zip(series, self.curves, strict=True):
            if not (len(xs) and xs[0] <= cursor <= xs[-1]):
                continue
            at = int(np.searchsorted(xs, cursor))
            at -= at > 0 and abs(xs[at - 1] - cursor) < abs(xs[at] - cursor)
            column, value = column_of(self.x, xs[at], self.size[0]), ys[at]
            if column is None or np.isnan(value):
                continue
            glyph = "↑" if value > self.y.high else "↓" if value < self.y.low else "●"
            cells[row_of_value(self.y, value, self.size[1])][column] = Cell(
                glyph, Ink(curve.ink, bold=True)
            )


def _x_range(curves: Sequence[Points]) -> tuple[float, float]:
    """From the first x of any series to the last; 0 … 1 without any."""
    ends = [(xs[0], xs[-1]) for xs, _ in curves if len(xs)]
    if not ends:
        return 0.0, 1.0
    return float(min(first for first, _ in ends)), float(max(last for _, last in ends))


def _y_scale(values: Sequence[NDArray[np.float64]], count: int, log_y: bool) -> Scale:
    """A scale for these values; 0 … 1, or one decade, where there are none."""
    limits = value_range(values, log=log_y)
    if log_y:
        low, high = np.log10(limits or (0.1, 1.0))
        return scale.log_scale(float(low), float(high), count)
    return scale.linear_scale(*(limits or (0.0, 1.0)), count)
