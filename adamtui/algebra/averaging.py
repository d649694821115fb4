"""The steps from the product of MGFs to the mean and the variance of a moving average.

Imports SymPy when it is itself imported, so only what derives something may import it, and late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from adamtui.algebra.steps import Step
from adamtui.algebra.tex import tex

s, mu = sympy.symbols("s mu", real=True)
beta, sigma = sympy.symbols("beta_1 sigma", positive=True)
_curve = sympy.Function("M_g")
_value, _slope, _bend = sympy.symbols("value slope bend")
_NAMES = {_value: "M_g(0)", _slope: "M_g'(0)", _bend: "M_g''(0)"}
_KNOWN = {_value: 1, _slope: mu, _bend: sigma**2 + mu**2}
_newest = 1 - beta
"""The weight of the newest gradient; one of age k has β₁ᵏ times that."""

_AVERAGE = "Adam's m, written out: the older a gradient, the smaller its weight."
_PRODUCT = "Gradients are independent, so the mean of the product is the product of the means."
_SLOPE = "The slope at 0, by the product rule: one factor at a time, the others as they are."
_MEAN = (
    "M_g is 1 at 0 and its slope is μ. For β₁ > 0 the weights add up to less than 1: on average m "
    "is too near 0."
)
_CORRECTED = "Divide by what the weights add up to: Adam's bias correction. The mean is now right."
_SQUARE = "The second derivative at 0 is the mean of m²."
_VARIANCE = "Less the squared mean, what is left is σ² times the sum of the squared weights."
_NOISE = (
    "Right on average, but never settled: as t grows, the last fraction goes to 1 and no lower."
)


def steps(t: int) -> Iterator[Step]:
    """A derivation as `averages.derivation` describes it."""
    yield Step("average", _AVERAGE, _average(t))
    yield Step("product", _PRODUCT, _product(t))
    first = sympy.diff(sympy.Mul(*(_curve(_newest * beta**age * s) for age in range(t))), s)
    slope = sympy.cancel(_at_zero(first) / _newest)
    yield Step("slope", _SLOPE, f"{_of(t, 1)} = {_weighted(slope)}")
    expected = _newest * slope.subs(_KNOWN)
    weights = sympy.cancel(expected / (_newest * mu))
    mean = sympy.expand(_newest * weights)
    yield Step("mean", _MEAN, _mean(t, weights, mean))
    correction = 1 - beta**t
    told = rf"E[\hat m_{t}] = \frac{{E[m_{t}]}}{{{_rising(correction)}}} = "
    yield Step("corrected", _CORRECTED, told + tex(sympy.cancel(expected / correction)))
    square = _at_zero(sympy.diff(first, s)).subs(_KNOWN)
    squares = sympy.cancel(sympy.expand(square - (mu * mean) ** 2) / (sigma * _newest) ** 2)
    told = rf"{_spread(squares)} + \mu^2 ({_rising(mean)})^2"
    yield Step("square", _SQUARE, f"E[m_{t}^2] = {_of(t, 2)} = {told}")
    yield from _variances(t, mean, squares)


def _at_zero(derivative: Any) -> Any:
    """A derivative of the product at s = 0, in terms of M_g(0), M_g'(0) and M_g''(0).

    Nothing else of M_g enters there, so a parabola with these three stands in for it.
    """
    u = sympy.Symbol("u")
    parabola = sympy.Lambda(u, _value + _slope * u + _bend * u**2 / 2)
    return derivative.subs(_curve, parabola).doit().subs(s, 0)


def _rising(expression: Any) -> str:
    return tex(expression, rising=True)


def _of(t: int, order: int) -> str:
    return f"M_{{m_{t}}}{chr(39) * order}(0)"


def _average(t: int) -> str:
    aged = (f"{_rising(beta**age)}\\, g_{t - age}" if age else f"g_{t}" for age in range(t))
    terms = " + ".join(aged)
    return rf"m_{t} = (1 - \beta_1)\," + (f"({terms})" if t > 1 else terms)


def _product(t: int) -> str:
    ages = (f"{_rising(beta**age)}\\, " if age else "" for age in range(t))
    factors = (rf"M_g((1 - \beta_1)\, {age}s)" for age in ages)
    return f"M_{{m_{t}}}(s) = " + r" \cdot ".join(factors)


def _weighted(slope: Any) -> str:
    """The slope over 1 − β₁, as the sum of the powers of β₁ times what is M_g's."""
    of_curve = slope.subs(beta, 0)
    return rf"(1 - \beta_1){_sum(sympy.cancel(slope / of_curve))}\, {tex(of_curve, _NAMES)}"


def _sum(powers: Any) -> str:
    """A factor that is a sum, or nothing where it is 1."""
    return "" if powers == 1 else rf"\, ({_rising(powers)})"


def _mean(t: int, weights: Any, mean: Any) -> str:
    whole = rf"\mu\, ({_rising(mean)})"
    summed = rf"\mu\, (1 - \beta_1){_sum(weights)} = " if weights != 1 else ""
    return f"E[m_{t}] = {_of(t, 1)} = {summed}{whole}"


def _spread(squares: Any) -> str:
    return rf"\sigma^2 (1 - \beta_1)^2{_sum(squares)}"


def _variances(t: int, mean: Any, squares: Any) -> Iterator[Step]:
    """Both geometric sums in closed form: (1 + β₁² + …)(1 − β₁²) = 1 − β₁²ᵗ."""
    lasting = _rising(_newest / sympy.cancel((1 - beta**2) / _newest))
    whole = sympy.expand(squares * (1 - beta**2))
    told = rf"\sigma^2\, {lasting} ({_rising(whole)})"
    variance = r"\operatorname{Var}"
    yield Step("variance", _VARIANCE, f"{variance}[m_{t}] = {_spread(squares)} = {told}")
    rest = _rising(sympy.cancel(whole / mean) / mean)
    told = rf"\frac{{{variance}[m_{t}]}}{{({_rising(mean)})^2}} = \sigma^2\, {lasting} \cdot {rest}"
    yield Step("corrected_variance", _NOISE, rf"{variance}[\hat m_{t}] = {told}")
