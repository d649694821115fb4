"""The landscape of a problem in two parameters: a heat map, which paths are laid over.

It depends on the problem, the view and the size only and is made once. x grows to the right, y
upwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from adamtui.charts.braille import GLYPHS, Raster, blank
from adamtui.charts.cells import BLANK, Cell, row_of
from adamtui.charts.frame import Frame, View
from adamtui.ink import HEAT_LEVELS, Ink, Row

Surface: TypeAlias = Callable[..., ArrayLike]
"""f(x, y) for arrays x and y of one shape, elementwise; nan where it is not defined."""

FEWEST_LABELLED_ROWS = 6
NO_GROUND = -1

_HATCH = Cell("░", Ink("rule"))


@dataclass(frozen=True, slots=True, eq=False)
class Heat:
    """A drawn landscape: what a path is laid over.

    `heights` has two rows a cell and holds the share of the map that lies lower, 0 … 1 (nan:
    undefined); `ground` is the heat level behind a cell's sign, −1 for none; `under` are dots that
    show through a path's.
    """

    frame: Frame
    heights: NDArray[np.float64]
    ground: NDArray[np.intp]
    under: Raster
    cells: tuple[tuple[Cell, ...], ...]
    rows: tuple[Row, ...]
    foot: tuple[Row, ...]


def heat(surface: Surface, view: View, size: tuple[int, int]) -> Heat:
    """The heat map of `surface` over `view` ((x low, x high), (y low, y high)), `size` in cells.

    Levels share the area evenly, so a valley shows however steep its walls. From six rows on, the
    last one names the view. Undefined cells are hatched, +inf is highest.
    """
    width, height = max(0, size[0]), max(0, size[1])
    labelled = height >= FEWEST_LABELLED_ROWS
    frame = Frame.of(view, (width, height - labelled))
    heights = _heights(_sampled(surface, frame))
    levels = _levels(heights)
    ground = (levels[0::2] + levels[1::2]) // 2
    cells = tuple(
        tuple(_half_blocks(top, bottom) for top, bottom in zip(*pair, strict=True))
        for pair in zip(levels[0::2].tolist(), levels[1::2].tolist(), strict=True)
    )
    foot = (frame.caption("xy"),) if labelled else ()
    under = blank(*frame.size)
    return Heat(frame, heights, ground, under, cells, tuple(map(row_of, cells)), foot)


def line_map(
    frame: Frame, dots: Raster, ink: Ink, foot: tuple[Row, ...], under: Raster | None = None
) -> Heat:
    """A landscape of braille dots without backgrounds; `under` (default: none) joins a path's."""
    cells = tuple(
        tuple(Cell(GLYPHS[bits], ink) if bits else BLANK for bits in line) for line in dots.tolist()
    )
    heights = np.full((2 * frame.size[1], frame.size[0]), np.nan)
    ground = np.full(dots.shape, NO_GROUND)
    under = np.zeros_like(dots) if under is None else under
    return Heat(frame, heights, ground, under, cells, tuple(map(row_of, cells)), foot)


def _sampled(surface: Surface, frame: Frame) -> NDArray[np.float64]:
    """The surface in the middle of each half cell, top row first."""
    x, y = frame.centres(across=1, down=2)
    if x.size == 0 or y.size == 0:
        return np.zeros((y.size, x.size))
    grid = np.meshgrid(x, y)
    with np.errstate(all="ignore"):
        values = np.asarray(surface(*grid), dtype=np.float64)
    return np.array(np.broadcast_to(values, grid[0].shape))


def _heights(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of defined values that are lower, 0 … 1; rounding noise on a flat is no relief."""
    known = values[np.isfinite(values)]
    heights = np.where(np.isnan(values), np.nan, np.where(values > 0, 1.0, 0.0))
    if known.size == 0:
        return heights
    grain = 1e-12 * np.abs(known).max() or 1.0
    steps = np.sort(np.round(known / grain))
    rank = np.searchsorted(steps, np.round(values / grain)) / len(steps)
    return np.where(np.isfinite(values), rank, heights)


def _levels(heights: NDArray[np.float64]) -> NDArray[np.intp]:
    """Heat levels 0 … 15; undefined half cells have `HEAT_LEVELS`."""
    scaled = np.minimum(np.floor(heights * HEAT_LEVELS), HEAT_LEVELS - 1)
    return np.nan_to_num(scaled, nan=HEAT_LEVELS).astype(np.intp)


def _half_blocks(top: int, bottom: int) -> Cell:
    """One cell in two halves; an undefined half beside a defined one counts as highest."""
    if top == bottom == HEAT_LEVELS:
        return _HATCH
    top, bottom = min(top, HEAT_LEVELS - 1), min(bottom, HEAT_LEVELS - 1)
    if top == bottom:
        return Cell(" ", Ink(bg=f"heat-{top}"))
    return Cell("▀", Ink(f"heat-{top}", f"heat-{bottom}"))
