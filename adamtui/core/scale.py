"""Scales of sliders: from a place on a track to a value a person would write, and back.

A ladder is a rising sequence of notches, evenly spaced on the track whatever their values. Every
notch is the float64 nearest to a short decimal, so that `:lr: 0.002` in a lesson and a slider on
0.002 are the same number.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from adamtui.core.hyper import Knob, Scale

OFF_AT_ZERO = frozenset({"eps", "weight_decay"})
"""Hyperparameters that 0 switches off: their sliders have it, left of the smallest power."""

LOG_MANTISSAS = ("1", "1.5", "2", "3", "5", "7")
LINEAR_NOTCHES = 50
WHOLE_NOTCHES = 1000


@dataclass(frozen=True, slots=True)
class Ladder:
    """The notches from `low` to `high` on a scale, both ends among them.

    "linear" walks evenly in steps of 1, 2 or 5 times a power of ten; "log" by 1, 1.5, 2, 3, 5, 7
    times each power of ten, coarsely by powers; "one-minus" through 0, 0.1 … 0.9, 0.91 … 0.99,
    0.991 …, coarsely through 0, 0.5, 0.9, 0.99, 0.999 …; "whole" by ones, or over a long range by
    as few as make about 200 notches, coarsely by tenths of the range. `zero` puts a notch 0 before
    the first of a log scale.

    Raises ValueError for a range that the scale cannot walk.
    """

    low: float
    high: float
    scale: Scale
    zero: bool = False

    def __post_init__(self) -> None:
        least = -math.inf if self.scale in {"linear", "whole"} else 0.0
        if not (math.isfinite(self.high - self.low) and least <= self.low < self.high):
            raise ValueError(f"a {self.scale} scale cannot go from {self.low:g} to {self.high:g}")
        if self.scale == "log" and self.low == 0:
            raise ValueError("a log scale starts above 0; `zero` adds the 0")
        if self.scale == "one-minus" and self.high >= 1:
            raise ValueError(f"a one-minus scale ends below 1, not at {self.high:g}")
        if self.scale == "whole" and not all(float(n).is_integer() for n in (self.low, self.high)):
            raise ValueError(f"a whole scale cannot go from {self.low:g} to {self.high:g}")

    @property
    def values(self) -> tuple[float, ...]:
        """The notches, rising."""
        return _notches(self)[0]

    @property
    def landmarks(self) -> tuple[float, ...]:
        """The notches of the coarse walk, rising; some of `values`, both ends among them."""
        return _notches(self)[1]

    def step(self, value: float, by: int) -> float:
        """The notch |by| notches above (by > 0) or below `value`, which may lie between notches.

        Beyond the last notch there is none: a walk stops there, and a value outside the range
        stays where it is rather than go the wrong way.
        """
        return _walk(self.values, value, by)

    def coarse(self, value: float, by: int) -> float:
        """As `step`, over the landmarks."""
        return _walk(self.landmarks, value, by)

    def place(self, value: float) -> float:
        """Where `value` lies on the track: 0 at the left end, 1 at the right."""
        values = self.values
        above = bisect_left(values, value)
        if above == 0:
            return 0.0
        if above == len(values):
            return 1.0
        before, after = values[above - 1], values[above]
        return (above - 1 + (value - before) / (after - before)) / (len(values) - 1)

    def at(self, place: float) -> float:
        """The notch nearest to a place on the track; outside 0…1 the nearer end."""
        values = self.values
        return values[round(min(max(place, 0.0), 1.0) * (len(values) - 1))]


@lru_cache(maxsize=64)
def ladder(knob: Knob) -> Ladder:
    """The ladder of a knob's slider."""
    low, high = knob.slider
    return Ladder(low, high, knob.scale, zero=knob.scale == "log" and knob.name in OFF_AT_ZERO)


def _walk(notches: tuple[float, ...], value: float, by: int) -> float:
    if by > 0:
        found = bisect_right(notches, value) + by - 1
        return max(value, notches[min(found, len(notches) - 1)])
    if by < 0:
        found = bisect_left(notches, value) + by
        return min(value, notches[max(found, 0)])
    return value


@lru_cache(maxsize=64)
def _notches(ladder: Ladder) -> tuple[tuple[float, ...], tuple[float, ...]]:
    fine, coarse = _WALKS[ladder.scale](ladder.low, ladder.high)
    ends = {ladder.low, ladder.high} | ({0.0} if ladder.zero else set())
    inside = {value for value in fine | coarse if ladder.low < value < ladder.high}
    landmarks = inside & coarse | ends
    return tuple(sorted(inside | ends)), tuple(sorted(landmarks))


def _linear(low: float, high: float) -> tuple[set[float], set[float]]:
    mantissa, exponent = _unit((high - low) / LINEAR_NOTCHES)
    unit = mantissa * 10.0**exponent
    counts = range(math.floor(low / unit), math.ceil(high / unit) + 1)
    values = {count: float(f"{count * mantissa}e{exponent}") for count in counts}
    return set(values.values()), {value for count, value in values.items() if count % 5 == 0}


def _whole(low: float, high: float) -> tuple[set[float], set[float]]:
    mantissa, exponent = _unit(max((high - low) / WHOLE_NOTCHES, 1))
    unit = mantissa * 10**exponent
    fine = {float(count * unit) for count in range(math.ceil(low / unit), int(high // unit) + 1)}
    tenths = (low + (high - low) * tenth / 10 for tenth in range(11))
    return fine, {float(round(value / unit) * unit) for value in tenths}


def _unit(least: float) -> tuple[int, int]:
    """The first of 1, 2 and 5 times a power of ten that is at least `least`; and the power."""
    exponent = math.floor(math.log10(least))
    return next(m for m in (1, 2, 5, 10) if least <= m * 10**exponent), exponent


def _log(low: float, high: float) -> tuple[set[float], set[float]]:
    exponents = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    fine = {float(f"{mantissa}e{power}") for power in exponents for mantissa in LOG_MANTISSAS}
    return fine, {float(f"1e{power}") for power in exponents}


def _one_minus(_low: float, high: float) -> tuple[set[float], set[float]]:
    nines = range(math.ceil(-math.log10(1 - high)) + 1)
    fine = {float(f"0.{'9' * count}{digit}") for count in nines for digit in range(10)}
    return fine, {0.0, 0.5} | {float(f"0.{'9' * count}0") for count in nines}


_WALKS: Mapping[Scale, Callable[[float, float], tuple[set[float], set[float]]]] = MappingProxyType(
    {"linear": _linear, "log": _log, "one-minus": _one_minus, "whole": _whole}
)
"""The fine and the coarse notches of each scale, some of them beyond the ends."""
