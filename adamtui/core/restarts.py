"""Adam's moving average over many restarts at once, and what the algebra predicts of it.

For independent gradients of mean μ and standard deviation σ, E[m_t] = μ(1 − β₁ᵗ) and
Var[m_t] = σ²·(1 − β₁)/(1 + β₁)·(1 − β₁²ᵗ): m̂ is unbiased at every t, and never converges.
Invariant: what is simulated is computed by the rule `adam` itself, one parameter a restart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from adamtui.core.distribution import Distribution
from adamtui.core.engine import Engine
from adamtui.core.hyper import KNOBS
from adamtui.core.plan import Plan
from adamtui.core.problem import Array
from adamtui.core.replayed import replayed

RESTARTS = 2000
LONGEST = 200
"""Updates of the longest run."""
_AT_ONCE = 10
"""Updates computed before they are averaged: all lines of all restarts take megabytes."""


class Restarts(NamedTuple):
    """Over the restarts, at t = 1 … T: mean and standard deviation of m and of m̂, each (T,)."""

    m: Array
    m_sd: Array
    m_hat: Array
    m_hat_sd: Array
    one: Array
    """m̂ of the first restart alone, shape (T,)."""


@dataclass(frozen=True, eq=False, slots=True)
class Experiment:
    """Restarts of m on independent gradients of one distribution, and what is predicted of them."""

    mean: float
    """E[g], which m̂ is an estimate of."""
    beta1: float
    count: int
    """How many restarts."""
    simulated: Restarts
    predicted: Prediction


class Prediction(NamedTuple):
    """The same four series as the algebra has them, each (T,)."""

    m: Array
    m_sd: Array
    m_hat: Array
    m_hat_sd: Array
    floor: float
    """What both standard deviations come to in the long run: σ√((1 − β₁)/(1 + β₁))."""


@lru_cache(maxsize=4)
def experiment(distribution: Distribution, beta1: float, updates: int, seed: int) -> Experiment:
    """`RESTARTS` runs of `updates` ≤ `LONGEST` updates; fewer updates are the first of more.

    Whatever β₁ is, the gradients are the same. Raises ValueError for a β₁ out of bounds.
    """
    mean, sd = distribution.moments[0], math.sqrt(distribution.variance)
    return Experiment(
        mean=mean,
        beta1=beta1,
        count=RESTARTS,
        simulated=restarts(_gradients(distribution, seed)[:, :updates], beta1),
        predicted=predicted(mean, sd, beta1, updates),
    )


@lru_cache(maxsize=1)
def _gradients(distribution: Distribution, seed: int) -> Array:
    """The gradients of every restart, shape (RESTARTS, LONGEST)."""
    return distribution.draw(np.random.default_rng(seed), (LONGEST, RESTARTS)).T


def restarts(draws: Array, beta1: float) -> Restarts:
    """Run Adam once for each row of `draws`, shape (N, T), N ≥ 2: its gradients of t = 1 … T.

    Raises ValueError for fewer restarts and for a β₁ out of bounds.
    """
    _check(beta1)
    count, steps = draws.shape
    if count < 2:
        raise ValueError("a spread over restarts needs two restarts or more")
    engine = Engine(Plan("adam", settings={"beta1": beta1}).on(replayed(draws.T)))
    buffers, means = engine.buffers(0, {}), np.empty((steps, 5))
    for first in range(0, steps, _AT_ONCE):
        rows, buffers = engine.record(buffers, min(_AT_ONCE, steps - first))
        m, m_hat = rows[:, engine.columns["m"]], rows[:, engine.columns["m_hat"]]
        for column, values in enumerate((*_mean_and_sd(m), *_mean_and_sd(m_hat), m_hat[:, 0])):
            means[first : first + len(rows), column] = values
    return Restarts(*means.T)


def predicted(mean: float, sd: float, beta1: float, steps: int) -> Prediction:
    """What `restarts` comes to, over all restarts there could be, at t = 1 … `steps`.

    `mean` and `sd` are those of one gradient. Raises ValueError for a β₁ out of bounds.
    """
    _check(beta1)
    faded: Array = beta1 ** np.arange(1.0, steps + 1)
    floor = sd * math.sqrt((1 - beta1) / (1 + beta1))
    return Prediction(
        m=mean * (1 - faded),
        m_sd=floor * np.sqrt((1 - faded) * (1 + faded)),
        m_hat=np.full(steps, float(mean)),
        m_hat_sd=floor * np.sqrt((1 + faded) / (1 - faded)),
        floor=floor,
    )


def _check(beta1: float) -> None:
    if fault := KNOBS["beta1"].fault(beta1):
        raise ValueError(fault)


def _mean_and_sd(series: Array) -> tuple[Array, Array]:
    return series.mean(axis=1), series.std(axis=1, ddof=1)
