"""Adam three ways: as the rule reads, without making arrays, and a piece at a time.

Where `textbook` divides two arrays by the bias corrections, as Algorithm 1 and `rules.adam` do, the
other two divide two numbers, as Kingma & Ba 2015 advise at the end of their section 2. In exact
arithmetic that is the same. In floating point m and v are the same to the last bit in all three;
Δ = θ_t − θ_(t−1) is so between `in_place` and `blocked`, and within 10 roundings of `textbook`'s,
since it is rounded in other places: 1e-15 of itself in float64. θ, g, m and v are arrays of shape
(n,) and of one floating type; what is kept from one update to the next is a `State`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]

BLOCK = 2**16
"""Parameters that are updated at a time: what they need is 2.5 MB in float64."""


class Settings(NamedTuple):
    """Adam's four numbers, with the defaults of Kingma & Ba 2015."""

    lr: float = 1e-3
    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8


@dataclass(slots=True, eq=False)
class State:
    """What Adam keeps from one update to the next, and room to work in."""

    m: Array
    v: Array
    scratch: Array
    """Shape (n,); what is in it matters within an update only."""
    t: int = 0

    @classmethod
    def before(cls, theta: Array) -> State:
        """The state before the first update of parameters like `theta`, shape (n,)."""
        return cls(np.zeros_like(theta), np.zeros_like(theta), np.empty_like(theta))

    def part(self, at: slice) -> State:
        """The state of a few of the parameters, in the same memory; all parts share one scratch."""
        m = self.m[at]
        return State(m, self.v[at], self.scratch[: len(m)], self.t)


def textbook(theta: Array, g: Array, state: State, h: Settings) -> Array:
    """As the rule reads: every operation makes a new array."""
    t = state.t = state.t + 1
    m = state.m = h.beta1 * state.m + (1 - h.beta1) * g
    v = state.v = h.beta2 * state.v + (1 - h.beta2) * g**2
    m_hat = m / (1 - h.beta1**t)
    v_hat = v / (1 - h.beta2**t)
    delta = -h.lr * m_hat / (np.sqrt(v_hat) + h.eps)
    return theta + delta


def in_place(theta: Array, g: Array, state: State, h: Settings) -> Array:
    """No new arrays: what is no longer needed is written over."""
    t = state.t = state.t + 1
    m, v, a = state.m, state.v, state.scratch
    np.multiply(m, h.beta1, out=m)
    np.multiply(g, 1 - h.beta1, out=a)
    np.add(m, a, out=m)  # m
    np.multiply(v, h.beta2, out=v)
    np.square(g, out=a)
    np.multiply(a, 1 - h.beta2, out=a)
    np.add(v, a, out=v)  # v
    root = math.sqrt(1 - h.beta2**t)  # v_hat is v / root**2
    np.sqrt(v, out=a)
    np.add(a, h.eps * root, out=a)
    np.divide(m, a, out=a)
    np.multiply(a, -h.lr * root / (1 - h.beta1**t), out=a)  # delta
    np.add(theta, a, out=theta)
    return theta


def blocked(theta: Array, g: Array, state: State, h: Settings) -> Array:
    """In place, as many parameters at a time as the cache has room for."""
    if len(theta) <= BLOCK:
        return in_place(theta, g, state, h)
    for first in range(0, len(theta), BLOCK):
        at = slice(first, first + BLOCK)
        in_place(theta[at], g[at], state.part(at), h)
    state.t += 1
    return theta


def streamed(theta: Array, g: Array, state: State, _h: Settings) -> Array:
    """No Adam, but what it cannot do without: read θ, g, m and v, and write θ, m and v."""
    np.multiply(state.m, 1.0, out=state.m)
    np.multiply(state.v, 1.0, out=state.v)
    np.maximum(theta, g, out=theta)
    return theta


Kernel: TypeAlias = Callable[[Array, Array, State, Settings], Array]
"""Makes one update of the parameters θ by the gradient g, and returns θ after it.

It may be the array given, changed, or a new one; the state is changed."""

KERNELS: Mapping[str, Kernel] = MappingProxyType(
    {"textbook": textbook, "in place": in_place, "blocked": blocked}
)
"""The three ways, by the name that readers see."""
