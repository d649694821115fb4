"""A problem of which only the gradients are known: update t is given row t, wherever θ is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from adamtui.core.problem import Array, Problem

NAME = "grads"


def replayed(gradients: Array) -> Problem:
    """The problem that gives row t − 1 of `gradients`, shape (steps, n), to update t; θ₀ = 0."""
    rows = np.array(gradients, dtype=np.float64)
    rows.setflags(write=False)
    steps, n = rows.shape
    start = np.zeros(n)
    start.setflags(write=False)

    def gradient(_theta: Array, t: int) -> Array:
        if t > steps:
            raise IndexError(f"{steps} gradients are given, none for update {t}")
        row: Array = rows[t - 1]
        return row

    names = tuple(str(i) for i in range(n))
    return Problem(NAME, f"{steps} given gradients", start, {}, None, gradient, (), names)


def given(gradients: Sequence[float]) -> Problem:
    """The problem of one parameter, x, that gives update t the t-th number; x₀ = 0."""
    rows = np.array(gradients, dtype=np.float64).reshape(-1, 1)
    return replace(replayed(rows), names=("x",))
