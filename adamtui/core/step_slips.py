"""Slips in what a rule does with its averages: the step, the weight decay, the new parameters.

The functions named after what is right are the lines that the slips take the place of.
"""

from __future__ import annotations

import numpy as np

from adamtui.core.rules import Value
from adamtui.core.slips import Seen, Slip, of_line


def _adaptive(s: Seen) -> Value:
    return -s.rate * s.direction / (np.sqrt(s.square) + s.h.eps)


def _inside(s: Seen) -> Value:
    return -s.rate * s.direction / np.sqrt(s.square + s.h.eps)


def _corrected(s: Seen) -> Value:
    """As `_adaptive`, where what is below the root has been corrected."""
    return -s.rate * s.direction / (np.sqrt(s.raw / (1 - s.h.beta2**s.t)) + s.h.eps)


def _by_buffer(s: Seen) -> Value:
    """As `_adaptive`, where the buffer itself is below the root."""
    return -s.rate * s.direction / (np.sqrt(getattr(s, s.kept)) + s.h.eps)


def _without_decay(s: Seen) -> Value:
    return s.theta


def _decayed(s: Seen) -> Value:
    return s.theta - s.h.lr * s.h.weight_decay * s.theta


def _decayed_at_full_rate(s: Seen) -> Value:
    return s.theta - s.h.weight_decay * s.theta


def _moved_then_decayed(s: Seen) -> Value:
    return (s.theta + s.delta) - s.h.lr * s.h.weight_decay * (s.theta + s.delta)


STEP = (
    *of_line(
        "delta",
        _corrected,
        {
            "eps-hat-no-root": (
                "ε is turned into ε̂ by 1 − β₂ᵗ, without its root",
                lambda s: (
                    -s.rate
                    * s.direction
                    / (np.sqrt(s.square) + s.h.eps * np.sqrt(1 - s.h.beta2**s.t))
                ),
            ),
            "eps-before-correction": (
                "ε stands beside the root of the uncorrected v: the ε̂ form",
                lambda s: (
                    -s.rate
                    * s.direction
                    / (np.sqrt(s.square) + s.h.eps / np.sqrt(1 - s.h.beta2**s.t))
                ),
            ),
        },
    ),
    *of_line(
        "delta",
        _by_buffer,
        {
            "stale-square": (
                "the divisor is that of the update before",
                lambda s: -s.rate * s.direction / (np.sqrt(getattr(s.prev, s.kept)) + s.h.eps),
            ),
        },
    ),
    *of_line(
        "delta",
        _adaptive,
        {
            "eps-in-root": ("ε is inside the root", _inside),
            "eps-on-parameter": (
                "ε is added to the step, not to its divisor: a misplaced parenthesis",
                lambda s: -s.rate * s.direction / np.sqrt(s.square) + s.h.eps,
            ),
            "eps-from-parameter": (
                "ε is taken off the parameter, not added to the divisor: a misplaced parenthesis",
                lambda s: -s.rate * s.direction / np.sqrt(s.square) - s.h.eps,
            ),
            "eps-beside-quotient": (
                "ε is added to the quotient, not to its divisor: a misplaced parenthesis",
                lambda s: -s.rate * (s.direction / np.sqrt(s.square) + s.h.eps),
            ),
            "no-eps": ("ε is not there", lambda s: -s.rate * s.direction / np.sqrt(s.square)),
            "no-root": (
                "the root is not taken",
                lambda s: -s.rate * s.direction / (s.square + s.h.eps),
            ),
            "no-square": (
                "the step is not divided by the root of the squares",
                lambda s: -s.rate * s.direction,
            ),
            "no-mean": (
                "the step follows the gradient, not its average",
                lambda s: -s.rate * s.slope / (np.sqrt(s.square) + s.h.eps),
            ),
        },
    ),
    *of_line("delta", _inside, {"eps-out-of-root": ("ε is outside the root", _adaptive)}),
    *of_line(
        "delta",
        lambda s: -s.h.lr * s.b,
        {
            "stale-b": (
                "the step follows the b of the update before",
                lambda s: -s.h.lr * s.prev.b,
            ),
            "looks-ahead": (
                "the step looks ahead, as Nesterov's does",
                lambda s: -s.h.lr * (s.slope + s.h.mu * s.b),
            ),
        },
    ),
    *of_line(
        "delta",
        lambda s: -s.h.lr * (s.slope + s.h.mu * s.b),
        {"looks-back": ("the step does not look ahead: plain momentum", lambda s: -s.h.lr * s.b)},
    ),
    *of_line(
        "theta",
        lambda s: s.point + s.delta,
        {"sign": ("the step is taken uphill: its sign is wrong", lambda s: s.point - s.delta)},
    ),
)

DECAY = (
    *of_line(
        "theta_decayed",
        _decayed,
        {
            "decay-without-rate": ("the decay is not multiplied by η", _decayed_at_full_rate),
            "decay-sign": (
                "the decay makes the weights larger",
                lambda s: s.theta + s.h.lr * s.h.weight_decay * s.theta,
            ),
            "no-decay": ("the weights do not decay", _without_decay),
        },
    ),
    *of_line(
        "theta_decayed",
        _decayed_at_full_rate,
        {
            "decay-with-rate": ("the decay is multiplied by η", _decayed),
            "no-decay": ("the weights do not decay", _without_decay),
        },
    ),
    Slip(
        "decay-after",
        "the weights decay after the step, not before it",
        "theta",
        _moved_then_decayed,
        lambda s: s.theta - s.h.lr * s.h.weight_decay * s.theta + s.delta,
    ),
    *of_line(
        "g_l2",
        lambda s: s.g + s.h.weight_decay * s.theta,
        {
            "l2-doubled": (
                "the decay is 2λθ: the slope of λθ², not of λ/2·θ²",
                lambda s: s.g + 2 * s.h.weight_decay * s.theta,
            ),
            "l2-with-rate": (
                "the decay in the gradient is multiplied by η",
                lambda s: s.g + s.h.lr * s.h.weight_decay * s.theta,
            ),
            "l2-sign": (
                "the decay is taken from the gradient",
                lambda s: s.g - s.h.weight_decay * s.theta,
            ),
            "no-l2": ("the decay is not in the gradient", lambda s: s.g),
        },
    ),
)
