"""A run, recorded update by update and only ever read afterwards.

A `Trace` grows at its end. Nothing that was recorded changes, so a view may keep what it read, and
walking back is reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from adamtui.core.engine import Engine, Run
from adamtui.core.equations import Equation
from adamtui.core.history import DENSE_BYTES, Array, History
from adamtui.core.position import Walk

_AT_ONCE = 2**15
"""So many numbers are computed before they are put into the history."""


@dataclass(frozen=True, eq=False, slots=True)
class Step:
    """Update `t`: the loss before it, f_t(θ_{t−1}), each line's value, the scores of θ_t.

    `values` maps a line's name, in the order computed, to an array of shape (n,), read-only; "t" to
    the number. Step 0 is the start: its values are θ₀ and the buffers as they begin, its loss is
    nan. `regret` is the running sum of f_t(θ_{t−1}) − f_t(θ*), nan where θ* is not known.
    """

    t: int
    loss: float
    values: Mapping[str, Any]
    scores: Mapping[str, float]
    regret: float


class Divergence(NamedTuple):
    """The first line of a run that was not finite."""

    t: int
    line: str
    value: float


class Trace:
    """The record of a run. `limit` bounds its bytes; beyond it updates are replayed when read.

    With `origin`, a step of another run, the record begins after that step: a fork.
    """

    def __init__(self, run: Run, *, limit: int = DENSE_BYTES, origin: Step | None = None) -> None:
        self.run = run
        self.limit = limit
        """Bytes of history that are kept."""
        self._engine = Engine(run)
        self.first = origin.t if origin else 0
        """The number of the step the record begins at."""
        self.lines = tuple(equation.name for equation in self.equations)
        """The names of the lines."""
        self.divergence: Divergence | None = None
        self.walk = Walk(len(self.equations), self.first)
        self._begin = (
            self._engine.buffers(self.first, origin.values, self._regret_at(origin))
            if origin
            else self._engine.buffers(0, {})
        )
        self._buffers = self._begin
        self._history = History(self._engine.first_row(self._begin), self._replay, limit)

    @property
    def equations(self) -> tuple[Equation, ...]:
        """The lines of an update, in the order computed: t, g, then the rule's."""
        return self._engine.equations

    @property
    def last(self) -> int:
        """The number of the last update recorded; `first` where there is none yet."""
        return self.first + len(self._history)

    @property
    def dimension(self) -> int:
        """n, the number of parameters."""
        return len(self.run.problem.start)

    def extend_to(self, t: int) -> None:
        """Record every update up to t that is not recorded yet."""
        at_once = max(1, _AT_ONCE // self._engine.width)
        while self.last < t:
            rows, buffers = self._engine.record(self._buffers, min(at_once, t - self.last))
            if self.divergence is None:
                self.divergence = self._not_finite(rows)
            self._history.extend(rows)
            self._buffers = buffers

    def step(self, t: int) -> Step:
        """Step t, recorded before; IndexError otherwise."""
        if not self.first <= t <= self.last:
            raise IndexError(f"update {t} is not recorded; {self.first} to {self.last} are")
        row = self._history[t - self.first]
        names = self.lines if t > self.first else tuple(vars(self._begin))
        columns = self._engine.columns
        values: dict[str, Any] = {name: row[columns[name]] for name in names if name in columns}
        scores = {name: float(row[column]) for name, column in self._engine.scores.items()}
        regret = np.nan if self._engine.regret is None else float(row[self._engine.regret])
        return Step(
            t, float(row[0]), MappingProxyType({"t": t, **values}), MappingProxyType(scores), regret
        )

    def known(self, t: int) -> dict[str, Any]:
        """The value of every symbol in update t's equations, by key (see `core.term.Symbol`)."""
        known: dict[str, Any] = {f"prev.{k}": v for k, v in self.step(t - 1).values.items()}
        known.update((f"h.{k}", v) for k, v in self.run.hyper.items())
        known.update(self.step(t).values)
        problem = self.run.problem
        known["gradient"] = lambda theta: problem.gradient(theta, t)
        known["project"] = problem.project
        return known

    def series(self, name: str, coordinate: int, first: int, last: int) -> tuple[Array, Array]:
        """(t, value) of a line, "loss", "regret" or a score.

        Of `last`, and of those of first … last that are kept. θ and its scores have a value at the
        start too, all else from the first update on. Loss, regret and scores have one coordinate.
        """
        scores = self._engine.scores
        low = max(first - self.first, 0 if name == "theta" or name in scores else 1)
        ts, values = self._history.column(self._column(name, coordinate), low, last - self.first)
        return ts + self.first, values

    def block(self, line: str, first: int, last: int) -> tuple[Array, Array]:
        """(t, values) of a line's coordinates, shapes (k,) and (k, n), as `series` has them."""
        low = max(first - self.first, 1)
        columns = self._engine.columns[line]
        ts, values = self._history.column(columns, low, last - self.first)
        return ts + self.first, values

    def _column(self, name: str, coordinate: int) -> int:
        if name == "loss":
            return 0
        if name == "regret" and self._engine.regret is not None:
            return self._engine.regret
        if name in self._engine.scores:
            return self._engine.scores[name]
        start: int = self._engine.columns[name].start
        return start + coordinate

    def fork(self, t: int, run: Run) -> Trace:
        """Another run that takes over after update t; buffers it alone has begin as usual."""
        return Trace(run, limit=self.limit, origin=self.step(t))

    def _regret_at(self, origin: Step) -> float:
        """The regret to count on from; 0 where none is counted."""
        return 0.0 if self._engine.regret is None else origin.regret

    def _replay(self, after: int, row: Array, count: int) -> Array:
        return self._engine.replay(self.first + after, row, count)

    def _not_finite(self, rows: Array) -> Divergence | None:
        """The first line of the next updates, or loss, that is not finite; None where all are."""
        end = self._engine.columns["theta"].stop
        finite = np.isfinite(rows[:, self.run.problem.loss is None : end])
        if finite.all():
            return None
        first = int(finite.all(axis=1).argmin())
        t, row = self.last + 1 + first, rows[first]
        for name, columns in self._engine.columns.items():
            values = row[columns]
            if not np.isfinite(values).all():
                return Divergence(t, name, float(values[~np.isfinite(values)][0]))
        return Divergence(t, "loss", float(row[0]))
