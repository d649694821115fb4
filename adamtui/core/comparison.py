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
RATE = "lr"
"""The setting that each rule has another of by itself."""
DECAY = "weight_decay"
"""The setting that changes a run whatever the rule does else."""


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
    """`Adam`, or `Adam β₂ 0.9`, or `AMSGrad optax`: the parts of `apart`, in one line each."""
    return tuple(" ".join(parts) for parts in apart(traces))


def apart(traces: Sequence[Trace]) -> tuple[tuple[str, ...], ...]:
    """Of each run its title, then whatever sets it apart: `("Adam", "Keras", "β₂ 0.9")`.

    Told are the library and the floats where not all have the same, and a setting that somebody
    has given one of the runs, in every run that has it, unless several have it and all of them the
    same. Of defaults only those are told in which runs of one rule differ, and a decay that not all
    runs have; and η only among runs of one rule.
    """
    runs = [trace.run for trace in traces]
    told = [name for name in _every_setting(runs) if _tells(name, runs)]
    return tuple((run.rule.title, *_apart(run, runs, told)) for run in runs)


def _every_setting(runs: Sequence[Run]) -> list[str]:
    return list(dict.fromkeys(name for run in runs for name in run.hyper))


def _tells(name: str, runs: Sequence[Run]) -> bool:
    """Whether a setting sets runs apart: it was given to one, and not the same to all."""
    having = [run for run in runs if name in run.hyper]
    if name == RATE:
        return _differs_within_a_rule(name, having)
    if _differs_within_a_rule(name, having) or (name == DECAY and len(having) < len(runs)):
        return True
    same = len({run.hyper[name] for run in having}) == 1
    given = any(run.hyper[name] != run.rule.hyper[name] for run in having)
    return given and not (same and len(having) > 1)


def _differs_within_a_rule(name: str, having: Sequence[Run]) -> bool:
    """Whether runs of one rule have different values of a setting."""
    values = {(run.rule.name, run.hyper[name]) for run in having}
    return len(values) > len({run.rule.name for run in having})


def _counted(titles: Sequence[str]) -> tuple[str, ...]:
    """`Adam`, `Adam, again`, `Adam, again (3)`: the same run is a poor comparison, but a row."""
    labels = []
    for i, title in enumerate(titles):
        count = titles[: i + 1].count(title)
        again = "" if count == 1 else ", again" if count == 2 else f", again ({count})"
        labels.append(title + again)
    return tuple(labels)


def _apart(run: Run, runs: Sequence[Run], told: Sequence[str]) -> list[str]:
    """A run's library, those of its settings that are told, and its floats."""
    libraries, floats = {each.rule.convention for each in runs}, {each.dtype for each in runs}
    words = [library(run.rule).removeprefix("the ")] if len(libraries) > 1 else []
    words += [_setting(name, run.hyper[name]) for name in told if name in run.hyper]
    return [*words, run.dtype] if len(floats) > 1 else words


def _setting(name: str, value: float | str) -> str:
    """`β₂ 0.9`, `correction none`."""
    shown = value if isinstance(value, str) else short(value)
    return f"{symbol(f'h.{name}') if name in KNOBS else name} {shown}"
