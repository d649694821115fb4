"""What came after Adam: rules that change a line or two of it.

Written as in `adamtui.core.rules`. AdaMax and NAdam follow PyTorch, which has them; AdaBelief and
Lion follow their papers, because PyTorch does not. None has a decay of its own here: where the
papers and libraries add one it is AdamW's first line.
"""

from __future__ import annotations

import numpy as np

from adamtui.core.rules import Buffers, Hyper, Lines, Value


def adamax(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Kingma & Ba 2015, section 7.1; PyTorch adds ε to |g|.

    A decaying maximum stands in place of the root of the squares' average. It does not start too
    small, so that m alone is corrected.
    """
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    u = yield "u", np.maximum(h.beta2 * prev.u, np.abs(g) + h.eps)
    m_hat = yield "m_hat", m / (1 - h.beta1**t)
    delta = yield "delta", -h.lr * m_hat / u
    yield "theta", theta + delta


def nadam(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Dozat 2016, with his schedule of momenta μ_t = β₁(1 − ½·0.96^(t/250)), as in PyTorch."""
    mu_t = yield "mu_t", h.beta1 * (1 - 0.5 * 0.96 ** (0.004 * t))
    mu_next = yield "mu_next", h.beta1 * (1 - 0.5 * 0.96 ** (0.004 * (t + 1)))
    mu_product = yield "mu_product", prev.mu_product * mu_t
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    v = yield "v", h.beta2 * prev.v + (1 - h.beta2) * g**2
    m_hat = yield "m_hat", m / (1 - mu_product * mu_next)
    v_hat = yield "v_hat", v / (1 - h.beta2**t)
    m_bar = yield "m_bar", mu_next * m_hat + (1 - mu_t) * g / (1 - mu_product)
    delta = yield "delta", -h.lr * m_bar / (np.sqrt(v_hat) + h.eps)
    yield "theta", theta + delta


def adabelief(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Zhuang et al. 2020, Algorithm 2: g's squared distance from m in place of g².

    ε is added twice, to the average at every update and to the root.
    """
    m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g
    spread = yield "spread", h.beta2 * prev.spread + (1 - h.beta2) * (g - m) ** 2 + h.eps
    m_hat = yield "m_hat", m / (1 - h.beta1**t) if h.corrects_m else m
    spread_hat = yield "spread_hat", spread / (1 - h.beta2**t) if h.corrects_v else spread
    delta = yield "delta", -h.lr * m_hat / (np.sqrt(spread_hat) + h.eps)
    yield "theta", theta + delta


def lion(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
    """Chen et al. 2023, Algorithm 2: the sign alone of a mixture, so that every step is ±η."""
    c = yield "c", h.beta1 * prev.m + (1 - h.beta1) * g
    yield "m", h.beta2 * prev.m + (1 - h.beta2) * g
    delta = yield "delta", -h.lr * np.sign(c)
    yield "theta", theta + delta
