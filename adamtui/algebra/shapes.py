"""Derivatives of M(t) rewritten to be read: common factors in front, powers kept together.

Every function returns an expression equal to the one it is given, t = 0 aside where that is a hole.
Imports SymPy when it is itself imported, so only what derives something may import it, and late.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import exp


def normal(derivative: Any, t: Any, mu: Any, sigma: Any) -> Any:
    """A polynomial in μ + σ²t, times M(t)."""
    u = sympy.Symbol("u")
    curve = exp(mu * t + sigma**2 * t**2 / 2)
    factor = sympy.expand(sympy.expand(derivative / curve).subs(mu, u - sigma**2 * t))
    return factor.subs(u, mu + sigma**2 * t) * curve


def laplace(derivative: Any, order: int, t: Any, mu: Any, spread: Any) -> Any:
    """A polynomial in μ, its coefficients over powers of 1 − b²t²; in each term e^{μt}."""
    below = 1 - spread**2 * t**2
    powers = sympy.Poly(sympy.expand(derivative / exp(mu * t)), mu)
    terms = []
    for j in range(order + 1):
        above = sympy.cancel(powers.coeff_monomial(mu ** (order - j)) * below ** (j + 1))
        terms.append(sympy.factor(above) * mu ** (order - j) / below ** (j + 1) * exp(mu * t))
    return sympy.Add(*terms)


def uniform(derivative: Any, order: int, t: Any, a: Any, b: Any) -> Any:
    """e^{bt} and e^{at} with their polynomials, over tᵏ⁺¹(b − a); in two fractions if long."""
    at_b, at_a = _polynomials(derivative, order, t, a, b)
    below = t ** (order + 1) * (b - a)
    terms = at_b * exp(b * t), sympy.Mul(-1, at_a, exp(a * t))
    return sympy.Add(*(term / below for term in terms)) if order > 3 else sympy.Add(*terms) / below


def filled(derivative: Any, order: int, t: Any, a: Any, b: Any) -> Any:
    """The limit at 0 of `uniform`'s fraction, by the power series of the two exponentials."""
    at_b, at_a = _polynomials(derivative, order, t, a, b)
    above = _coefficient(at_b, order + 1, t, b) - _coefficient(at_a, order + 1, t, a)
    return sympy.cancel(above / (b - a))


def _polynomials(derivative: Any, order: int, t: Any, a: Any, b: Any) -> tuple[Any, Any]:
    """What stands before e^{bt} and −e^{at} when the derivative is put over tᵏ⁺¹(b − a)."""
    whole = sympy.expand(derivative * t ** (order + 1))
    at_b, at_a = (sympy.cancel(whole.coeff(exp(c * t)) * (b - a)) for c in (b, a))
    return at_b, -at_a


def _coefficient(polynomial: Any, power: int, t: Any, c: Any) -> Any:
    """That of t^power in the polynomial times e^{ct}."""
    parts = sympy.Poly(polynomial, t).terms()
    return sympy.Add(
        *(part * c ** (power - j) / sympy.factorial(power - j) for (j,), part in parts)
    )


def gamma(derivative: Any, order: int, t: Any, k: Any, theta: Any) -> Any:
    """A power of 1 − θt with its factors in front."""
    base = 1 - theta * t
    front = sympy.factor(sympy.simplify(derivative * base ** (k + order)))
    return front * base ** (-k - order)


def by_distance(value: Any, a: Any, b: Any) -> Any:
    """A variance that depends on a and b only by the distance between them."""
    d = sympy.Symbol("d", positive=True)
    short = sympy.factor_terms(sympy.expand(value.subs(b, a + d)))
    return short.subs(d, b - a)
