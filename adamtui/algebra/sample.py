"""M(t) of numbers that were measured: a finite sum, and its derivatives.

Imports SymPy when it is itself imported, so only what derives something may import it, and late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy import Idx, IndexedBase, Sum, exp

from adamtui.algebra.moments import AT_ZERO, DIFFERENTIATED, PRIMES, VARIANCE, moment
from adamtui.algebra.steps import Step
from adamtui.algebra.tex import product

t = sympy.Symbol("t", real=True)
_count = sympy.Symbol("N", integer=True, positive=True)
_index = Idx("i")
_g = IndexedBase("g")[_index]

_ABOUT = "N measured numbers, each as likely as the others: mini-batch gradients of one parameter."
_DEFINITION = "M(t) is the mean of eᵗᵍ: here a plain average. It is finite for every t."


def sample(order: int) -> Iterator[Step]:
    """A derivation as `mgf.derivation` describes it."""
    yield Step("density", _ABOUT, r"P(g{=}g_i) = \frac{1}{N},\quad i = 1, \ldots, N")
    curve = Sum(exp(t * _g), (_index, 1, _count))
    yield Step("mgf", _DEFINITION, f"M(t) = E[e^{{t g}}] = {_mean(curve)}")
    values: list[str] = []
    for k in range(1, order + 1):
        curve = sympy.diff(curve, t)
        yield Step(f"d{k}", DIFFERENTIATED[k - 1], f"{PRIMES[k]} = {_mean(curve)}")
        values.append(_mean(curve.subs(t, 0)))
        told = f"{PRIMES[k].replace('t', '0')} = {moment(k)} = {values[-1]}"
        yield Step(f"at0_{k}", AT_ZERO[k - 1], told)
    if order > 1:
        told = rf"{values[1]} - \left({values[0]}\right)^2"
        yield Step("variance", VARIANCE, rf"\operatorname{{Var}}[g] = M''(0) - M'(0)^2 = {told}")


def _mean(total: Any) -> str:
    """A sum over the sample as an average: gᵢᵏ, as far as it is there, before the power of e."""
    power = total.function.subs(t, 0)
    factors = [each for each in (power, total.function / power) if each != 1]
    return rf"\frac{{1}}{{N}} \sum_{{i=1}}^{{N}} {product(factors)}".replace("{g}", "g")
