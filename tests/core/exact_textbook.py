"""The textbook distributions in mpmath, and parameters for them: what their tests are held to."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from operator import neg
from typing import Any

from hypothesis import strategies as st
from mpmath import mp, mpf

from adamtui.core.moments import FAMILIES, family

Values = Mapping[str, float]

FINITE = ("normal", "laplace", "uniform", "exponential", "gamma", "two-point")
"""Those that have an MGF in closed form."""
WITH_DENSITY = tuple(name for name in FINITE if name != "two-point")


def _uniform_mgf(v: Any, t: Any) -> Any:
    half = t * (v.b - v.a) / 2
    return mp.exp(t * (v.a + v.b) / 2) * (mp.sinh(half) / half if half else 1)


MGF: Mapping[str, Callable[[Any, Any], Any]] = {
    "normal": lambda v, t: mp.exp(v.mu * t + v.sigma**2 * t**2 / 2),
    "laplace": lambda v, t: mp.exp(v.mu * t) / (1 - v.b**2 * t**2),
    "uniform": _uniform_mgf,
    "exponential": lambda v, t: v.rate / (v.rate - t),
    "gamma": lambda v, t: (1 - v.theta * t) ** -v.k,
    "two-point": lambda v, t: (1 - v.p) * mp.exp(v.a * t) + v.p * mp.exp(v.b * t),
}

DENSITY: Mapping[str, Callable[[Any, Any], Any]] = {
    "normal": lambda v, x: mp.npdf(x, v.mu, v.sigma),
    "laplace": lambda v, x: mp.exp(-abs(x - v.mu) / v.b) / (2 * v.b),
    "uniform": lambda v, x: 1 / (v.b - v.a),
    "exponential": lambda v, x: v.rate * mp.exp(-v.rate * x),
    "gamma": lambda v, x: x ** (v.k - 1) * mp.exp(-x / v.theta) / mp.gamma(v.k) / v.theta**v.k,
}

SUPPORT: Mapping[str, Callable[[Any], list[Any]]] = {
    "normal": lambda v: [-mp.inf, v.mu, mp.inf],
    "laplace": lambda v: [-mp.inf, v.mu, mp.inf],
    "uniform": lambda v: [v.a, v.b],
    "exponential": lambda v: [0, mp.inf],
    "gamma": lambda v: [0, v.k * v.theta, mp.inf],
}


class Exact:
    """Parameters as mpmath numbers, by name as attributes."""

    def __init__(self, values: Values) -> None:
        vars(self).update({name: mpf(value) for name, value in values.items()})


def _magnitudes(least: float, most: float) -> st.SearchStrategy[float]:
    """Positive numbers of every size within the bounds."""
    powers = st.floats(math.log10(least), math.log10(most))
    return powers.map(lambda power: min(max(10.0**power, least), most))


def _any_of(name: str) -> st.SearchStrategy[tuple[str, dict[str, float]]]:
    """A family and parameters from all over their bounds."""
    positive = _magnitudes(1e-6, 1e6)
    real = st.one_of(st.just(0.0), _magnitudes(1e-12, 1e6), _magnitudes(1e-12, 1e6).map(neg))
    chance = st.one_of(st.sampled_from([0.0, 1.0]), _magnitudes(1e-12, 1.0), st.floats(0.01, 0.99))
    values = {
        knob.name: chance if knob.high == 1 else real if knob.low < 0 else positive
        for knob in FAMILIES[name].knobs
    }
    return _faultless(name, values)


def _played_with(name: str) -> st.SearchStrategy[tuple[str, dict[str, float]]]:
    """A family and parameters within the reach of its sliders."""
    values = {
        knob.name: st.floats(*knob.slider).map(lambda value: round(value, 3))
        for knob in FAMILIES[name].knobs
    }
    return _faultless(name, values)


def _faultless(
    name: str, values: dict[str, st.SearchStrategy[float]]
) -> st.SearchStrategy[tuple[str, dict[str, float]]]:
    allowed = st.fixed_dictionaries(values).filter(lambda v: FAMILIES[name].fault(v) is None)
    return st.tuples(st.just(name), allowed)


anything = st.sampled_from(FINITE).flatmap(_any_of)
bounded = st.sampled_from(("laplace", "exponential", "gamma")).flatmap(_any_of)
played = st.sampled_from(FINITE).flatmap(_played_with)


def scale(name: str, values: Values) -> float:
    """A length that M(t) changes over: 1 divided by it is the natural unit of t."""
    found = family(name).at(**values)
    return math.sqrt(found.moments[1]) or 1.0


def close(value: Any, exact: Any, rel: float, least: float = 0.0) -> bool:
    return bool(abs(mpf(float(value)) - exact) <= rel * max(abs(exact), mpf(least)))
