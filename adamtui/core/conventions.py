"""Where libraries part: the rules as the papers, optax and Keras have them.

Only what differs from `adamtui.core.rules` stands here, line by line, under the same names, so that
two conventions can be laid side by side and a line that one lacks is seen to be absent.

Sources: Kingma & Ba 2015, end of section 2 (the ε̂ form); Duchi, Hazan & Singer 2011; Reddi, Kale &
Kumar 2018, Algorithm 2; Loshchilov & Hutter 2019, Algorithm 2; optax `scale_by_amsgrad`,
`scale_by_rss`, `scale_by_rms`; Keras 3 `Adam`, `Adagrad`, `RMSprop`.
"""

from __future__ import annotations

import numpy as np

from adamtui.core.rules import Buffers, Hyper, Lines, Value


def adam_folded(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Keras: both corrections folded into the step size, ε beside the uncorrected root."""
    alpha = h.lr * np.sqrt(1 - h.beta2**t) if h.corrects_v else h.lr
    alpha = yield "alpha", alpha / (1 - h.beta1**t) if h.corrects_m else alpha
    m = yield "m", prev.m + (g - prev.m) * (1 - h.beta1)
    v = yield "v", prev.v + (g**2 - prev.v) * (1 - h.beta2)
    delta = yield "delta", -alpha * m / (np.sqrt(v) + h.eps)
    yield "theta", theta + delta


def amsgrad_folded(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Keras: the maximum of the raw v, the corrections folded into the step size."""
    alpha = h.lr * np.sqrt(1 - h.beta2**t) if h.corrects_v else h.lr
    alpha = yield "alpha", alpha / (1 - h.beta1**t) if h.corrects_m else alpha
    m = yield "m", prev.m + (g - prev.m) * (1 - h.beta1)
    v = yield "v", prev.v + (g**2 - prev.v) * (1 - h.beta2)
    v_max = yield "v_max", np.maximum(prev.v_max, v)
    delta = yield "delta", -alpha * m / (np.sqrt(v_max) + h.eps)
    yield "theta", theta + delta


def amsgrad_paper(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Reddi, Kale & Kumar 2018, Algorithm 2: no bias correction, no ε, α_t = α/√t."""
    alpha = yield "alpha", h.lr / np.sqrt(t)
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    v = yield "v", h.beta2 * prev.v + (1 - h.beta2) * g**2
    v_max = yield "v_max", np.maximum(prev.v_max, v)
    delta = yield "delta", -alpha * m / np.sqrt(v_max)
    yield "theta", theta + delta


def amsgrad_optax(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """The maximum of the corrected v, where PyTorch corrects the maximum of the raw one."""
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    v = yield "v", h.beta2 * prev.v + (1 - h.beta2) * g**2
    m_hat = yield "m_hat", m / (1 - h.beta1**t) if h.corrects_m else m
    v_hat = yield "v_hat", v / (1 - h.beta2**t) if h.corrects_v else v
    v_max = yield "v_max", np.maximum(prev.v_max, v_hat)
    delta = yield "delta", -h.lr * m_hat / (np.sqrt(v_max) + h.eps)
    yield "theta", theta + delta


def adamw_paper(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Loshchilov & Hutter 2019, Algorithm 2: λ is not multiplied by the learning rate."""
    decayed = yield "theta_decayed", theta - h.weight_decay * theta
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    v = yield "v", h.beta2 * prev.v + (1 - h.beta2) * g**2
    m_hat = yield "m_hat", m / (1 - h.beta1**t) if h.corrects_m else m
    v_hat = yield "v_hat", v / (1 - h.beta2**t) if h.corrects_v else v
    delta = yield "delta", -h.lr * m_hat / (np.sqrt(v_hat) + h.eps)
    yield "theta", decayed + delta


def adamw_keras(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Keras: decay the weights, then its Adam."""
    decayed = yield "theta_decayed", theta - h.lr * h.weight_decay * theta
    yield from adam_folded(decayed, g, t, prev, h)


def sgdw_paper(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Loshchilov & Hutter 2019, Algorithm 1 without momentum: λ alone, not ηλ."""
    decayed = yield "theta_decayed", theta - h.weight_decay * theta
    delta = yield "delta", -h.lr * g
    yield "theta", decayed + delta


def adagrad_inside(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """optax and Keras: ε inside the root, and a sum that starts at 0.1."""
    s = yield "s", prev.s + g**2
    delta = yield "delta", -h.lr * g / np.sqrt(s + h.eps)
    yield "theta", theta + delta


def rmsprop_inside(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """optax and Keras: ε inside the root."""
    v = yield "v", h.rho * prev.v + (1 - h.rho) * g**2
    delta = yield "delta", -h.lr * g / np.sqrt(v + h.eps)
    yield "theta", theta + delta


def momentum_keras(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Keras: the learning rate inside the velocity."""
    b = yield "b", h.mu * prev.b - h.lr * g
    delta = yield "delta", b
    yield "theta", theta + delta


def nesterov_keras(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Keras: the learning rate inside the velocity, and one step ahead of it."""
    b = yield "b", h.mu * prev.b - h.lr * g
    delta = yield "delta", h.mu * b - h.lr * g
    yield "theta", theta + delta
