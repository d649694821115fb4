"""Where two runs part: the first update, line and element in which they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adamtui.core.alignment import merged
from adamtui.core.floats import ROUNDING
from adamtui.core.history import Array
from adamtui.core.rule import Rule
from adamtui.core.trace import Trace

_NUMBERS = 2**18
"""So many numbers are compared at a time."""


class Parting(NamedTuple):
    """The first difference of two runs: `values` are theirs, in the order of the runs."""

    t: int
    line: str
    coordinate: int
    values: tuple[float, float]


class Search:
    """Looks for where two runs part while they grow; no update is looked at twice.

    They part in the first update, then line that both have, then element, in which two values are
    further apart than `rtol` times the largest magnitude that the element has had in either, of the
    updates that are kept: rounding is relative to what was added up. Buffers that mean another
    thing by one's convention than by the other's are no lines that both have.
    """

    def __init__(self, a: Trace, b: Trace, rtol: float = ROUNDING) -> None:
        self._traces = a, b
        self._rtol = rtol
        both = set(a.lines) & set(b.lines) - _unlike(a.run.rule, b.run.rule)
        self._lines = [n for n in merged([a.lines, b.lines])[1:] if n in both]
        begun = [trace.step(trace.first).values for trace in self._traces]
        none = np.zeros(a.dimension)
        self._scales = {
            line: np.maximum(*(_size(each.get(line, none)) for each in begun))
            for line in self._lines
        }
        self._seen = max(a.first, b.first)
        self._found: Parting | None = None

    def up_to(self, last: int) -> Parting | None:
        """Where they part, in one of the updates up to `last`, all of them recorded."""
        if self._found is not None:
            return self._found if self._found.t <= last else None
        for first, end in self._windows(last):
            self._found, self._seen = self._look(first, end), end
            if self._found is not None:
                return self._found
        return None

    def _windows(self, last: int) -> Iterator[tuple[int, int]]:
        size = max(1, _NUMBERS // (len(self._lines) * self._traces[0].dimension))
        first = self._seen + 1
        while first <= last:
            yield first, min(first + size - 1, last)
            first += size

    def _look(self, first: int, last: int) -> Parting | None:
        """Among the updates that are kept; where one differs, also those kept by none before it."""
        updates, found = self._first_kept(first, last)
        if found is None:
            return None
        before = updates[updates < found]
        for t in range(int(before[-1]) + 1 if len(before) else first, found + 1):
            if (parting := self._in_update(t)) is not None:
                return parting
        return None

    def _first_kept(self, first: int, last: int) -> tuple[Array, int | None]:
        """The updates kept by both, and the first of them that differs in any line."""
        common = np.empty(0)
        found: list[int] = []
        grown: dict[str, Array] = {}
        for line in self._lines:
            (ts, x), (us, y) = (trace.block(line, first, last) for trace in self._traces)
            common, i, j = np.intersect1d(ts, us, return_indices=True)
            sizes = np.vstack((self._scales[line], np.maximum(_size(x[i]), _size(y[j]))))
            grown[line] = np.maximum.accumulate(sizes)
            apart = _apart(x[i], y[j], self._rtol * grown[line][1:]).any(axis=1)
            found += [int(common[apart][0])] if apart.any() else []
        where = min(found, default=None)
        same = len(common) if where is None else int(common.searchsorted(where))
        self._scales = {line: scales[same] for line, scales in grown.items()}
        return common, where

    def _in_update(self, t: int) -> Parting | None:
        a, b = (trace.step(t).values for trace in self._traces)
        for line in self._lines:
            self._scales[line] = np.maximum.reduce(
                [self._scales[line], _size(a[line]), _size(b[line])]
            )
            apart = _apart(a[line], b[line], self._rtol * self._scales[line])
            if apart.any():
                i = int(apart.argmax())
                return Parting(t, line, i, (float(a[line][i]), float(b[line][i])))
        return None


def _unlike(a: Rule, b: Rule) -> frozenset[str]:
    """The buffers that mean one thing in the one and another in the other."""
    return a.own | b.own if a.convention != b.convention else frozenset()


def _size(values: Array) -> Array:
    """The magnitudes; 0 for what is not finite."""
    return np.where(np.isfinite(values), np.abs(values), 0.0)


def _apart(x: Array, y: Array, allowed: Array) -> NDArray[np.bool_]:
    """Where two arrays of one shape differ; a nan is like a nan."""
    with np.errstate(invalid="ignore"):
        near = np.abs(x - y) <= allowed
    apart: NDArray[np.bool_] = ~(near | (x == y) | (np.isnan(x) & np.isnan(y)))
    return apart
