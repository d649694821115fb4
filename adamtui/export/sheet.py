"""A run as CSV. Every float is written so that reading it back gives the same bits."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import numpy as np

from adamtui.core.engine import Run
from adamtui.core.history import Array
from adamtui.core.measures import LOSS, REGRET, measures
from adamtui.core.trace import Step, Trace

_NUMBERS = 2**16
"""Numbers in a piece, or one update where that has more."""


def write(out: TextIO, rows: Iterable[Sequence[object]]) -> None:
    """Rows as CSV, each with a line feed at its end."""
    csv.writer(out, lineterminator="\n").writerows(rows)


def titles(trace: Trace) -> tuple[str, ...]:
    """What the columns are called: `t`, `loss`, then `g.0`, `g.1` and so on, line by line."""
    names = (f"{name}.{i}" for name in trace.lines[1:] for i in range(trace.dimension))
    return ("t", LOSS, *trace.run.problem.scores, *names, *after(trace.run))


def after(run: Run) -> tuple[str, ...]:
    """The measures whose columns stand after those of the lines."""
    return tuple(name for name in measures(run.problem) if name == REGRET)


def numbers(trace: Trace, first: int, last: int) -> Array:
    """The columns after t of updates `first` … `last`, shape (updates, columns).

    All of them must be recorded. The loss is nan where only the gradients are known.
    """
    _, loss = trace.series(LOSS, 0, first, last)
    if len(loss) < last - first + 1:  # not every update is kept: the others are computed again
        return np.array([_row(trace.step(t), trace) for t in range(first, last + 1)])
    scores = (trace.series(name, 0, first, last)[1] for name in trace.run.problem.scores)
    lines = (trace.block(name, first, last)[1] for name in trace.lines[1:])
    regret = (trace.series(name, 0, first, last)[1] for name in after(trace.run))
    return np.column_stack([loss, *scores, *lines, *regret])


def _row(step: Step, trace: Trace) -> Array:
    lines = (step.values[name] for name in trace.lines[1:])
    regret = [step.regret for _ in after(trace.run)]
    return np.concatenate([[step.loss], list(step.scores.values()), *lines, regret])


def pieces(trace: Trace, first: int, last: int) -> Iterator[Array]:
    """`numbers` in pieces, each made in some milliseconds."""
    size = max(1, _NUMBERS // len(titles(trace)))
    for start in range(first, last + 1, size):
        yield numbers(trace, start, min(start + size - 1, last))


def rows(run: Run, first: int, found: Array) -> Iterator[list[Any]]:
    """A row an update, from update `first` on; an empty cell for a loss that is not known."""
    unknown = run.problem.loss is None
    for t, row in enumerate(found.tolist(), first):
        yield [t, "" if unknown else row[0], *row[1:]]
