"""What a sample says of its own: its moments and its MGF, and the sample of real gradients.

Invariant: a curve estimated from a sample comes with its uncertainty, and it is finite wherever its
value fits into a float64.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from adamtui.core.distribution import EVERYWHERE, Distribution, within
from adamtui.core.problem import Array

_AT_ONCE = 2**18
"""So many numbers e^(tx) are held at a time: a few megabytes."""


class Estimate(NamedTuple):
    """Numbers estimated from a sample, each with one standard error."""

    value: Array
    error: Array


def sample_moments(x: Array, order: int = 4) -> tuple[float, ...]:
    """The means of x, x² … x^order."""
    return tuple(float(np.mean(x**n)) for n in range(1, order + 1))


def empirical_mgf(x: Array, t: Array) -> Estimate:
    """(1/N) Σ e^(t xᵢ) at each t, for a sample x of shape (N,), N ≥ 2; both of t's shape.

    The mean is an unbiased estimate of M(t) wherever M is finite. The error is an estimate too, and
    too small where a few of the xᵢ make up most of the sum. Raises ValueError for a shorter sample.
    """
    if np.size(x) < 2:
        raise ValueError("an empirical MGF needs a sample of two numbers or more")
    log_mean, log_error = _log_estimates(x, t)
    with np.errstate(over="ignore"):
        return Estimate(np.asarray(np.exp(log_mean)), np.asarray(np.exp(log_error)))


def digits(values: Mapping[str, float]) -> Distribution:
    """Mini-batch gradients of one parameter of the digits model, after `trained` updates of Adam.

    A sample, so its moments and M are those of the empirical distribution, each number as likely.
    """
    from adamtui.core.gradients import training

    sample = training().slopes(int(values["trained"]), int(values["weight"]))
    first, second, third, fourth = sample_moments(sample)
    return Distribution(
        name="digits",
        values=values,
        domain=EVERYWHERE,
        moments=(first, second, third, fourth),
        variance=float(np.var(sample)),
        log_mgf=within(EVERYWHERE, lambda t: _log_estimates(sample, t)[0]),
        draw=lambda rng, size: rng.choice(sample, size),
        sample=sample,
    )


def _log_estimates(x: Array, t: Array) -> tuple[Array, Array]:
    """ln of the mean of e^(tx) and of its standard error, at each t."""
    at = np.asarray(t, dtype=np.float64)
    flat = at.ravel()
    logs = np.empty((2, flat.size))
    count = max(1, _AT_ONCE // x.size)
    for first in range(0, flat.size, count):
        logs[:, first : first + count] = _some_logs(x, flat[first : first + count])
    return logs[0].reshape(at.shape), logs[1].reshape(at.shape)


def _some_logs(x: Array, t: Array) -> tuple[Array, Array]:
    edge = np.where(t > 0, x.max(), x.min())
    with np.errstate(over="ignore", divide="ignore"):
        # The largest power is taken out, so that the others are between 0 and 1.
        powers = np.exp(t[:, None] * (x - edge[:, None]))
        means = powers.mean(axis=1)
        sds = powers.std(axis=1, ddof=1)
        return t * edge + np.log(means), t * edge + np.log(sds) - 0.5 * np.log(x.size)
