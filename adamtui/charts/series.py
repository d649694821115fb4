"""Series of numbers made ready to draw: tidied, thinned, and measured for an axis.

Nothing here can be upset by nan, inf, empty or constant data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from adamtui.charts.scale import HUGE
from adamtui.ink import SERIES

INKS = tuple(f"series-{place}" for place in range(SERIES))
"""The inks of curves that are charted together."""

_EXPLODES = {False: 1e6, True: 1e18}
"""How many times larger than the others a series counts as run away, by whether the axis is log."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One curve: `xs` ascending, `ys` as long (nan: a gap), drawn in the ink role `ink`."""

    name: str
    xs: ArrayLike
    ys: ArrayLike
    ink: str = "series-0"


Points = tuple[NDArray[np.float64], NDArray[np.float64]]


def tidy(series: Series, window: tuple[float, float] | None) -> Points:
    """The series' points in `window`, x finite and ascending, both arrays of one length."""
    xs = np.asarray(series.xs, dtype=np.float64).ravel()
    ys = np.asarray(series.ys, dtype=np.float64).ravel()
    count = min(len(xs), len(ys))
    xs, ys = xs[:count], ys[:count]
    keep = np.isfinite(xs) & (np.abs(xs) <= HUGE)
    if window is not None:
        keep &= (xs >= window[0]) & (xs <= window[1])
    xs, ys = xs[keep], ys[keep]
    if np.any(xs[1:] < xs[:-1]):
        order = np.argsort(xs, kind="stable")
        xs, ys = xs[order], ys[order]
    return xs, ys


def decimate(
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
    columns: int,
    span: tuple[float, float] | None = None,
) -> Points:
    """At most two points a column, its lowest and its highest, in their own order.

    `xs` ascends; columns cut `span` (default: first to last x) evenly, so that under a fixed span
    a point appended later changes one column only. A column without a number keeps one nan.
    """
    count = len(xs)
    if count == 0:
        return xs, ys
    low, high = span or (float(xs[0]), float(xs[-1]))
    scaled = (xs - low) / (high - low or 1.0) * columns
    column = np.clip(scaled, 0, columns - 1).astype(np.intp)
    starts = np.flatnonzero(np.diff(column, prepend=-1))
    counts = np.diff(np.append(starts, count))
    lowest, highest = np.fmin.reduceat(ys, starts), np.fmax.reduceat(ys, starts)
    keep = np.repeat(counts <= 2, counts)
    keep[starts[np.isnan(lowest)]] = True
    keep[_ends(ys == np.repeat(lowest, counts), column)[0]] = True
    keep[_ends(ys == np.repeat(highest, counts), column)[1]] = True
    return xs[keep], ys[keep]


def _ends(
    chosen: NDArray[np.bool_], column: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first and the last chosen index of each column that has any."""
    index = np.flatnonzero(chosen)
    turns = column[index][1:] != column[index][:-1]
    return index[np.append(True, turns)[: len(index)]], index[np.append(turns, True)[: len(index)]]


def logarithms(ys: NDArray[np.float64]) -> NDArray[np.float64]:
    """log₁₀ of each value: 0 becomes −inf, a negative value a gap."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log10(ys)


def value_range(curves: Sequence[NDArray[np.float64]], *, log: bool) -> tuple[float, float] | None:
    """The range an axis must show: of all finite values, series that ran away left out.

    On a log axis only values > 0 count. None where there is nothing to show.
    """
    known = [ys[np.isfinite(ys) & (ys > 0)] if log else ys[np.isfinite(ys)] for ys in curves]
    known = [ys for ys in known if len(ys)]
    if not known:
        return None
    kept = _tame(known, _EXPLODES[log])
    return float(min(ys.min() for ys in kept)), float(max(ys.max() for ys in kept))


def _tame(curves: list[NDArray[np.float64]], factor: float) -> list[NDArray[np.float64]]:
    """The series that did not run away: grown by `factor` over their start and the next smaller."""
    curves = sorted(curves, key=lambda ys: float(np.abs(ys).max()))
    for k in range(1, len(curves)):
        peak, below = np.abs(curves[k]).max(), np.abs(curves[k - 1]).max()
        if below > 0 and peak / factor > max(below, abs(curves[k][0])):
            return curves[:k]
    return curves
