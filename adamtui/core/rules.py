"""The optimizers, each a generator of the named lines of one update.

A rule is given the parameters `theta`, the gradient `g`, the update's number `t`, the buffers of
the update before (`prev`) and the hyperparameters (`h`). It yields `(name, value)` for each line
and is sent the value back. All values are elementwise over arrays of shape (n,). Driven with arrays
it is the engine; driven with terms (`adamtui.core.term`) it is the equations on screen. So a rule
never branches on a value: it computes, or takes `np.maximum`.

Adam is Algorithm 1 of the paper; the rest follow PyTorch, so that the numbers here can be checked
against `torch.optim`. SGDW, which is not there, is the decay of its AdamW and then its SGD.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, TypeAlias

import numpy as np

Value: TypeAlias = Any
"""An array of shape (n,) or a number, or a term in place of either."""

Buffers: TypeAlias = Any
"""The values of the update before, by name as attributes."""

Hyper: TypeAlias = Any
"""The hyperparameters by name as attributes, with the switches corrects_m and corrects_v."""

Lines: TypeAlias = Generator[tuple[str, Value], Value, Value]
"""Yields each line's name and value, and is sent the value back."""

RuleLines: TypeAlias = Callable[[Value, Value, Value, Buffers, Hyper], Lines]


def sgd(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Robbins & Monro 1951: against the gradient."""
    delta = yield "delta", -h.lr * g
    yield "theta", theta + delta


def momentum(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Polyak 1964, the heavy ball: b is 1/(1 - mu) times an average of gradients."""
    b = yield "b", h.mu * prev.b + g
    delta = yield "delta", -h.lr * b
    yield "theta", theta + delta


def nesterov(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Nesterov 1983, in the form of Sutskever et al. 2013 that PyTorch uses."""
    b = yield "b", h.mu * prev.b + g
    delta = yield "delta", -h.lr * (g + h.mu * b)
    yield "theta", theta + delta


def adagrad(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Duchi, Hazan & Singer 2011, diagonal form."""
    s = yield "s", prev.s + g**2
    delta = yield "delta", -h.lr * g / (np.sqrt(s) + h.eps)
    yield "theta", theta + delta


def rmsprop(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Tieleman & Hinton 2012, lecture 6e; no bias correction."""
    v = yield "v", h.rho * prev.v + (1 - h.rho) * g**2
    delta = yield "delta", -h.lr * g / (np.sqrt(v) + h.eps)
    yield "theta", theta + delta


def adam(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Kingma & Ba 2015, Algorithm 1."""
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    v = yield "v", h.beta2 * prev.v + (1 - h.beta2) * g**2
    m_hat = yield "m_hat", m / (1 - h.beta1**t) if h.corrects_m else m
    v_hat = yield "v_hat", v / (1 - h.beta2**t) if h.corrects_v else v
    delta = yield "delta", -h.lr * m_hat / (np.sqrt(v_hat) + h.eps)
    yield "theta", theta + delta


def amsgrad(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Reddi, Kale & Kumar 2018, as PyTorch has it: the maximum of the raw v, then corrected."""
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    v = yield "v", h.beta2 * prev.v + (1 - h.beta2) * g**2
    v_max = yield "v_max", np.maximum(prev.v_max, v)
    m_hat = yield "m_hat", m / (1 - h.beta1**t) if h.corrects_m else m
    v_hat = yield "v_hat", v_max / (1 - h.beta2**t) if h.corrects_v else v_max
    delta = yield "delta", -h.lr * m_hat / (np.sqrt(v_hat) + h.eps)
    yield "theta", theta + delta


def adam_l2(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Adam on the loss plus λ/2·θ²: the decay goes through m and v."""
    g_l2 = yield "g_l2", g + h.weight_decay * theta
    yield from adam(theta, g_l2, t, prev, h)


def adamw(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Loshchilov & Hutter 2019: decay the weights, then Adam with the gradient as it was."""
    decayed = yield "theta_decayed", theta - h.lr * h.weight_decay * theta
    yield from adam(decayed, g, t, prev, h)


def sgd_l2(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """SGD on the loss plus λ/2·θ²."""
    g_l2 = yield "g_l2", g + h.weight_decay * theta
    yield from sgd(theta, g_l2, t, prev, h)


def sgdw(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Loshchilov & Hutter 2019: decay the weights, then SGD."""
    decayed = yield "theta_decayed", theta - h.lr * h.weight_decay * theta
    yield from sgd(decayed, g, t, prev, h)


def update(
    rule: RuleLines,
    gradient: Callable[[Value, Value], Value],
    project: Callable[[Value], Value] | None,
    theta: Value,
    prev: Buffers,
    h: Hyper,
) -> Lines:
    """One update of any rule: count it, take the gradient, run the rule's own lines.

    Where the problem has a feasible set, the rule's result is `theta_raw` and `theta` is its
    projection.
    """
    t = yield "t", prev.t + 1
    g = yield "g", gradient(theta, t)
    if project is None:
        yield from rule(theta, g, t, prev, h)
    else:
        raw = yield from unprojected(rule(theta, g, t, prev, h))
        yield "theta", project(raw)


def unprojected(lines: Lines) -> Lines:
    """The same `lines` with the last, theta, called theta_raw; returns its value."""
    name, value = next(lines)
    while True:
        sent = yield ("theta_raw" if name == "theta" else name), value
        try:
            name, value = lines.send(sent)
        except StopIteration:
            return sent
