"""The steps that every M(t) goes through: definition, closed form, derivatives, values at 0.

Imports SymPy when it is itself imported, so only what derives something may import it, and late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from adamtui.algebra.families import Family, t
from adamtui.algebra.steps import Step
from adamtui.algebra.tex import ratio, tex

PRIMES = ("M(t)", "M'(t)", "M''(t)", "M'''(t)", "M^{(4)}(t)")
"""M and its derivatives by their order."""

DEFINITION = "M(t) is the mean of eᵗᵍ: every eᵗˣ counts as often as x turns up."
DIFFERENTIATED = (
    "Differentiate by t: each eᵗᵍ gains a factor g, so M′(t) is the mean of g·eᵗᵍ.",
    "Differentiate again: one more factor g.",
    "And again.",
    "And once more.",
)
AT_ZERO = (
    "At t = 0 every eᵗᵍ is 1, so the slope of M there is the mean of g.",
    "At t = 0 what is left is the mean of g², uncentred: the number that Adam's v estimates.",
    "At t = 0 what is left is the mean of g³.",
    "At t = 0 what is left is the mean of g⁴.",
)
VARIANCE = "The mean of g² less the square of the mean: how far g strays from its mean."


def moment(order: int) -> str:
    """E[g], E[g²], … as TeX."""
    return "E[g]" if order == 1 else f"E[g^{order}]"


def steps(family: Family, order: int) -> Iterator[Step]:
    """A derivation as `mgf.derivation` describes it."""
    yield Step("density", family.about, family.density)
    yield Step("integral", DEFINITION, rf"M(t) = E[e^{{t g}}] = {family.integral}")
    curve = family.mgf()
    where = rf",\quad {family.where}" if family.where else ""
    yield Step("mgf", family.solving, f"M(t) = {tex(curve)}{where}")
    if family.hole:
        yield _hole(curve)
    values: list[Any] = []
    for k in range(1, order + 1):
        curve = family.shape(sympy.diff(curve, t), k)
        yield Step(f"d{k}", DIFFERENTIATED[k - 1], f"{PRIMES[k]} = {tex(curve)}")
        values.append(family.at_zero(curve, k))
        yield _value(family, k, values[-1])
    if order > 1:
        told = tex(family.variance(values[1] - values[0] ** 2))
        yield Step("variance", VARIANCE, rf"\operatorname{{Var}}[g] = M''(0) - M'(0)^2 = {told}")


def _hole(curve: Any) -> Step:
    words = "At t = 0 this is 0/0, a hole in the formula and not in the curve: take the limit."
    return Step("limit", words, rf"M(0) = \lim_{{t\to 0}} M(t) = {tex(sympy.limit(curve, t, 0))}")


def _value(family: Family, order: int, value: Any) -> Step:
    at_zero = PRIMES[order].replace("t", "0")
    limit = rf" = \lim_{{t\to 0}} {PRIMES[order]}" if family.hole else ""
    words = AT_ZERO[order - 1]
    if family.hole and order == 1:
        words += " Here too it is a limit."
    return Step(f"at0_{order}", words, f"{at_zero}{limit} = {moment(order)} = {ratio(value)}")
