"""Frames: a rectangle of the plane on a rectangle of cells, x to the right and y upwards.

Every point has a place: one outside the frame has the nearest cell at the edge, and a direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from adamtui.charts.cells import fit
from adamtui.charts.scale import HUGE, apart, short
from adamtui.ink import Ink, Row, Run

View: TypeAlias = Sequence[tuple[float, float]]
"""The bounds to draw, (low, high) by coordinate."""

ARROWS = "←→↓↑"
INSIDE = -1


class Places(NamedTuple):
    """Where points are, three arrays of one length; rows count from the top."""

    dot_columns: NDArray[np.intp]
    dot_rows: NDArray[np.intp]
    directions: NDArray[np.intp]
    """The index in `ARROWS` of the side a point is out of sight at, or `INSIDE`."""


class Frame(NamedTuple):
    """`x` and `y` bounds, low < high, over `size` (columns, rows) of cells."""

    x: tuple[float, float]
    y: tuple[float, float]
    size: tuple[int, int]

    @classmethod
    def of(cls, view: View, size: tuple[int, int]) -> Frame:
        """The frame of a two-coordinate view; bounds that meet are set apart."""
        (x_low, x_high), (y_low, y_high) = view
        return cls(apart(x_low, x_high), apart(y_low, y_high), size)

    def centres(self, across: int, down: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The x and y of the middles of parts of cells, `across` × `down` a cell, top row first."""
        return _middles(*self.x, self.size[0] * across), _middles(
            *self.y[::-1], self.size[1] * down
        )

    def places(self, points: ArrayLike) -> Places:
        """Where points of shape (k, 2) are; those with a nan are left out."""
        xy = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        xy = np.clip(xy[~np.isnan(xy).any(axis=1)], -HUGE, HUGE)
        low, high = np.array([self.x, self.y]).T
        with np.errstate(over="ignore"):
            across, up = ((xy - low) / (high - low)).T
        beyond = np.stack([-across, across - 1, -up, up - 1])
        directions = np.where(beyond.max(axis=0) > 0, beyond.argmax(axis=0), INSIDE)
        return Places(_dots(across, 2 * self.size[0]), _dots(1 - up, 4 * self.size[1]), directions)

    def caption(self, names: str) -> Row:
        """The bounds of both coordinates in one quiet row: `x −5…5  y −3…3`."""
        bounds = zip(names, (self.x, self.y), strict=True)
        text = "  ".join(f"{name} {short(low)}…{short(high)}" for name, (low, high) in bounds)
        return fit([Run(text, Ink("muted"))], self.size[0])


def _middles(first: float, last: float, count: int) -> NDArray[np.float64]:
    """The middles of `count` equal parts of first … last."""
    part = (last - first) / max(1, count)
    return np.asarray(first + (np.arange(count) + 0.5) * part, dtype=np.float64)


def _dots(fractions: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """The dot of each fraction of `count` dots, the nearest one outside 0 … 1."""
    return np.clip(np.floor(np.clip(fractions, -1, 2) * count), 0, count - 1).astype(np.intp)
