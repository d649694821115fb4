"""Buffers that someone else has recorded, held against a run's.

Two values agree that are no further apart than a tolerance times the largest magnitude that their
buffer's element has had so far, in either record: rounding is relative to what was added up, not to
what is left of it. Values that are not finite agree with their like alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.core.engine import Run
from adamtui.core.history import Array
from adamtui.core.trace import Trace

_FIRST, _GROWTH, _NUMBERS = 4, 4, 2**16
"""Updates in the first piece, how much longer each next one is, and numbers in the longest."""

Cell: TypeAlias = tuple[str, int]
"""A line and a coordinate; "loss", "regret" and scores have coordinate 0."""


@dataclass(frozen=True, eq=False, slots=True)
class Given:
    """The record: a row an update, a column a cell."""

    ts: NDArray[np.int64]
    """The updates' numbers, from 1, increasing."""
    cells: tuple[Cell, ...]
    """In the order in which differences are looked for."""
    values: Array
    """Shape (rows, cells)."""
    known: NDArray[np.bool_]
    """Which of `values` were given."""

    def up_to(self, t: int) -> Given:
        """The record as far as update t."""
        rows = int(self.ts.searchsorted(t, side="right"))
        return replace(self, ts=self.ts[:rows], values=self.values[:rows], known=self.known[:rows])


class Difference(NamedTuple):
    """A value and what it is held against."""

    t: int
    line: str
    coordinate: int
    yours: float
    expected: float
    scale: float
    """The largest magnitude so far."""

    @property
    def relative(self) -> float:
        """How far apart they are, as a part of `scale`; nan or inf where one is not finite."""
        return abs(self.yours - self.expected) / self.scale if self.scale else 0.0


class Agreement(NamedTuple):
    """What was found: the first value that differs, if any does, or the worst that does not."""

    first: Difference | None
    worst: Difference | None
    """None where nothing was given, and where something differs."""


class _Piece(NamedTuple):
    """Some rows of both records; `at` is the first one's place in what was given."""

    at: int
    yours: Array
    ours: Array
    known: NDArray[np.bool_]
    scales: Array

    def relative(self, atol: float) -> Array:
        """How far apart they are, as parts of the scale; infinite where only one is finite.

        Up to `atol` apart they are not apart.
        """
        same = (self.yours == self.ours) | (np.isnan(self.yours) & np.isnan(self.ours))
        with np.errstate(all="ignore"):
            off = np.abs(self.yours - self.ours)
            apart = np.where(off <= atol, 0.0, off / self.scales)
        return np.where(same | ~self.known, 0.0, np.nan_to_num(apart, nan=np.inf, posinf=np.inf))

    def difference(self, row: int, column: int, given: Given) -> Difference:
        """The values in one place."""
        numbers = (each[row, column] for each in (self.yours, self.ours, self.scales))
        return Difference(int(given.ts[self.at + row]), *given.cells[column], *map(float, numbers))


def compared(
    run: Run,
    given: Given,
    rtol: float,
    *,
    atol: float = 0.0,
    seen: Callable[[int], None] | None = None,
) -> Agreement:
    """Hold `given` against the run, up to the first difference by update, then by cell.

    Values that are no further apart than `atol` agree in any case. `seen` is told how far the run
    is computed.
    """
    worst: Difference | None = None
    for piece in _pieces(run, given, seen):
        relative = piece.relative(atol)
        differs = relative > rtol
        if differs.any():
            row = int(differs.any(axis=1).argmax())
            return Agreement(piece.difference(row, int(differs[row].argmax()), given), None)
        row, column = divmod(int(relative.argmax()), len(given.cells))
        here = piece.difference(row, column, given)
        worst = here if worst is None or here.relative > worst.relative else worst
    return Agreement(None, worst)


def _pieces(run: Run, given: Given, seen: Callable[[int], None] | None) -> Iterator[_Piece]:
    at = 0
    scale = _size(np.array([_begun(run, cell) for cell in given.cells]))
    for ours in _computed(run, given, seen):
        rows = slice(at, at + len(ours))
        yours, known = given.values[rows], given.known[rows]
        sizes = np.where(known, np.maximum(_size(ours), _size(yours)), 0.0)
        scales = np.maximum.accumulate(np.vstack((scale, sizes)))[1:]
        yield _Piece(at, yours, ours, known, scales)
        at, scale = rows.stop, scales[-1]


def _size(values: Array) -> Array:
    """The magnitudes; 0 for what is not finite."""
    return np.where(np.isfinite(values), np.abs(values), 0.0)


def _begun(run: Run, cell: Cell) -> float:
    """The value of a buffer's element before the first update; 0 for what has none."""
    line, coordinate = cell
    if line == "theta":
        return float(run.problem.start[coordinate])
    return float(run.rule.state.get(line, 0.0))


def _computed(run: Run, given: Given, seen: Callable[[int], None] | None) -> Iterator[Array]:
    """The run's own values, some rows of what was given at a time, few of them first."""
    trace = Trace(run, limit=sys.maxsize)
    longest = max(_FIRST, _NUMBERS // (len(trace.lines) * trace.dimension))
    at, size = 0, _FIRST
    while at < len(given.ts):
        trace.extend_to(min(trace.first + size, int(given.ts[-1])))
        to = int(given.ts.searchsorted(trace.last, side="right"))
        if to > at:
            rows = given.ts[at:to] - trace.first - 1
            yield np.column_stack([_column(trace, cell)[rows] for cell in given.cells])
        at, size = to, min(_GROWTH * size, longest)
        if seen:
            seen(trace.last)
        if at < len(given.ts):
            trace = trace.fork(trace.last, run)


def _column(trace: Trace, cell: Cell) -> Array:
    return trace.series(*cell, trace.first + 1, trace.last)[1]
