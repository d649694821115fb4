"""The engine: one update of a run, computed line by line into a row of numbers.

Deterministic: the same run and the same buffers give the same bits, so that a row can be made again
by replaying.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from adamtui.core.equations import equations, switches
from adamtui.core.floats import DOUBLE
from adamtui.core.history import Array
from adamtui.core.problems import Problem
from adamtui.core.rulebook import Rule
from adamtui.core.rules import update


@dataclass(frozen=True, eq=False, slots=True)
class Run:
    """What is run: a rule with its hyperparameters, on a problem, from the problem's start."""

    rule: Rule
    hyper: Mapping[str, Any]
    problem: Problem
    dtype: str = DOUBLE
    """The floats it is computed in, one of `core.floats.DTYPES`; they are recorded as float64."""


class Engine:
    """Computes updates of one run.

    A row is the loss, then n columns a line, t left out, then the problem's scores, then the
    regret, where there is something to regret.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._gradient = _gradient(run)
        self._narrow = None if run.dtype == DOUBLE else partial(_narrowed, np.dtype(run.dtype))
        self._project = run.problem.project if run.problem.feasible is not None else None
        self.equations = equations(run.rule, run.hyper, projected=self._project is not None)
        self._h = SimpleNamespace(**run.hyper, **switches(run.hyper))
        n = len(run.problem.start)
        self.columns: Mapping[str, slice] = {
            equation.name: slice(1 + i * n, 1 + (i + 1) * n)
            for i, equation in enumerate(self.equations[1:])
        }
        measured = 1 + n * len(self.columns)
        self.scores: Mapping[str, int] = {
            name: measured + i for i, name in enumerate(run.problem.scores)
        }
        self.regret = measured + len(self.scores) if run.problem.best is not None else None
        """The column of the regret."""
        self._best = _best(run.problem.best)
        self.width = measured + len(self.scores) + (self.regret is not None)

    def buffers(self, t: int, given: Mapping[str, Array], regret: float = 0.0) -> SimpleNamespace:
        """The buffers after step t: those of `given` that the rule has, the rest as they begin."""
        start = self.run.problem.start
        values = {k: np.full(len(start), v) for k, v in self.run.rule.state.items()}
        values["theta"] = start
        values.update((k, v) for k, v in given.items() if k in values)
        floats = {k: v.astype(self.run.dtype, copy=False) for k, v in values.items()}
        return SimpleNamespace(t=t, regret=regret, **floats)

    def first_row(self, prev: SimpleNamespace) -> Array:
        """The row of the step before the first update: buffers and scores, nan elsewhere."""
        row = np.full(self.width, np.nan)
        for name, value in vars(prev).items():
            if name in self.columns:
                row[self.columns[name]] = value
        self._measure(row)
        if self.regret is not None:
            row[self.regret] = prev.regret
        return row

    def record(self, prev: SimpleNamespace, count: int) -> tuple[Array, SimpleNamespace]:
        """The rows of the next `count` updates, shape (count, width), and the last one's buffers.

        Overflow gives inf or nan, as in any float64.
        """
        rows = np.empty((count, self.width))
        with np.errstate(all="ignore"):
            for row in rows:
                prev = self._advance(prev, row)
            if self.scores:
                for row in rows:
                    self._measure(row)
        return rows, prev

    def _advance(self, prev: SimpleNamespace, row: Array) -> SimpleNamespace:
        """Compute the next update into `row`, line by line; returns its buffers."""
        problem, columns = self.run.problem, self.columns
        loss = np.nan if problem.loss is None else problem.loss(prev.theta, prev.t + 1)
        row[0] = loss
        lines = update(
            self.run.rule.lines, self._gradient, self._project, prev.theta, prev, self._h
        )
        buffers = SimpleNamespace()
        if self.regret is not None:
            row[self.regret] = buffers.regret = prev.regret + (loss - self._best(prev.t + 1))
        values = vars(buffers)
        name, value = next(lines)
        values[name] = value
        narrow = self._narrow
        try:
            while True:
                name, value = lines.send(value)
                values[name] = value = narrow(value) if narrow else value
                row[columns[name]] = value
        except StopIteration:
            return buffers

    def _measure(self, row: Array) -> None:
        """Put the scores of a row's θ into it."""
        theta = row[self.columns["theta"]]
        for name, column in self.scores.items():
            row[column] = self.run.problem.scores[name](theta)

    def replay(self, t: int, row: Array, count: int) -> Array:
        """The `count` rows after step t, whose row is given; shape (count, width)."""
        given = {name: row[columns] for name, columns in self.columns.items()}
        regret = 0.0 if self.regret is None else float(row[self.regret])
        return self.record(self.buffers(t, given, regret), count)[0]


def _gradient(run: Run) -> Callable[[Array, int], Array]:
    """The problem's gradient in the run's floats."""
    gradient = run.problem.gradient
    if run.dtype == DOUBLE:
        return gradient
    return lambda theta, t: gradient(theta.astype(DOUBLE), t).astype(run.dtype)


def _narrowed(dtype: np.dtype[Any], value: Any) -> Any:
    """An array in the floats `dtype`, and a number as Python's, which leaves arrays as they are."""
    return value.astype(dtype, copy=False) if isinstance(value, np.ndarray) else float(value)


def _best(best: Callable[[int], float] | float | None) -> Callable[[int], float]:
    """The loss at the comparator, by the update's number."""
    if callable(best):
        return best
    fixed = np.nan if best is None else best
    return lambda _t: fixed
