"""What is known of the distribution of a gradient g, and what makes a kind of distribution.

The moment generating function is M(t) = E[e^(tg)]; its derivatives at 0 are the moments E[gⁿ],
which are *uncentred*: the variance is E[g²] − E[g]². Invariant: evaluating M or a density never
warns and never raises; M is nan outside its domain, and inf only where a float64 cannot hold it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from adamtui.core.hyper import Knob
from adamtui.core.nearest import nearest
from adamtui.core.numerals import plain
from adamtui.core.problem import Array, Interval

Elementwise: TypeAlias = Callable[[Array], Array]

Draw: TypeAlias = Callable[[np.random.Generator, int | tuple[int, ...]], Array]
"""draw(rng, size): independent samples, from that generator alone."""


EVERYWHERE: Interval = (-math.inf, math.inf)


class DistributionError(ValueError):
    """A distribution, or a parameter of one, that does not exist; the message is one line."""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Distribution:
    """One distribution, its parameters fixed."""

    name: str
    values: Mapping[str, float]
    """Every parameter, by name."""
    domain: Interval
    """M(t) is finite for low < t < high; (0, 0) where it is finite at t = 0 alone."""
    moments: tuple[float, float, float, float]
    """E[g] … E[g⁴]; inf where infinite, nan where undefined."""
    variance: float
    """E[g²] − E[g]² in a form of its own, so that nothing cancels; inf and nan as for moments."""
    log_mgf: Elementwise | None
    """ln M(t), elementwise, nan outside the domain; None where there is no MGF."""
    draw: Draw
    why: str = ""
    """One sentence: where M ends and why, or why there is none; "" where M is finite everywhere."""
    density: Elementwise | None = None
    """p(x), elementwise; None for atoms and for a sample."""
    atoms: tuple[tuple[float, float], ...] = ()
    """(x, probability) of each value, where there are finitely many."""
    sample: Array | None = None
    """The numbers it is made of, each as likely; shape (N,)."""

    def mgf(self, t: ArrayLike) -> Array:
        """M(t), elementwise: inf where it overflows, nan outside the domain, 1 at t = 0."""
        at = np.asarray(t, dtype=np.float64)
        if self.log_mgf is None:
            return np.where(at == 0, 1.0, np.nan)
        with np.errstate(over="ignore"):
            return np.asarray(np.exp(self.log_mgf(at)))


def _fits(_values: Mapping[str, float]) -> None:
    return None


@dataclass(frozen=True, eq=False, slots=True)
class Family:
    """A kind of distribution: its parameters, and what makes one of their values."""

    name: str
    title: str
    knobs: tuple[Knob, ...]
    """The parameters, in the order they are shown."""
    defaults: Mapping[str, float]
    build: Callable[[Mapping[str, float]], Distribution]
    """The distribution of values that have no fault."""
    across: Callable[[Mapping[str, float]], str | None] = _fits
    """What is wrong between values that are each within bounds."""

    def fault(self, values: Mapping[str, float]) -> str | None:
        """The first thing wrong with these values, the defaults standing in for the rest."""
        known = {knob.name: knob for knob in self.knobs}
        for name, value in values.items():
            if name not in known:
                return f"{self.name} has no parameter '{name}'{nearest(name, known)}"
            if fault := known[name].fault(value):
                return fault
        fault = self.across({**self.defaults, **values})
        return fault and fault + self._assumed(values)

    def _assumed(self, given: Mapping[str, float]) -> str:
        """The defaults that stand in, in brackets; "" where none does."""
        told = ", ".join(f"{k} is {plain(v)}" for k, v in self.defaults.items() if k not in given)
        return f" ({told} where none is given)" if told else ""

    def at(self, **given: float) -> Distribution:
        """The distribution with the values `given`, the defaults for the rest.

        Raises DistributionError for a parameter that is not there, with the nearest valid name, and
        for values out of their bounds or at odds with each other.
        """
        if fault := self.fault(given):
            raise DistributionError(fault)
        values = {name: float(value) for name, value in {**self.defaults, **given}.items()}
        return self.build(MappingProxyType(values))


def within(domain: Interval, log_mgf: Elementwise) -> Elementwise:
    """`log_mgf` kept to its domain: nan outside, 0 at t = 0 whatever it makes of that."""
    low, high = domain

    def kept(t: Array) -> Array:
        at = np.asarray(t, dtype=np.float64)
        inside = (low < at) & (at < high)
        with np.errstate(all="ignore"):
            values = log_mgf(np.where(inside, at, 0.0))
        return np.where(inside, np.where(at == 0, 0.0, values), np.nan)

    return kept


def quiet(density: Elementwise) -> Elementwise:
    """The same density without warnings, for whatever is array-like."""

    def heard(x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(density(np.asarray(x, dtype=np.float64)))

    return heard
