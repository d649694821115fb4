"""Seven distributions in closed form, from the normal to one that has no MGF.

The logarithm of M is the primary form: M itself overflows where ln M is a few hundred. Each is
written so that no two large numbers cancel: not near t = 0, not near the end of the domain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from adamtui.core.distribution import EVERYWHERE, Distribution, Elementwise, quiet, within
from adamtui.core.numerals import short_exponent
from adamtui.core.problem import Array


def normal(values: Mapping[str, float]) -> Distribution:
    """N(μ, σ²): the bell."""
    mu, sigma = values["mu"], values["sigma"]
    square = sigma * sigma

    def density(x: Array) -> Array:
        return np.exp(-0.5 * ((x - mu) / sigma) ** 2) / (sigma * math.sqrt(2 * math.pi))

    return Distribution(
        name="normal",
        values=values,
        domain=EVERYWHERE,
        moments=(
            mu,
            mu**2 + square,
            mu * (mu**2 + 3 * square),
            mu**4 + 6 * mu**2 * square + 3 * square**2,
        ),
        variance=square,
        log_mgf=within(EVERYWHERE, lambda t: t * (mu + 0.5 * square * t)),
        density=quiet(density),
        draw=lambda rng, size: np.asarray(rng.normal(mu, sigma, size)),
    )


def laplace(values: Mapping[str, float]) -> Distribution:
    """A peak at μ between two exponential tails."""
    mu, b = values["mu"], values["b"]
    square, end = b * b, 1 / b
    log_room = _log_room(1 / Fraction(b))
    return Distribution(
        name="laplace",
        values=values,
        domain=(-end, end),
        moments=(
            mu,
            mu**2 + 2 * square,
            mu * (mu**2 + 6 * square),
            mu**4 + 12 * mu**2 * square + 24 * square**2,
        ),
        variance=2 * square,
        log_mgf=within((-end, end), lambda t: mu * t - (log_room(t) + log_room(-t))),
        why=f"M(t) ends at |t| = 1/b = {_brief(end)}: from there on the tails e^(−|x|/b) fall no "
        "faster than e^(tx) grows, and the integral is infinite",
        density=quiet(lambda x: np.exp(-np.abs(x - mu) / b) / (2 * b)),
        draw=lambda rng, size: np.asarray(rng.laplace(mu, b, size)),
    )


def uniform(values: Mapping[str, float]) -> Distribution:
    """Every value from a to b, each as likely."""
    a, b = values["a"], values["b"]
    width = b - a

    def log_mgf(t: Array) -> Array:
        # The end that e^(tx) favours is taken out, which leaves (1 − e^(−y))/y, between 0 and 1.
        y = np.minimum(np.abs(t) * width, np.finfo(np.float64).max)
        rest = np.where(y > 0, -np.expm1(-y) / y, 1.0)
        return np.maximum(a * t, b * t) + np.log(rest)

    return Distribution(
        name="uniform",
        values=values,
        domain=EVERYWHERE,
        moments=(
            (a + b) / 2,
            (a * a + a * b + b * b) / 3,
            (a + b) * (a * a + b * b) / 4,
            (a**4 + a**3 * b + a**2 * b**2 + a * b**3 + b**4) / 5,
        ),
        variance=width * width / 12,
        log_mgf=within(EVERYWHERE, log_mgf),
        density=quiet(lambda x: np.where((a <= x) & (x <= b), 1 / width, 0.0)),
        draw=lambda rng, size: np.asarray(rng.uniform(a, b, size)),
    )


def exponential(values: Mapping[str, float]) -> Distribution:
    """Mean 1/λ, one exponential tail."""
    rate = values["rate"]
    domain = (-math.inf, rate)
    log_room = _log_room(Fraction(rate))
    return Distribution(
        name="exponential",
        values=values,
        domain=domain,
        moments=(1 / rate, 2 / rate**2, 6 / rate**3, 24 / rate**4),
        variance=1 / rate**2,
        log_mgf=within(domain, lambda t: -log_room(t)),
        why=f"M(t) ends at t = λ = {_brief(rate)}: from there on the tail e^(−λx) falls no faster "
        "than e^(tx) grows, and the integral is infinite",
        density=quiet(lambda x: np.where(x >= 0, rate * np.exp(-rate * x), 0.0)),
        draw=lambda rng, size: np.asarray(rng.exponential(1 / rate, size)),
    )


def gamma(values: Mapping[str, float]) -> Distribution:
    """k waiting times of mean θ: for whole k, the sum of k exponentials."""
    k, theta = values["k"], values["theta"]
    end = 1 / theta
    domain = (-math.inf, end)
    log_room = _log_room(1 / Fraction(theta))
    rising = [math.prod(k + i for i in range(n)) for n in range(1, 5)]

    def density(x: Array) -> Array:
        y = x / theta
        power = (k - 1) * np.log(y) if k != 1 else 0.0
        return np.where(y >= 0, np.exp(power - y - math.lgamma(k)) / theta, 0.0)

    return Distribution(
        name="gamma",
        values=values,
        domain=domain,
        moments=(
            rising[0] * theta,
            rising[1] * theta**2,
            rising[2] * theta**3,
            rising[3] * theta**4,
        ),
        variance=k * theta**2,
        log_mgf=within(domain, lambda t: -k * log_room(t)),
        why=f"M(t) ends at t = 1/θ = {_brief(end)}: from there on the tail e^(−x/θ) falls no "
        "faster than e^(tx) grows, and the integral is infinite",
        density=quiet(density),
        draw=lambda rng, size: np.asarray(rng.gamma(k, theta, size)),
    )


def two_point(values: Mapping[str, float]) -> Distribution:
    """b with chance p, else a."""
    a, b, p = values["a"], values["b"], values["p"]
    chances = ((a, 1 - p), (b, p)) if a != b else ((a, 1.0),)
    atoms = tuple((x, chance) for x, chance in chances if chance > 0)
    log_p, log_rest = (math.log(p) if p else 0.0), (math.log1p(-p) if p < 1 else 0.0)

    def log_mgf(t: Array) -> Array:
        if len(atoms) == 1:
            return atoms[0][0] * t
        return np.logaddexp(a * t + log_rest, b * t + log_p)

    return Distribution(
        name="two-point",
        values=values,
        domain=EVERYWHERE,
        moments=(
            (1 - p) * a + p * b,
            (1 - p) * a**2 + p * b**2,
            (1 - p) * a**3 + p * b**3,
            (1 - p) * a**4 + p * b**4,
        ),
        variance=p * (1 - p) * (b - a) ** 2,
        log_mgf=within(EVERYWHERE, log_mgf),
        atoms=atoms,
        draw=lambda rng, size: np.where(rng.random(size) < p, b, a),
    )


def student_t(values: Mapping[str, float]) -> Distribution:
    """Centred at 0, tails that fall as |x|^(−ν−1)."""
    nu = values["nu"]
    second = nu / (nu - 2) if nu > 2 else math.inf
    fourth = 3 * nu**2 / ((nu - 2) * (nu - 4)) if nu > 4 else math.inf
    log_top = math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2) - 0.5 * math.log(nu * math.pi)
    return Distribution(
        name="student-t",
        values=values,
        domain=(0.0, 0.0),
        moments=(0.0 if nu > 1 else math.nan, second, 0.0 if nu > 3 else math.nan, fourth),
        variance=second if nu > 1 else math.nan,
        log_mgf=None,
        why="no MGF: e^(tx) outgrows every tail that falls like a power, so E[e^(tg)] is infinite "
        "for every t ≠ 0",
        density=quiet(lambda x: np.exp(log_top - (nu + 1) / 2 * np.log1p(x * x / nu))),
        draw=lambda rng, size: np.asarray(rng.standard_t(nu, size)),
    )


def _brief(value: float) -> str:
    """A number for a sentence."""
    return short_exponent(f"{value:g}").replace("-", "−")


def _log_room(end: Fraction) -> Elementwise:
    """ln(1 − t/end) for t < end, both small: for t near 0, and for t near the exact end.

    `end` may lie between two floats, so what its float leaves over is added to the difference.
    """
    near = float(end)
    over = float(end - Fraction(near))

    def log_room(t: Array) -> Array:
        far = np.log((near - t) + over) - math.log(near)
        return np.where(np.abs(t) < near / 2, np.log1p(-t / near), far)

    return log_room
