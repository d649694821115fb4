"""The distributions whose M(t) SymPy finds: density, integral, and how each result is written.

Imports SymPy when it is itself imported, so only what derives something may import it, and late.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Abs, Pow, exp, oo, pi, sqrt

from adamtui.algebra import shapes
from adamtui.algebra.tex import product, tex

t, x = sympy.symbols("t x", real=True)
mu, a, b = sympy.symbols("mu a b", real=True)
sigma, spread, rate, k, scale, p = sympy.symbols("sigma spread rate k scale p", positive=True)
_two_pi = sympy.Symbol("two_pi", positive=True)


@dataclass(frozen=True, eq=False, slots=True)
class Family:
    """A distribution, and what is its own in the derivation; the rest is `moments.steps`."""

    about: str
    """What kind of numbers it makes, in a sentence."""
    density: str
    """The density, or the probabilities, as a TeX equation."""
    integral: str
    """The definition of M(t) for this density, as TeX after `M(t) = E[e^{tg}] = `."""
    solving: str
    """How the integral becomes M(t), and where it is finite, in words."""
    mgf: Callable[[], Any]
    """Finds M(t) and writes it in its usual form."""
    shape: Callable[[Any, int], Any]
    """A derivative and its order to the same, written to be read."""
    at_zero: Callable[[Any, int], Any] = lambda derivative, _: sympy.expand(derivative.subs(t, 0))
    """A derivative and its order to its value at 0."""
    variance: Callable[[Any], Any] = sympy.factor
    """E[g²] − E[g]² to the same, written to be read."""
    where: str = ""
    """Where the formula for M(t) holds, as TeX; "" for every t."""
    hole: bool = False
    """Whether M and its derivatives are 0/0 at 0, so that their values there are limits."""


def family(name: str) -> Family:
    """The distribution of that name; KeyError for one that is not of this kind."""
    return _FAMILIES[name]()


def _over(factors: tuple[Any, ...], low: Any, high: Any) -> tuple[str, str, Any]:
    """A density's TeX, that of M's integral, and the integral itself, not yet done."""
    within = "" if low == -oo else rf",\quad {_interval(low, high)}"
    told = product(factors)
    integral = rf"\int_{{{tex(low)}}}^{{{tex(high)}}} e^{{t x}} \cdot {told} \,dx"
    integrand = exp(t * x) * sympy.Mul(*factors).subs(_two_pi, 2 * pi).doit()
    return rf"p(x) = {told}{within}", integral, (integrand, (x, low, high))


def _interval(low: Any, high: Any) -> str:
    return rf"x \ge {tex(low)}" if high == oo else rf"{tex(low)} \le x \le {tex(high)}"


def _done(integral: Any) -> Any:
    """The integral, for those t for which it is finite."""
    return sympy.integrate(*integral, conds="none")


def _normal() -> Family:
    bell = exp(-((x - mu) ** 2) / (2 * sigma**2))
    height = 1 / (sqrt(_two_pi) * sigma)
    density, told, integral = _over((height, bell), -oo, oo)
    return Family(
        about="Bell-shaped around μ; σ is the typical distance from μ.",
        density=density,
        integral=told,
        solving="SymPy does the integral. It is finite for every t.",
        mgf=lambda: sympy.powsimp(sympy.expand(_done(integral))),
        shape=lambda derivative, _: shapes.normal(derivative, t, mu, sigma),
    )


def _laplace() -> Family:
    factors = (1 / (2 * spread), exp(-Abs(x - mu, evaluate=False) / spread))
    density, told, integral = _over(factors, -oo, oo)
    return Family(
        about="A sharp peak at μ with two exponential tails; b is the mean distance from μ.",
        density=density,
        integral=told,
        solving="SymPy does the integral. It is finite only for |t| < 1/b: "
        "beyond, eᵗˣ grows faster than p(x) falls.",
        mgf=lambda: exp(mu * t) / sympy.cancel(exp(mu * t) / sympy.expand(_done(integral))),
        where=r"|t| < \frac{1}{b}",
        shape=lambda derivative, order: shapes.laplace(derivative, order, t, mu, spread),
    )


def _uniform() -> Family:
    density, told, integral = _over((1 / (b - a),), a, b)
    return Family(
        about="Every value between a and b is as likely as any other.",
        density=density,
        integral=told,
        solving="SymPy does the integral, for t other than 0.",
        mgf=lambda: shapes.uniform(_done(integral), 0, t, a, b),
        where=r"t \ne 0",
        shape=lambda derivative, order: shapes.uniform(derivative, order, t, a, b),
        at_zero=lambda derivative, order: shapes.filled(derivative, order, t, a, b),
        variance=lambda value: shapes.by_distance(value, a, b),
        hole=True,
    )


def _exponential() -> Family:
    density, told, integral = _over((rate, exp(-rate * x)), sympy.S.Zero, oo)
    return Family(
        about="A waiting time: zero or more, long ones ever rarer; λ is the rate.",
        density=density,
        integral=told,
        solving="SymPy does the integral. It is finite only for t < λ: "
        "beyond, eᵗˣ grows faster than p(x) falls.",
        mgf=lambda: rate / sympy.cancel(rate / _done(integral)),
        where=r"t < \lambda",
        shape=lambda derivative, _: sympy.factor_terms(derivative),
    )


def _gamma() -> Family:
    s = sympy.Symbol("s", positive=True)
    q = sympy.Symbol("q", positive=True)
    front = Pow(sympy.gamma(k) * scale**k, -1, evaluate=False)
    density, _, _ = _over((front, x ** (k - 1), exp(-x / scale)), sympy.S.Zero, oo)
    power = (x ** (k - 1) * exp(-s * x), (x, 0, oo))
    told = rf"{tex(front)} \int_{{0}}^{{\infty}} {product((x ** (k - 1), exp(-s * x)))} \,dx"
    return Family(
        about="Zero or more; for a whole number k the sum of k waiting times of mean θ.",
        density=density,
        integral=rf"{told},\quad s = \frac{{1}}{{\theta}} - t",
        solving="SymPy knows this integral: it is Γ(k)/sᵏ. It is finite only for s > 0, "
        "that is for t < 1/θ.",
        mgf=lambda: (
            sympy.powsimp(_done(power) * front.doit()).subs(s, q / scale).subs(q, 1 - scale * t)
        ),
        where=r"t < \frac{1}{\theta}",
        shape=lambda derivative, order: shapes.gamma(derivative, order, t, k, scale),
        at_zero=lambda derivative, _: sympy.factor(derivative.subs(t, 0)),
    )


def _two_point() -> Family:
    mean = p * exp(b * t) + (1 - p) * exp(a * t)
    return Family(
        about="Only two values: b with probability p, otherwise a.",
        density=r"P(g{=}b) = p,\quad P(g{=}a) = 1 - p",
        integral=r"P(g{=}b)\, e^{b t} + P(g{=}a)\, e^{a t}",
        solving="Two values need no integral. M is finite for every t.",
        mgf=lambda: mean,
        shape=lambda derivative, _: derivative,
        at_zero=lambda derivative, _: derivative.subs(t, 0),
        variance=lambda value: shapes.by_distance(value, a, b),
    )


_FAMILIES: Mapping[str, Callable[[], Family]] = {
    "normal": _normal,
    "laplace": _laplace,
    "uniform": _uniform,
    "exponential": _exponential,
    "gamma": _gamma,
    "two-point": _two_point,
}
