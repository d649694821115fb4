"""The three Adams of `core.kernels` timed against the least that memory allows, size by size.

A round times each contestant once, one right after the other, so that a busy machine slows all of
them; a figure is the median over the rounds. All work on the same arrays. Rounds are yielded as
they are made: nothing is lost by stopping.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from time import perf_counter
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import numpy as np

from adamtui.core.kernels import KERNELS, Kernel, Settings, State, streamed

Clock: TypeAlias = Callable[[], float]
"""Seconds, from whenever."""

SIZES = tuple(10**power for power in range(1, 7))
SECONDS = 4.0
"""Time for all sizes together."""
FLOOR = "floor"
"""The contestant that only reads and writes."""
CONTESTANTS: Mapping[str, Kernel] = MappingProxyType({**KERNELS, FLOOR: streamed})

FEWEST = 3
"""Rounds for a size, however long they take."""
_SAMPLE = 1e-3
"""Seconds that a sample lasts at least: small updates are timed many at a time."""
_MOST = 1000
"""Updates in one sample."""
_LEAST = 1e-9
"""Seconds of a sample on a clock too coarse for it: no figure is 0."""


class Timing(NamedTuple):
    """One size: nanoseconds of one update for each parameter, by contestant."""

    size: int
    nanoseconds: Mapping[str, float]

    def update(self, name: str) -> float:
        """Nanoseconds of a whole update."""
        return self.size * self.nanoseconds[name]

    def ratio(self, name: str, other: str) -> float:
        """How many times as long as another one takes."""
        return self.nanoseconds[name] / self.nanoseconds[other]


class Progress(NamedTuple):
    """What is known after a round."""

    share: float
    """How much of the time is over, 0 … 1; 1 with the last round alone."""
    timings: tuple[Timing, ...]
    """The sizes so far, the last of them perhaps unfinished."""


def measured(
    sizes: Sequence[int] = SIZES, seconds: float = SECONDS, clock: Clock = perf_counter
) -> Iterator[Progress]:
    """Time all contestants at each size, in order, in about `seconds` altogether."""
    done: list[Timing] = []
    for place, size in enumerate(sizes):
        for share, timing in _of_size(size, seconds / len(sizes), clock):
            yield Progress((place + share) / len(sizes), (*done, timing))
        done.append(timing)


def _of_size(size: int, seconds: float, clock: Clock) -> Iterator[tuple[float, Timing]]:
    """The share of `seconds` that is over and the timing so far, round by round."""
    begun = clock()
    bench = _Bench(size, clock)
    repeats = {name: bench.repeats(kernel) for name, kernel in CONTESTANTS.items()}
    samples: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    share, rounds = 0.0, 0
    while share < 1:
        for name, kernel in CONTESTANTS.items():
            samples[name].append(bench.sample(kernel, repeats[name]))
        rounds += 1
        share = min((clock() - begun) / seconds, rounds / FEWEST, 1.0)
        yield share, Timing(size, {n: median(s) / size * 1e9 for n, s in samples.items()})


class _Bench:
    """Parameters, gradient and state of one size, which every contestant goes on with."""

    def __init__(self, size: int, clock: Clock) -> None:
        self._theta, self._g = np.random.default_rng(0).standard_normal((2, size))
        self._state = State.before(self._theta)
        self._clock = clock

    def sample(self, kernel: Kernel, repeats: int) -> float:
        """Seconds of one update, the mean of `repeats`."""
        theta, g, state, h = self._theta, self._g, self._state, Settings()
        begun = self._clock()
        for _ in range(repeats):
            theta = kernel(theta, g, state, h)
        return max(self._clock() - begun, _LEAST) / repeats

    def repeats(self, kernel: Kernel) -> int:
        """Updates for a sample, after one to warm up and one to see how long it takes."""
        self.sample(kernel, 1)
        once = self.sample(kernel, 1)
        return min(_MOST, math.ceil(_SAMPLE / once))
