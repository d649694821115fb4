"""The landscape of a problem in two parameters: a heat map, and a path walked over it.

The heat map depends on the problem, the view and the size only and is made once; laying a path
over it touches the rows the path crosses. x grows to the right, y upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from adamtui.charts.braille import GLYPHS, Raster, blank, dotted
from adamtui.charts.cells import BLANK, Cell, row_of
from adamtui.charts.frame import ARROWS, INSIDE, Frame, View
from adamtui.ink import HEAT_LEVELS, Ink, Row

Surface: TypeAlias = Callable[..., ArrayLike]
"""f(x, y) for arrays x and y of one shape, elementwise; nan where it is not defined."""

FEWEST_LABELLED_ROWS = 6
NO_GROUND = -1
MOST_DOTS = 20_000
"""Dots of joining lines; each costs some 50 ns."""

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


def trace_rows(
    heat: Heat,
    points: ArrayLike,
    *,
    now: int,
    optima: Sequence[Sequence[float]] = (),
    trail: int | None = None,
    joined: bool = True,
) -> list[Row]:
    """The landscape with a path on it, as many rows and cells as the heat map was made for.

    `points` has shape (k, 2), row 0 the start; those up to row `now` are shown, or the last
    `trail` of them, `joined` by lines or as dots (`path`); the start is ○, the current one ●
    (`mark`), optima are ✕ (`good`). A point out of sight is an arrow at the edge, one with a nan
    is not shown.
    """
    if heat.ground.size == 0:
        return [*heat.rows, *heat.foot]
    path = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    now = min(max(0, now), len(path) - 1)
    first = 0 if trail is None else max(0, now + 1 - trail)
    over = _Overlay(heat)
    over.path(path[first : now + 1], joined=joined)
    for optimum in optima:
        over.sign(optimum, "✕", "good", edge=False)
    if now >= 0:
        over.sign(path[0], "○", "path")
        over.sign(path[now], "●", "mark")
    return over.rows()


def _between(
    columns: NDArray[np.intp], rows: NDArray[np.intp], joined: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The dots on the straight lines between neighbours, for the pairs that are to be `joined`.

    None where there would be too many: such a path is dense without them.
    """
    across, down = np.diff(columns)[joined], np.diff(rows)[joined]
    steps = np.maximum(np.abs(across), np.abs(down))
    total = int(steps.sum())
    if total > MOST_DOTS:
        total, steps = 0, np.zeros_like(steps)
    pair = np.repeat(np.arange(len(steps)), steps)
    before = np.repeat(np.cumsum(steps) - steps, steps)
    share = (np.arange(total) - before) / np.maximum(steps, 1)[pair]
    starts = columns[:-1][joined][pair], rows[:-1][joined][pair]
    return tuple(
        np.rint(start + share * span[pair]).astype(np.intp)
        for start, span in zip(starts, (across, down), strict=True)
    )


class _Overlay:
    """Signs laid over a landscape; a later sign replaces an earlier one in its cell."""

    def __init__(self, heat: Heat) -> None:
        self._heat = heat
        self._signs: dict[int, dict[int, Cell]] = {}

    def path(self, points: NDArray[np.float64], *, joined: bool) -> None:
        """A line through, or dots for, the points in sight; an arrow at the edge for others."""
        places = self._heat.frame.places(points)
        seen = places.directions == INSIDE
        columns, rows = places.dot_columns, places.dot_rows
        between = _between(columns, rows, seen[1:] & seen[:-1] & joined)
        dots = dotted(
            np.concatenate([columns[seen], between[0]]),
            np.concatenate([rows[seen], between[1]]),
            self._heat.frame.size,
        )
        for row, column in zip(*(axis.tolist() for axis in np.nonzero(dots)), strict=True):
            bits = dots[row, column] | self._heat.under[row, column]
            self._put(row, column, GLYPHS[bits], "path")
        lost = np.stack(places)[:, ~seen] // np.array([[2], [4], [1]])
        for column, row, direction in np.unique(lost, axis=1).T.tolist():
            self._put(row, column, ARROWS[direction], "path")

    def sign(self, point: ArrayLike, sign: str, ink: str, *, edge: bool = True) -> None:
        """A bold sign at a point; for one out of sight an arrow, or with `edge` off nothing."""
        places = self._heat.frame.places(point)
        for column, row, direction in np.stack(places).T.tolist():
            if direction == INSIDE:
                self._put(row // 4, column // 2, sign, ink, bold=True)
            elif edge:
                self._put(row // 4, column // 2, ARROWS[direction], ink, bold=True)

    def _put(self, row: int, column: int, sign: str, ink: str, *, bold: bool = False) -> None:
        """A sign in a cell, the landscape's level behind it."""
        level = int(self._heat.ground[row, column])
        background = "" if level == NO_GROUND else f"heat-{min(level, HEAT_LEVELS - 1)}"
        self._signs.setdefault(row, {})[column] = Cell(sign, Ink(ink, background, bold))

    def rows(self) -> list[Row]:
        """The landscape's rows, rebuilt where there is a sign."""
        rows = list(self._heat.rows)
        for row, signs in self._signs.items():
            cells = enumerate(self._heat.cells[row])
            rows[row] = row_of(signs.get(column, cell) for column, cell in cells)
        return [*rows, *self._heat.foot]
