"""Where recorded updates are kept: all of them while they fit, checkpoints when they do not.

A row holds one update: the loss and every line's value, as float64 columns. Up to a limit in bytes
every row is kept. Beyond it only each k-th row is, k growing so that about √T rows remain; a row
between two of them is made again by replaying from the one before, which gives the same bits since
the engine is deterministic.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Replay: TypeAlias = Callable[[int, Array, int], Array]
"""replay(t, row, count): the `count` rows after row t, as an array (count, width)."""

DENSE_BYTES = 64 * 2**20


class History:
    """Rows 1 … T of one width, in order; row t is never changed once appended."""

    def __init__(self, first: Array, replay: Replay, limit: int = DENSE_BYTES) -> None:
        self._rows = np.empty((64, first.size))
        self._rows[0] = first
        self._last = 0
        self._replay = replay
        self._limit = limit
        self._stride = 1
        self._segment: tuple[int, Array] = (-1, self._rows[:0])

    def __len__(self) -> int:
        """The number of the last update recorded."""
        return self._last

    @property
    def stride(self) -> int:
        """1 while every row is kept; else each stride-th is."""
        return self._stride

    def extend(self, rows: Array) -> None:
        """Add the next updates' rows, shape (count, width)."""
        while len(rows):
            room = len(self._rows) * self._stride - 1 - self._last
            if room == 0:
                self._make_room()
                continue
            kept = rows[:room][-(self._last + 1) % self._stride :: self._stride]
            at = self._last // self._stride + 1
            self._rows[at : at + len(kept)] = kept
            self._last += min(room, len(rows))
            rows = rows[room:]

    def __getitem__(self, t: int) -> Array:
        """Row t, read-only; IndexError outside 0 … len."""
        if not 0 <= t <= self._last:
            raise IndexError(f"update {t} is not recorded; 0 to {self._last} are")
        kept, rest = divmod(t, self._stride)
        row: Array = self._rows[kept] if not rest else self._replayed(kept, rest)[rest - 1]
        return _read_only(row)

    def column(self, index: int | slice, first: int, last: int) -> tuple[Array, Array]:
        """(t, value) of a column, or of several, for the updates first … last that are kept.

        For `last` in any case: it is the one that is looked at.
        """
        last = min(last, self._last)
        low, high = -(-first // self._stride), last // self._stride
        ts = np.arange(low, high + 1, dtype=np.float64) * self._stride
        values = self._rows[low : high + 1, index]
        if last % self._stride and first <= last:
            ts, values = np.append(ts, last), np.append(values, self[last][None, index], axis=0)
        return ts, _read_only(values)

    def _make_room(self) -> None:
        dense = self._stride == 1
        if 2 * self._rows.nbytes <= self._limit if dense else self._last <= 4 * self._stride**2:
            kept = self._rows
        else:
            # Doubling until T ≤ 4k² leaves √T to 2√T rows, and replays fewer than √T for another.
            old = self._stride
            while self._last > 4 * self._stride**2 or self._stride == old:
                self._stride *= 2
            kept = self._rows[:: self._stride // old]
        self._rows = np.empty((2 * len(kept), kept.shape[1]))
        self._rows[: len(kept)] = kept

    def _replayed(self, kept: int, count: int) -> Array:
        """At least `count` rows after the kept one; never beyond what is recorded.

        The gradients of an update that was not recorded may not exist.
        """
        start = kept * self._stride
        cached, rows = self._segment
        if cached != start:
            rows = self._rows[:0]
        have = len(rows)
        if have < count:
            missing = min(self._stride - 1, self._last - start) - have
            before = rows[-1] if have else self._rows[kept]
            rows = np.concatenate((rows, self._replay(start + have, before, missing)))
            self._segment = (start, rows)
        return rows


def _read_only(values: Array) -> Array:
    view = values.view()
    view.flags.writeable = False
    return view
