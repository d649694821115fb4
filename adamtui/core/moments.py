"""The distributions by name, with their parameters' bounds and sliders, and the way to them.

One value is accepted everywhere or nowhere: the command line, a lesson's options and the sliders
all ask the family. The sliders reach values at which the end of M's domain is in view.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from adamtui.core import sampled, textbook
from adamtui.core.distribution import Distribution, DistributionError, Family
from adamtui.core.hyper import Knob
from adamtui.core.nearest import nearest
from adamtui.core.numerals import plain
from adamtui.core.sampled import Estimate, empirical_mgf, sample_moments

__all__ = [
    "FAMILIES",
    "Distribution",
    "DistributionError",
    "Estimate",
    "Family",
    "empirical_mgf",
    "family",
    "sample_moments",
]

_MOST = 1e6
_LEAST = 1e-6


def family(name: str) -> Family:
    """The kind of distribution called `name`; DistributionError, with the nearest valid name."""
    if name not in FAMILIES:
        raise DistributionError(f"unknown distribution '{name}'{nearest(name, FAMILIES)}")
    return FAMILIES[name]


def _any(name: str, symbol: str, meaning: str, slider: tuple[float, float]) -> Knob:
    return Knob(name, symbol, meaning, -_MOST, _MOST, "linear", slider)


def _positive(name: str, symbol: str, meaning: str, slider: tuple[float, float]) -> Knob:
    return Knob(name, symbol, meaning, _LEAST, _MOST, "linear", slider)


def _ordered(values: Mapping[str, float]) -> str | None:
    a, b = values["a"], values["b"]
    return None if a < b else f"a must be below b, not a = {plain(a)} and b = {plain(b)}"


_MU = _any("mu", "μ", "the mean", (-2, 2))

_NORMAL = Family(
    "normal",
    "Normal",
    (_MU, _positive("sigma", "σ", "the standard deviation", (0.1, 3))),
    {"mu": 1.0, "sigma": 1.0},
    textbook.normal,
)
_LAPLACE = Family(
    "laplace",
    "Laplace",
    (_MU, _positive("b", "b", "the scale: how wide", (0.1, 2))),
    {"mu": 1.0, "b": 0.5},
    textbook.laplace,
)
_UNIFORM = Family(
    "uniform",
    "Uniform",
    (_any("a", "a", "the lower end", (-2.5, 2.5)), _any("b", "b", "the upper end", (-2.5, 2.5))),
    {"a": -1.0, "b": 2.0},
    textbook.uniform,
    _ordered,
)
_EXPONENTIAL = Family(
    "exponential",
    "Exponential",
    (_positive("rate", "λ", "the rate: 1/mean", (0.2, 4)),),
    {"rate": 1.0},
    textbook.exponential,
)
_GAMMA = Family(
    "gamma",
    "Gamma",
    (
        _positive("k", "k", "the shape", (0.2, 8)),
        _positive("theta", "θ", "the scale: how wide", (0.1, 2)),
    ),
    {"k": 2.0, "theta": 0.5},
    textbook.gamma,
)
_TWO_POINT = Family(
    "two-point",
    "Two points",
    (
        _any("a", "a", "one value", (-5, 5)),
        _any("b", "b", "the other value", (-5, 5)),
        Knob("p", "p", "the chance of b", 0.0, 1.0, "linear", (0.0, 1.0)),
    ),
    {"a": -1.0, "b": 2.0, "p": 0.5},
    textbook.two_point,
)
_STUDENT_T = Family(
    "student-t",
    "Student's t",
    (_positive("nu", "ν", "fewer: heavier tails", (0.6, 10)),),
    {"nu": 3.0},
    textbook.student_t,
)
_DIGITS = Family(
    "digits",
    "Gradients on the digits",
    (
        Knob("weight", "w", "which parameter", 0, 649, "whole", (0, 649)),
        Knob("trained", "T", "updates so far", 0, 1000, "whole", (0, 1000)),
    ),
    {"weight": 0.0, "trained": 100.0},
    sampled.digits,
)

FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        each.name: each
        for each in (
            _NORMAL,
            _LAPLACE,
            _UNIFORM,
            _EXPONENTIAL,
            _GAMMA,
            _TWO_POINT,
            _STUDENT_T,
            _DIGITS,
        )
    }
)
"""All kinds of distribution by name. `digits` trains a model where it is first asked for."""
