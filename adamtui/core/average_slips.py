"""Slips in what a rule remembers: the update's number, the averages, sums and their correction.

The functions named after what is right are the lines that the slips take the place of.
"""

from __future__ import annotations

import numpy as np

from adamtui.core.rules import Value
from adamtui.core.slips import Seen, Slip, of_line

_STORED = "{} is stored back into {}: it is corrected again in every update"
_SHOWN = "{} is stored back into {}, and that is what is recorded"


def _mean(s: Seen) -> Value:
    return s.h.beta1 * s.prev.m + (1 - s.h.beta1) * s.slope


def _square(s: Seen) -> Value:
    return s.memory * s.prev.v + (1 - s.memory) * s.slope**2


def _corrected_mean(s: Seen) -> Value:
    return s.m / (1 - s.h.beta1**s.t)


def _corrected_square(s: Seen) -> Value:
    return s.raw / (1 - s.h.beta2**s.t)


# NumPy's whole numbers: a rule then divides by zero as in any float64, not as in Python.
COUNT = of_line(
    "t",
    lambda s: s.t,
    {
        "t-late": ("the correction counts updates from 0", lambda s: np.subtract(s.t, 1)),
        "t-early": ("the correction counts updates from 2", lambda s: np.add(s.t, 1)),
        "t-stuck": ("the correction has no power of t", lambda _: 1),
    },
)

MEAN = (
    *of_line(
        "m",
        _mean,
        {
            "m-unweighted": (
                "the factor 1 − β₁ is not there",
                lambda s: s.h.beta1 * s.prev.m + s.slope,
            ),
            "m-weights": (
                "β₁ and 1 − β₁ are exchanged",
                lambda s: (1 - s.h.beta1) * s.prev.m + s.h.beta1 * s.slope,
            ),
            "m-memory": (
                "m is averaged by β₂, as v is",
                lambda s: s.h.beta2 * s.prev.m + (1 - s.h.beta2) * s.slope,
            ),
        },
    ),
    Slip(
        "m-stored",
        _STORED.format("m̂", "m"),
        "m",
        lambda s: s.h.beta1 * s.prev.m_hat + (1 - s.h.beta1) * s.slope,
        _mean,
        {"m_hat": 0.0},
    ),
    Slip(
        "m-stored-first",
        _SHOWN.format("m̂", "m"),
        "m",
        lambda s: _mean(s) / (1 - s.h.beta1**s.t),
        _mean,
        then={"m_hat": lambda s: s.m},
    ),
    *of_line(
        "m_hat",
        _corrected_mean,
        {
            "m-stale": (
                "m̂ is made of the m of the update before",
                lambda s: s.prev.m / (1 - s.h.beta1**s.t),
            ),
            "m-beta2": ("m is corrected by β₂", lambda s: s.m / (1 - s.h.beta2**s.t)),
            "m-twice": ("m is corrected twice", lambda s: s.m / (1 - s.h.beta1**s.t) ** 2),
            "m-no-power": (
                "m is corrected by 1 − β₁, without the power of t",
                lambda s: s.m / (1 - s.h.beta1),
            ),
            "m-uncorrected": ("m is not corrected", lambda s: s.m),
        },
    ),
    *of_line(
        "b",
        lambda s: s.h.mu * s.prev.b + s.slope,
        {
            "dampened": (
                "the gradient is dampened by 1 − μ",
                lambda s: s.h.mu * s.prev.b + (1 - s.h.mu) * s.slope,
            ),
        },
    ),
)

SQUARE = (
    *of_line(
        "v",
        _square,
        {
            "v-unweighted": (
                "the factor 1 − β₂ is not there",
                lambda s: s.memory * s.prev.v + s.slope**2,
            ),
            "v-absolute": (
                "the gradient is not squared",
                lambda s: s.memory * s.prev.v + (1 - s.memory) * np.abs(s.slope),
            ),
            "v-weights": (
                "β₂ and 1 − β₂ are exchanged",
                lambda s: (1 - s.memory) * s.prev.v + s.memory * s.slope**2,
            ),
            "v-memory": (
                "v is averaged by β₁, as m is",
                lambda s: s.h.beta1 * s.prev.v + (1 - s.h.beta1) * s.slope**2,
            ),
            "v-of-m": (
                "m is squared, not the gradient",
                lambda s: s.memory * s.prev.v + (1 - s.memory) * s.m**2,
            ),
        },
    ),
    Slip(
        "v-stored",
        _STORED.format("v̂", "v"),
        "v",
        lambda s: s.h.beta2 * s.prev.v_hat + (1 - s.h.beta2) * s.slope**2,
        _square,
        {"v_hat": 0.0},
    ),
    Slip(
        "v-stored-first",
        _SHOWN.format("v̂", "v"),
        "v",
        lambda s: _square(s) / (1 - s.h.beta2**s.t),
        _square,
        then={"v_hat": lambda s: s.raw},
    ),
    *of_line(
        "v_max",
        lambda s: np.maximum(s.prev.v_max, s.v),
        {"no-max": ("the maximum is not taken", lambda s: s.v)},
    ),
    Slip(
        "max-corrected",
        "the maximum is taken of the corrected v, not of the raw one",
        "v_hat",
        lambda s: np.maximum(s.prev.v_hat, s.v / (1 - s.h.beta2**s.t)),
        lambda s: s.v_max / (1 - s.h.beta2**s.t),
        {"v_hat": 0.0},
    ),
    *of_line(
        "v_hat",
        _corrected_square,
        {
            "v-stale": (
                "v̂ is made of the v of the update before",
                lambda s: s.prev.v / (1 - s.h.beta2**s.t),
            ),
            "v-beta1": ("v is corrected by β₁", lambda s: s.raw / (1 - s.h.beta1**s.t)),
            "v-twice": ("v is corrected twice", lambda s: s.raw / (1 - s.h.beta2**s.t) ** 2),
            "v-no-power": (
                "v is corrected by 1 − β₂, without the power of t",
                lambda s: s.raw / (1 - s.h.beta2),
            ),
            "v-uncorrected": ("v is not corrected", lambda s: s.raw),
        },
    ),
    *of_line(
        "s",
        lambda s: s.prev.s + s.slope**2,
        {
            "s-absolute": ("the gradient is not squared", lambda s: s.prev.s + np.abs(s.slope)),
            "s-forgotten": ("the squares are not summed", lambda s: s.slope**2),
        },
    ),
)
