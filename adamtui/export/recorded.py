"""What is recorded of a run, read out of its trace: no longer a thing that grows.

A trace belongs to the screen that walks in it; this may be handed to a thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from adamtui.core.comparison import Comparison
from adamtui.core.engine import Run
from adamtui.core.fork import Fork
from adamtui.core.history import Array
from adamtui.core.trace import Divergence, Trace
from adamtui.export import sheet

MOST_ROWS = 100_000
"""Updates that are written of a run."""
MOST_NUMBERS = 2**23
"""Numbers that are written of all runs of a record together."""
_ENDS = 3
"""Updates that are shown from either end."""


@dataclass(frozen=True, slots=True)
class Source:
    """A run on screen."""

    trace: Trace
    label: str = ""
    """What sets it apart from the runs beside it; "" for one that is alone."""
    seed: int | None = None
    """Of the random numbers; None where there are none."""
    forked: bool = False
    """Whether its gradients are another run's."""


def sources(record: Trace | Comparison, seed: int | None) -> tuple[Source, ...]:
    """The runs of what is walked in."""
    if isinstance(record, Trace):
        return (Source(record, seed=seed),)
    last = len(record.traces) - 1
    return tuple(
        Source(trace, label, seed, isinstance(record, Fork) and i == last)
        for i, (trace, label) in enumerate(zip(record.traces, record.labels, strict=True))
    )


@dataclass(frozen=True, eq=False, slots=True)
class Recorded:
    """Updates `first` + 1 … `last` of a run."""

    run: Run
    label: str
    seed: int | None
    forked: bool
    lines: tuple[str, ...]
    """The names of the lines."""
    titles: tuple[str, ...]
    """Of the columns: t, then those of `numbers`."""
    first: int
    last: int
    pieces: tuple[Array, ...]
    """The numbers of the updates to be written, the first ones where there are too many."""
    shown: tuple[int, ...]
    """The first and the last few updates."""
    ends: Array
    """Their numbers, one row each."""
    divergence: Divergence | None

    @classmethod
    def of(cls, source: Source, last: int, pieces: Sequence[Array]) -> Recorded:
        """The run up to update `last`, with the pieces of `reading`, all of them."""
        trace, first = source.trace, source.trace.first
        count = last - first
        near = range(first + 1, first + 1 + min(count, _ENDS))
        far = range(max(near.stop, last + 1 - _ENDS), last + 1)
        shown = (*near, *far)
        titles = sheet.titles(trace)
        rows = [sheet.numbers(trace, t, t)[0] for t in shown]
        return cls(
            trace.run,
            source.label,
            source.seed,
            source.forked,
            trace.lines,
            titles,
            first,
            last,
            tuple(pieces),
            shown,
            np.array(rows).reshape(len(rows), len(titles) - 1),
            trace.divergence if trace.divergence and trace.divergence.t <= last else None,
        )

    @property
    def written(self) -> int:
        """How many updates the pieces hold."""
        return sum(map(len, self.pieces))

    @property
    def numbers(self) -> Array:
        """The first of them, enough to know the run by."""
        return self.pieces[0] if self.pieces else np.empty((0, len(self.titles) - 1))


def room(every: Sequence[Source]) -> int:
    """How many updates of each run are written."""
    width = sum(len(sheet.titles(source.trace)) for source in every)
    return min(MOST_ROWS, max(1, MOST_NUMBERS // width)) if width else 0


def reading(source: Source, last: int, most: int) -> Iterator[Array]:
    """The numbers of at most `most` updates up to `last`, in pieces: time for others in between."""
    first = source.trace.first
    yield from sheet.pieces(source.trace, first + 1, min(last, first + most))
