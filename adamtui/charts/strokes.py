"""A function drawn exactly: what it does between two columns of dots is drawn as well.

Each column of dots is cut into parts. Where a value leaps from one to the next the gap is halved
until it has closed, as for a steep line, or is seen to stay, as at a pole: that is left open.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adamtui.charts.columns import Array, Function, upright

_PARTS = 8
"""Of a column of dots, each looked at in one place."""
_GOLDEN = (5**0.5 - 1) / 2
_HALVINGS = 60
"""By then the ends of a gap are neighbours among the numbers."""
_NEAR = 2.0
"""Dots that may lie between the values of one column for it to be one dot."""


def strokes(
    of: Function, x: tuple[float, float], dots: tuple[int, int], below: Function
) -> tuple[Array, Array]:
    """The first and the last dot row of each upright stroke, shape (columns, strokes) both.

    `dots` are the columns, which cut `x` evenly, and the rows; `below` says how many dots below
    the top a value is. Of what is undefined both are nan.
    """
    columns, lowest = dots
    xs = x[0] + (x[1] - x[0]) * _places(columns)

    def height(at: Array) -> Array:
        # What is far out of sight is as far as all that is: so a curve on its way to infinity is
        # seen to be in one piece.
        with np.errstate(all="ignore"):
            found = below(np.array(np.broadcast_to(of(at), at.shape), dtype=np.float64))
        return np.clip(found, -lowest, 2 * lowest)

    heights = height(xs)
    before = np.concatenate([heights[:1], heights[:-1]])
    apart = np.concatenate([[False], _jumps(height, xs, heights)])
    rows = np.floor(heights).reshape(columns, _PARTS)
    origin = np.where(apart, np.nan, np.floor(before)).reshape(columns, _PARTS)
    with np.errstate(invalid="ignore"):
        calm = np.ptp(rows, axis=1) < _NEAR
    calm &= ~apart.reshape(columns, _PARTS).any(axis=1)
    return _strokes(rows, origin, calm)


def _places(columns: int) -> Array:
    """Where to look, as fractions of the width, rising.

    Nowhere evenly: a wave as long as a part would pass for a level line. But in the middle of each
    column.
    """
    parts = np.arange(columns * _PARTS, dtype=np.float64)
    within = (parts * _GOLDEN) % 1.0
    within[_PARTS // 2 :: _PARTS] = 0.0
    return (parts + within) / (columns * _PARTS)


def _jumps(height: Function, xs: Array, heights: Array) -> NDArray[np.bool_]:
    """Whether the function jumps, or is undefined somewhere, between each x and the next."""
    at = np.flatnonzero(np.abs(np.diff(heights)) > _NEAR)
    (left, right), (low, high) = (xs[at], xs[at + 1]), (heights[at], heights[at + 1])
    hole = np.zeros(len(at), dtype=np.bool_)
    for _ in range(_HALVINGS if len(at) else 0):
        middle = left + (right - left) / 2
        there = height(middle)
        hole |= np.isnan(there)
        first = np.abs(there - low) >= np.abs(high - there)
        right, high = np.where(first, middle, right), np.where(first, there, high)
        left, low = np.where(first, left, middle), np.where(first, low, there)
    found = np.zeros(max(len(xs) - 1, 0), dtype=np.bool_)
    found[at] = hole | (np.abs(high - low) > _NEAR)
    return found


def _strokes(rows: Array, origin: Array, calm: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Strokes from where the part before ends; of a calm column its middle alone is drawn."""
    middle = rows[:, _PARTS // 2]
    drawn = np.where(calm, middle, rows[:, -1])
    rows = np.where(calm[:, None], middle[:, None], rows)
    first = np.where(np.isnan(origin[1:, 0]), np.nan, drawn[:-1])
    origin = np.where(calm[:, None], np.nan, origin)
    origin[1:, 0] = first
    return upright(rows, origin)
