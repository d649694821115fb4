"""NAdam as torch.optim has it: the product of its momenta is kept in float32, whatever θ is in."""

from __future__ import annotations

import numpy as np

from adamtui.core.floats import SINGLE
from adamtui.core.rules import Buffers, Hyper, Lines, RuleLines, Value

PRODUCT = "mu_product"
_FACTOR = "mu_t"


def product_in_single(rule: RuleLines) -> RuleLines:
    """The rule with its product multiplied in float32. Driven with terms it is the rule."""

    def lines(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
        own = rule(theta, g, t, prev, h)
        name, value = next(own)
        factor: Value = 1.0
        while True:
            if name == PRODUCT and isinstance(value, np.ndarray):
                product = prev.mu_product.astype(SINGLE) * np.asarray(factor).astype(SINGLE)
                value = product.astype(value.dtype)
            sent = yield name, value
            factor = sent if name == _FACTOR else factor
            try:
                name, value = own.send(sent)
            except StopIteration:
                return

    return lines
