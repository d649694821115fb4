"""The effective learning rate: what a rule multiplies the gradient by, or its average.

Read off the rule's own delta line, which is linear in the gradient or its average: with −1 in the
place of those, what is left is the rate. η for SGD, η/(√v̂ + ε) for Adam, η/(√s + ε) for AdaGrad.

What it is a rate of: g; of Adam and its kin the average as far as it is corrected, m̂ or m. Keras'
Adam, which multiplies the uncorrected m by an α with the correction in it, has the rate of the m̂
that stands in both. AMSGrad of the paper corrects nothing: its rate, α/√vₘₐₓ, is that of m. A
velocity b counts as the sum that it is, not as an average, by whatever it is kept multiplied by;
Nesterov's rate η(1 + μ) is that of the weighted mean of g and b, in shares of 1 and μ. Lion's η is
the length of every step, because what it follows is a sign.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adamtui.core.equations import switches
from adamtui.core.history import Array
from adamtui.core.trace import Trace

_DIRECTIONS = ("m_bar", "m_hat", "m", "b", "c", "g_l2", "g")
"""What says where to go, all else how far."""


def effective_rate(trace: Trace, coordinate: int, first: int, last: int) -> tuple[Array, Array]:
    """(t, rate) of a coordinate, for the updates first … last that are kept; none is negative."""
    term = next(line.term for line in trace.equations if line.name == "delta")
    first = max(first, trace.first + 1)
    known: dict[str, Any] = {f"h.{name}": value for name, value in trace.run.hyper.items()}
    ts, _ = trace.series("delta", coordinate, first, last)
    known["t"] = ts
    for key in sorted(term.keys()):
        if key in _DIRECTIONS:
            known[key] = _unit(trace, key, ts)
        elif key in trace.lines and key != "t":
            known[key] = trace.series(key, coordinate, first, last)[1]
    with np.errstate(all="ignore"):
        rate = np.asarray(term.value(known), dtype=np.float64)
    return ts, np.broadcast_to(rate, ts.shape)


def _unit(trace: Trace, direction: str, ts: Array) -> Array | float:
    """What a direction is where the gradient or its average is −1."""
    run = trace.run
    if direction == "b" and direction in run.rule.own:
        return float(run.hyper["lr"])
    folded = "alpha" in trace.lines and "correction" in run.hyper
    if direction == "m" and folded and switches(run.hyper)["corrects_m"]:
        return np.asarray(run.hyper["beta1"] ** ts - 1)
    return -1.0
