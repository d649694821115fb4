"""The engine: one update of a run, computed line by line into a row of numbers.

Deterministic: the same run and the same buffers give the same bits, so that a row can be made again
by replaying.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np

from adamtui.core.equations import equations, switches
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


class Engine:
    """Computes updates of one run.

    A row is the loss, then n columns a line, t left out, then the problem's scores.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
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
        self.width = measured + len(self.scores)

    def buffers(self, t: int, given: Mapping[str, Array]) -> SimpleNamespace:
        """The buffers after step t: those of `given` that the rule has, the rest as they begin."""
        problem = self.run.problem
        values = {k: np.full(len(problem.start), v) for k, v in self.run.rule.state.items()}
        values["theta"] = problem.start
        values.update((k, v) for k, v in given.items() if k in values)
        return SimpleNamespace(t=t, **values)

    def first_row(self, prev: SimpleNamespace) -> Array:
        """The row of the step before the first update: buffers and scores, nan elsewhere."""
        row = np.full(self.width, np.nan)
        for name, value in vars(prev).items():
            if name in self.columns:
                row[self.columns[name]] = value
        self._measure(row)
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
        row[0] = np.nan if problem.loss is None else problem.loss(prev.theta, prev.t + 1)
        lines = update(
            self.run.rule.lines, problem.gradient, self._project, prev.theta, prev, self._h
        )
        buffers = SimpleNamespace()
        values = vars(buffers)
        name, value = next(lines)
        values[name] = value
        try:
            while True:
                name, value = lines.send(value)
                values[name] = value
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
        prev = self.buffers(t, {name: row[columns] for name, columns in self.columns.items()})
        return self.record(prev, count)[0]
