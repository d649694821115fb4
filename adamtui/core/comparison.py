"""Several runs stepped together.

Their lines are brought into one order, so that one position, update t and line, is a place in each
of them. A line that a run does not have is absent there.
"""

from __future__ import annotations

from collections.abc import Sequence

from adamtui.core.alignment import merged, reached
from adamtui.core.engine import Run
from adamtui.core.formula import short, symbol
from adamtui.core.hyper import KNOBS
from adamtui.core.libraries import library
from adamtui.core.position import Position, Walk
from adamtui.core.trace import Trace

FEWEST, MOST = 2, 6


class Comparison:
    """Two to six runs, from the update at which the last of them begins."""

    def __init__(self, traces: Sequence[Trace], titles: Sequence[str] | None = None) -> None:
        """Records earlier runs up to where the last begins. ValueError for fewer or more.

        `titles` are what the runs are called, where `told_apart` does not say it.
        """
        if not FEWEST <= len(traces) <= MOST:
            raise ValueError(f"{FEWEST} to {MOST} rules can be compared, not {len(traces)}")
        self.traces = tuple(traces)
        self.lines = merged([trace.lines for trace in traces])
        """The names of all lines, each once."""
        self.first = max(trace.first for trace in traces)
        self.walk = Walk(len(self.lines), self.first)
        self.labels = _counted(told_apart(self.traces) if titles is None else titles)
        """What each run is called; no two are called the same."""
        self.extend_to(self.first)

    @property
    def last(self) -> int:
        """The number of the last update that all have recorded."""
        return min(trace.last for trace in self.traces)

    @property
    def dimension(self) -> int:
        """The numbers in an update of all together, counted in parameters."""
        return sum(trace.dimension for trace in self.traces)

    def extend_to(self, t: int) -> None:
        """Record every update up to t, in all runs."""
        for trace in self.traces:
            trace.extend_to(t)

    def place(self, run: int, at: Position) -> Position:
        """Where run number `run` stands while the comparison stands at `at`."""
        trace = self.traces[run]
        if at == self.walk.start:
            return trace.walk.end(self.first)
        return Position(at.t, reached(trace.lines, self.lines[: at.line]))

    def absent(self, run: int, line: str) -> bool:
        """Whether a run does without a line."""
        return line not in self.traces[run].lines


def told_apart(traces: Sequence[Trace]) -> tuple[str, ...]:
    """`Adam`, or `Adam β₂ 0.9`, or `AMSGrad optax`: as long as it takes to tell them apart.

    Runs that are the same in everything are called the same.
    """
    runs = [trace.run for trace in traces]
    return tuple(
        " ".join([run.rule.title, *_apart(run, [r for r in runs if r.rule.name == run.rule.name])])
        for run in runs
    )


def _counted(titles: Sequence[str]) -> tuple[str, ...]:
    """`Adam`, `Adam, again`, `Adam, again (3)`: the same run is a poor comparison, but a row."""
    labels = []
    for i, title in enumerate(titles):
        count = titles[: i + 1].count(title)
        again = "" if count == 1 else ", again" if count == 2 else f", again ({count})"
        labels.append(title + again)
    return tuple(labels)


def _apart(run: Run, alike: Sequence[Run]) -> list[str]:
    """The convention and the settings in which a run differs from others of the same rule.

    A setting that is the convention's own is not told beside it.
    """
    libraries = {other.rule.convention for other in alike}
    words = [library(run.rule).removeprefix("the ")] if len(libraries) > 1 else []
    for name, value in run.hyper.items():
        told = any(other.hyper.get(name, value) != value for other in alike)
        if told and not (words and value == run.rule.hyper[name]):
            shown = value if isinstance(value, str) else short(value)
            words.append(f"{symbol(f'h.{name}') if name in KNOBS else name} {shown}")
    if any(other.dtype != run.dtype for other in alike):
        words.append(run.dtype)
    return words
