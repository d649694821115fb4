"""How high and how low a chart of functions must reach.

As far as they do; but where one is without bound, as at a pole, only a good way beyond the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from adamtui.charts.columns import Array, Function
from adamtui.charts.scale import HUGE, linear_scale

_SAMPLES = 2001
_CLOSER = 10
"""Samples between two neighbours, each time that a highest point is looked at more closely."""
_LOOKS = (6, 12)
"""A point that still rises between so many looks is a pole."""
_RISES = 0.01
"""Of what the middle eight tenths of all values span."""


def limits(functions: Sequence[Function], x: tuple[float, float]) -> tuple[float, float] | None:
    """The lowest and the highest that a chart over `x` must show; None where nothing is finite."""
    found = [each for each in (_of_one(of, x) for of in functions) if each is not None]
    return (min(low for low, _ in found), max(high for _, high in found)) if found else None


def rounded(low: float, high: float, *, log: bool = False) -> tuple[float, float]:
    """Round limits about these; on a log axis, in log₁₀, at 1, 2 or 5 times a power of ten."""
    if not log:
        return linear_scale(low, high, 8)[:2]
    if high - low < 1e-9:
        low, high = low - 0.5, high + 0.5
    steps = np.concatenate([k + np.log10([1.0, 2.0, 5.0]) for k in _decades(low, high)])
    below, above = steps[steps <= low + 1e-9], steps[steps >= high - 1e-9]
    return float(below[-1]), float(above[0])


def _decades(low: float, high: float) -> range:
    return range(int(np.floor(low)) - 1, int(np.ceil(high)) + 2)


def _of_one(of: Function, x: tuple[float, float]) -> tuple[float, float] | None:
    xs = np.linspace(*x, _SAMPLES)
    ys = _values(of, xs)
    known = np.clip(ys[np.isfinite(ys)], -HUGE, HUGE)
    if known.size == 0:
        return None
    tenth, ninth = np.percentile(known, [10, 90]).tolist()
    room = ninth - tenth or 1.0
    high = _highest(of, xs, ninth, room, float(known.max()))
    low = -_highest(lambda at: -of(at), xs, -tenth, room, -float(known.min()))
    return low, high


def _highest(of: Function, xs: Array, most: float, room: float, seen: float) -> float:
    """The highest value; of a function without one, `room` above what most values are below."""
    first, last = (_peak(of, xs, looks) for looks in _LOOKS)
    if last - first > _RISES * room or last >= HUGE:
        return min(most + room, seen)
    return last


def _peak(of: Function, xs: Array, looks: int) -> float:
    """The highest value there is, looked for ever more closely about the highest found."""
    best = -np.inf
    for _ in range(looks + 1):
        ys = np.nan_to_num(_values(of, xs), nan=-np.inf, posinf=np.inf, neginf=-np.inf)
        at = int(ys.argmax())
        best = max(best, float(ys[at]))
        xs = np.linspace(xs[max(at - 1, 0)], xs[min(at + 1, len(xs) - 1)], 2 * _CLOSER + 1)
    return best


def _values(of: Function, xs: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.array(np.broadcast_to(of(xs), xs.shape), dtype=np.float64)
