"""Student's t: why it has no M(t), and the moments that it has all the same.

Imports SymPy when it is itself imported, so only what derives something may import it, and late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy import oo, pi, sqrt

from adamtui.algebra.moments import VARIANCE, moment
from adamtui.algebra.steps import Step
from adamtui.algebra.tex import product, ratio, tex

x = sympy.Symbol("x", positive=True)
nu = sympy.Symbol("nu", positive=True)
_half = sympy.Rational(1, 2)
_power = sympy.Mul(_half, nu + 1, evaluate=False)
_nu_pi = sympy.Symbol("nu_pi", positive=True)
_front = sympy.gamma(_power) / (sqrt(_nu_pi) * sympy.gamma(nu / 2))
_tail = sympy.Pow(1 + x**2 / nu, -_power, evaluate=False)

_ABOUT = "Bell-shaped around 0, but far out it falls only like a power of x; ν says which."
_DEFINITION = "M(t) would be the mean of eᵗᵍ, as for any distribution."
_WHY = (
    "There is no M(t): for any t > 0, eᵗˣ outgrows every power of x, so eᵗˣ p(x) grows without end "
    "and the integral is infinite; for t < 0 the same happens on the left."
)
_ODD = "p(−x) = p(x), so the two sides cancel. For ν ≤ {k} each is infinite: ∞ − ∞ is no number."
_EVEN = (
    "No M(t) does not mean no moments: SymPy does this integral for ν > {k}; else it is infinite."
)
_SPREAD = "It is infinite for 1 < ν ≤ 2, and there is none for ν ≤ 1."


def student_t(order: int) -> Iterator[Step]:
    """A derivation as `mgf.derivation` describes it."""
    yield Step("density", _ABOUT, f"p(x) = {product((_front, _tail))}")
    told = r"M(t) = E[e^{t g}] = \int_{-\infty}^{\infty} e^{t x} p(x) \,dx"
    yield Step("integral", _DEFINITION, told)
    yield Step("why", _WHY, rf"\lim_{{x\to\infty}} e^{{t x}} p(x) = {tex(_far_out())},\quad t > 0")
    for k in range(1, order + 1):
        yield _moment(k)
    if order > 1:
        value = ratio(_both_sides(2))
        told = rf"\operatorname{{Var}}[g] = E[g^2] - E[g]^2 = {value},\quad \nu > 2"
        yield Step("variance", f"{VARIANCE} {_SPREAD}", told)


def _far_out() -> Any:
    t = sympy.Symbol("t", positive=True)
    return sympy.limit(sympy.exp(t * x) * _tail.doit(), x, oo)


def _moment(order: int) -> Step:
    power = "x" if order == 1 else f"x^{order}"
    if order % 2:
        words, told = _ODD, rf"\int_{{-\infty}}^{{\infty}} {power}\, p(x) \,dx"
    else:
        words, told = _EVEN, rf"2 \int_{{0}}^{{\infty}} {power}\, p(x) \,dx"
    told = rf"{moment(order)} = {told} = {ratio(_both_sides(order))},\quad \nu > {order}"
    return Step(f"moment_{order}", words.format(k=order), told)


def _both_sides(order: int) -> Any:
    """∫xᵏp(x)dx over all x, for ν > order: what stands at x and at −x is added, and integrated.

    That is nothing for odd k; for even k a Beta function, which SymPy writes as Gammas.
    """
    right = x**order * _tail.doit()
    whole = sympy.integrate(right + right.subs(x, -x), (x, 0, oo), conds="none")
    return sympy.factor(sympy.gammasimp(_front.subs(_nu_pi, nu * pi).doit() * whole))
