"""The effective learning rate: what a rule multiplies the gradient by, or its average.

Read off the rule's own delta line, which is linear in the gradient or its average: with −1 in the
place of those, what is left is the rate. η for SGD, η/(√v̂ + ε) for Adam, η/(√s + ε) for AdaGrad.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adamtui.core.history import Array
from adamtui.core.term import Symbol, Term
from adamtui.core.trace import Trace

_DIRECTIONS = ("m_bar", "m_hat", "m", "b", "c", "g_l2", "g")
"""What says where to go, all else how far."""


def effective_rate(trace: Trace, coordinate: int, first: int, last: int) -> tuple[Array, Array]:
    """(t, rate) of a coordinate, for the updates first … last that are kept; all positive."""
    term = next(line.term for line in trace.equations if line.name == "delta")
    first = max(first, trace.first + 1)
    known: dict[str, Any] = {f"h.{name}": value for name, value in trace.run.hyper.items()}
    ts, _ = trace.series("delta", coordinate, first, last)
    known["t"] = ts
    for key in _symbols(term):
        if key in _DIRECTIONS:
            known[key] = _unit(trace, key)
        elif key in trace.lines and key != "t":
            known[key] = trace.series(key, coordinate, first, last)[1]
    with np.errstate(all="ignore"):
        rate = np.asarray(term.value(known), dtype=np.float64)
    return ts, np.broadcast_to(rate, ts.shape)


def _unit(trace: Trace, direction: str) -> float:
    """What stands for a direction: −1, or what comes of it where the learning rate is inside."""
    inside = direction == "b" and direction in trace.run.rule.own
    return float(trace.run.hyper["lr"]) if inside else -1.0


def _symbols(term: Term) -> set[str]:
    def leaf(node: Any) -> set[str]:
        return {node.key} if isinstance(node, Symbol) else set()

    def apply(_op: str, args: tuple[set[str], ...]) -> set[str]:
        return set().union(*args)

    return term.fold(leaf, apply)
