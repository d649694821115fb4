"""Paths over a landscape: the way that one run, or each of several, has walked.

Laying a path over the landscape touches only the rows that the path crosses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from adamtui.charts.braille import GLYPHS, dotted
from adamtui.charts.cells import Cell, row_of
from adamtui.charts.frame import ARROWS, INSIDE
from adamtui.charts.landscape import NO_GROUND, Heat
from adamtui.ink import HEAT_LEVELS, Ink, Row

MOST_DOTS = 20_000
"""Dots of joining lines; each costs some 50 ns."""


class Trail(NamedTuple):
    """A path: its points, shape (k, 2), its ink, and the sign where it ends, in an ink of its own.

    `mark` is "" for the path's.
    """

    points: ArrayLike
    ink: str = "path"
    sign: str = "●"
    mark: str = "mark"


def trail_rows(
    heat: Heat,
    trails: Sequence[Trail],
    *,
    optima: Sequence[Sequence[float]] = (),
    joined: bool = True,
) -> list[Row]:
    """The landscape with paths on it, as many rows and cells as the heat map was made for.

    A path is `joined` by lines, or dots; where it starts is ○ (`path`), optima are ✕ (`good`). A
    point out of sight is an arrow at the edge, one with a nan is not shown.
    """
    if heat.ground.size == 0:
        return [*heat.rows, *heat.foot]
    over = _Overlay(heat)
    paths = [np.asarray(trail.points, dtype=np.float64).reshape(-1, 2) for trail in trails]
    for path, trail in zip(paths, trails, strict=True):
        over.path(path, joined=joined, ink=trail.ink)
    for optimum in optima:
        over.sign(optimum, "✕", "good", edge=False)
    for path in paths:
        over.sign(path[:1], "○", "path")
    for path, trail in zip(paths, trails, strict=True):
        over.sign(path[-1:], trail.sign, trail.mark or trail.ink)
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

    def path(self, points: NDArray[np.float64], *, joined: bool, ink: str) -> None:
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
            self._put(row, column, GLYPHS[bits], ink)
        lost = np.stack(places)[:, ~seen] // np.array([[2], [4], [1]])
        for column, row, direction in np.unique(lost, axis=1).T.tolist():
            self._put(row, column, ARROWS[direction], ink)

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
