"""The landscape of a problem in one parameter: f as a curve, and the points visited on it.

The curve depends on the problem, the view and the size only; the y range is its own, so it never
moves while a run grows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from adamtui.charts.braille import blank, dotted
from adamtui.charts.columns import Array, upright
from adamtui.charts.frame import Frame
from adamtui.charts.landscape import FEWEST_LABELLED_ROWS, Heat, line_map
from adamtui.charts.overlay import Trail, trail_rows
from adamtui.charts.scale import HUGE, linear_scale
from adamtui.ink import Ink, Row

_STEEP = 20.0
"""A curve's tails are cut off where they are this many times as high as nine tenths of it."""


def curve(
    surface: Callable[[Array], ArrayLike],
    view: tuple[float, float],
    size: tuple[int, int],
    xs: ArrayLike,
    *,
    now: int,
    optima: Sequence[float] = (),
) -> list[Row]:
    """f(x) over `view` (low, high) as `size[1]` rows of `size[0]` cells, with a path on it.

    `xs` are the visited points, the start first, shown up to index `now`: dots in `path`, the
    start ○, the current one ● in `mark`; `optima` are ✕ in `good`. `surface` maps an array of x
    elementwise; nan is a gap. Points out of sight are arrows at the edge.
    """
    ground = plain_curve(surface, view, size)
    path = on_curve(surface, np.asarray(xs, dtype=np.float64).ravel()[: max(0, now) + 1])
    beside = (path[:, 0] < ground.frame.x[0]) | (path[:, 0] > ground.frame.x[1])
    path[beside, 1] = np.clip(path[beside, 1], *ground.frame.y)
    best = on_curve(surface, np.asarray(optima, dtype=np.float64).ravel())
    return trail_rows(ground, [Trail(path)], optima=best.tolist(), joined=False)


def plain_curve(
    surface: Callable[[Array], ArrayLike],
    view: tuple[float, float],
    size: tuple[int, int],
) -> Heat:
    """The curve alone, to be made once and given to `trail_rows` with points (x, f(x))."""
    width, height = max(0, size[0]), max(0, size[1])
    labelled = height >= FEWEST_LABELLED_ROWS
    flat = Frame.of((view, (0.0, 1.0)), (width, height - labelled))
    samples = on_curve(surface, flat.centres(across=2, down=1)[0])
    frame = Frame.of((view, _y_range(samples[:, 1])), flat.size)
    dots = _joined(frame, samples)
    return line_map(frame, dots, Ink("muted"), (frame.caption("xf"),) if labelled else (), dots)


def on_curve(surface: Callable[[Array], ArrayLike], xs: Array) -> Array:
    """The points (x, f(x)) of a function that maps an array elementwise, shape (k, 2)."""
    if xs.size == 0:
        return np.empty((0, 2))
    with np.errstate(all="ignore"):
        values = np.asarray(surface(xs), dtype=np.float64)
    return np.stack([xs, np.broadcast_to(values, xs.shape)], axis=1)


def _y_range(values: Array) -> tuple[float, float]:
    """Round limits of the finite values, a tail that dwarfs the rest cut off."""
    known = np.clip(values[np.isfinite(values)], -HUGE, HUGE)
    if known.size == 0:
        return 0.0, 1.0
    low, tenth, median, ninth, high = np.percentile(known, [0, 10, 50, 90, 100]).tolist()
    if high - median > _STEEP * (ninth - low) > 0:
        high = median + 3 * (ninth - low)
    if median - low > _STEEP * (high - tenth) > 0:
        low = median - 3 * (high - tenth)
    return linear_scale(low, high, 8)[:2]


def _joined(frame: Frame, samples: Array) -> NDArray[np.uint8]:
    """A raster of one dot column a sample, each joined upright to the one before."""
    seen = np.isfinite(samples[:, 1])
    places = frame.places(np.where(seen[:, None], samples, np.nan))
    columns, rows = places.dot_columns, places.dot_rows
    if len(columns) == 0:
        return blank(*frame.size)
    inside = places.directions < 0
    joined = np.concatenate([[False], (np.diff(columns) == 1) & (inside[1:] | inside[:-1])])
    before = np.where(joined, np.concatenate([rows[:1], rows[:-1]]), np.nan)
    first, last = (ends.astype(np.intp) for ends in upright(rows.astype(np.float64), before))
    counts = np.where(inside | joined, last - first + 1, 0)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return dotted(np.repeat(columns, counts), np.repeat(first, counts) + offsets, frame.size)
