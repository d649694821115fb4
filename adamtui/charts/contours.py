"""Contours: a landscape as quiet lines between its levels, for terminals and links without colour.

The result is a `Heat` of its own, so a path is laid over either in the same way.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adamtui.charts.braille import packed
from adamtui.charts.landscape import Heat, line_map
from adamtui.ink import Ink

BANDS = 6
"""How many bands of equal area the lines cut the map into."""

_LINE = Ink("rule")


def contours(heat: Heat) -> Heat:
    """The same landscape without backgrounds: braille lines where one band meets the next."""
    if heat.heights.size == 0:
        return heat
    fine = _doubled(_doubled(heat.heights, axis=0), axis=1)
    bands = np.minimum(np.floor(fine * BANDS), BANDS - 1)
    below, right = bands[:-1] - bands[1:], bands[:, :-1] - bands[:, 1:]
    edges = np.zeros(bands.shape, dtype=np.bool_)
    edges[:-1] |= np.nan_to_num(below) != 0
    edges[:, :-1] |= np.nan_to_num(right) != 0
    return line_map(heat.frame, packed(edges), _LINE, heat.foot)


def _doubled(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """Twice as many values along an axis, interpolated between their neighbours."""
    middle = np.swapaxes(values, 0, axis)
    before = np.concatenate([middle[:1], middle[:-1]])
    after = np.concatenate([middle[1:], middle[-1:]])
    pairs = np.stack([0.75 * middle + 0.25 * before, 0.75 * middle + 0.25 * after], axis=1)
    return np.swapaxes(pairs.reshape(-1, *middle.shape[1:]), 0, axis)
