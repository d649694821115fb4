"""Online logistic regression on features of which most are rare: what AdaGrad is for.

Sample t of a seed is one update's, met once. Feature i of 200 is 1 with probability 1/i, else 0, so
that the i-th most common is 1/i as common as the first (Zipf's law): 5.9 of them in a sample on
average, `w1` in each, `w200` in one of 200. The label is 1 with probability σ(w*·x); the true
weights w* are 200 standard normals, drawn once, the same for every seed.

The labels come from the model itself, so no other fixed weights have a lower expected loss than w*,
and the regret against w* divided by T is the excess log-loss in nats a sample.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adamtui.core.problem import Array, Problem, starting_point
from adamtui.core.surfaces import by_family

FEATURES = 200

_BLOCK = 256
"""Samples drawn together."""
_WEIGHTS_SEED = 0
_NAMES = tuple(f"w{i}" for i in range(1, FEATURES + 1))


class Samples(NamedTuple):
    """Some samples in the order met; read-only."""

    features: Array
    """Shape (N, 200): 1 where a feature is there, else 0."""
    labels: NDArray[np.bool_]
    """Shape (N,)."""


@cache
def true_weights() -> Array:
    """w*, shape (200,), read-only: what the labels are drawn from."""
    weights = np.random.default_rng(_WEIGHTS_SEED).standard_normal(FEATURES)
    weights.setflags(write=False)
    return weights


@lru_cache(maxsize=16)
def _drawn(seed: int, block: int) -> Samples:
    rng = np.random.default_rng((seed, block))
    there = rng.random((_BLOCK, FEATURES)) < 1 / np.arange(1, FEATURES + 1)
    features = there.astype(np.float64)
    chances = 1 / (1 + np.exp(-(features @ true_weights())))
    samples = Samples(features, rng.random(_BLOCK) < chances)
    for array in samples:
        array.setflags(write=False)
    return samples


def sample(seed: int, t: int) -> tuple[Array, bool]:
    """Features, shape (200,), and label of update t."""
    features, labels = _drawn(seed, t // _BLOCK)
    return features[t % _BLOCK], bool(labels[t % _BLOCK])


def loss(theta: Array, features: Array, label: bool) -> float:
    """The log-loss of one sample in nats; inf and nan where θ leaves the floats."""
    with np.errstate(all="ignore"):
        score = features @ theta
        return float(np.logaddexp(0.0, -score if label else score))


@lru_cache(maxsize=64)
def _unavoidable(seed: int, block: int) -> tuple[float, ...]:
    """The losses of w* on a block's samples: every run of this seed is held against the same."""
    return tuple(loss(true_weights(), *each) for each in zip(*_drawn(seed, block), strict=True))


def gradient(theta: Array, features: Array, label: bool) -> Array:
    """The gradient of `loss` by θ, shape (200,): 0 for each feature that is not there."""
    with np.errstate(all="ignore"):
        # σ as a hyperbolic tangent, which cannot overflow.
        chance = 0.5 + 0.5 * math.tanh(0.5 * float(features @ theta))
        return (chance - label) * features


def sparse(seed: int = 0) -> Problem:
    """Logistic regression, one new sample an update, 200 features: a few common, most rare.

    AdaGrad gives each feature a rate of its own, which falls only when the feature is met. The
    rates are tuned: they have about the least regret after 5,000 updates.
    """
    start = starting_point((0.0,) * FEATURES, _NAMES, "sparse")
    return Problem(
        name="sparse",
        title="logistic on sparse features",
        start=start,
        lr=by_family((0.12, 0.012, 0.35, 0.012, 0.012)),
        loss=lambda theta, t: loss(theta, *sample(seed, t)),
        gradient=lambda theta, t: gradient(theta, *sample(seed, t)),
        view=(),
        names=_NAMES,
        optima=(tuple(true_weights().tolist()),),
        tex=r"\ln(1 + e^{w^\top x_t}) - y_t\, w^\top x_t",
        slopes=tuple(f"(σ(w·x) − y)·x{digit}" for digit in "₁₂₃"),
        best=lambda t: _unavoidable(seed, t // _BLOCK)[t % _BLOCK],
        online=True,
    )
