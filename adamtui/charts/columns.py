"""Curves in columns of dots: what a function is asked, and how what it answers is joined.

Dot rows count from the top; one that is nan has no dot.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Function: TypeAlias = Callable[[Array], Array]
"""From places along an axis, rising, to heights: nan is a gap, ±inf leaves at the edge."""


def upright(rows: Array, before: Array) -> tuple[Array, Array]:
    """The first and the last dot row of a stroke to each of `rows`, both of their shape.

    It begins next to the row it comes from; where that is nan, it is one dot.
    """
    meets = np.where(np.isnan(before), rows, before + np.sign(rows - before))
    return np.minimum(rows, meets), np.maximum(rows, meets)
