"""Scales: limits that rest on round numbers, and the labels that fit beside them.

Limits move in jumps of a round step, never with each new value, so that a chart that grows point
by point stands still between jumps. Steps are 1, 2 or 5 times a power of ten.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

_PAGES = (1, 2, 5, 10, 20)
HUGE = 1e300
"""Values are drawn as if no larger than this, so that a difference of two stays finite."""

TINY = 1e-280
"""Values no larger than this are drawn as 0."""


class Scale(NamedTuple):
    """An axis from `low` to `high` (of log₁₀ of the value on a log axis), its ticks and labels."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    def fraction(self, value: float) -> float:
        """Where a value lies between `low` (0) and `high` (1)."""
        return (value - self.low) / (self.high - self.low)


def page_window(t: float) -> tuple[float, float]:
    """The page of the t axis that step `t` is on: 0–20, 0–50, 0–100, 0–200, …

    A chart drawn in it repaints as a whole only when a page turns.
    """
    if not t > 20:
        return 0.0, 20.0
    decade = 10.0 ** math.floor(math.log10(min(t, HUGE)))
    return 0.0, next(decade * page for page in _PAGES if decade * page >= min(t, HUGE))


def round_step(span: float, count: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that cuts `span` > 0 into ≤ `count` pieces."""
    raw = span / max(1, count)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * k for k in (1, 2, 5, 10) if power * k >= raw * (1 - 1e-9))


def linear_scale(low: float, high: float, count: int, *, snap: bool = True) -> Scale:
    """A scale over low … high with about `count` ticks; `snap` widens it to whole steps."""
    low, high = apart(low, high)
    step = round_step(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    if snap:
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        low, high = first * step, last * step
    ticks = tuple(k * step for k in range(first, last + 1))
    return Scale(low, high, ticks, tuple(labels(ticks, step)))


def log_scale(low: float, high: float, count: int) -> Scale:
    """A scale over whole decades, from log₁₀ values `low` … `high`, with about `count` ticks."""
    first, last = math.floor(low + 1e-9), math.ceil(high - 1e-9)
    if first >= last:
        first, last = last - 1, last + (first == last)
    stride = max(1, round(round_step(last - first, count)))
    ticks = range(math.ceil(first / stride) * stride, last + 1, stride)
    names = tuple(_power(k) for k in ticks)
    return Scale(float(first), float(last), tuple(map(float, ticks)), names)


def apart(low: float, high: float) -> tuple[float, float]:
    """Limits with room between them: differences that are only rounding are not magnified."""
    low, high = sorted(max(-HUGE, min(HUGE, value)) for value in (low, high))
    size = max(abs(low), abs(high))
    if high - low > 1e-9 * size and size > TINY:
        return low, high
    room = size if size > TINY else 1.0
    return low - room / 2, high + room / 2


def labels(ticks: Sequence[float], step: float, width: int = 6) -> list[str]:
    """Labels of at most `width` cells, all in one notation: 0.05, 12k, 1e-3.

    Where no notation tells the ticks apart in that width, one is given in full and the others as
    what they add to it: −1e-5, 3, +1e-5. What does not fit is left blank.
    """
    largest = max(map(abs, ticks), default=0.0)
    for notation in _notations(step, largest):
        texts = ["0" if abs(tick) < step / 2 else _signed(notation(tick)) for tick in ticks]
        if len(set(texts)) == len(texts) and all(len(text) <= width for text in texts):
            return texts
    return [text if len(text) <= width else "" for text in _differences(ticks, step, width)]


def _differences(ticks: Sequence[float], step: float, width: int) -> list[str]:
    """The roundest tick in full (after ≈ where even that is cut short), the others from there."""
    full = [f"{tick:.{width - 2}g}" for tick in ticks]
    exact = [abs(float(text) - tick) < step / 1e3 for text, tick in zip(full, ticks, strict=True)]
    base = exact.index(True) if any(exact) else 0
    texts = [_signed(f"{(k - base) * step:+.3g}") for k in range(len(ticks))]
    texts[base] = _signed(full[base] if exact[base] else f"≈{ticks[base]:.{width - 3}g}")
    return texts


def _notations(step: float, largest: float) -> list[Callable[[float], str]]:
    """The ways to write an axis's numbers, the one to prefer first."""
    exponent = math.floor(math.log10(step) + 1e-9)

    def decimal(unit: int, suffix: str) -> Callable[[float], str]:
        digits = max(0, unit - exponent)
        return lambda tick: f"{tick / 10.0**unit:.{digits}f}{suffix}"

    if step >= 1e5 and largest < 1e9:
        return [decimal(6, "M"), _scientific(exponent)]
    if step >= 100 and 1e3 < largest < 1e6:
        return [decimal(3, "k"), _scientific(exponent)]
    if 1e-3 <= step < 1e5 and largest >= 0.01:
        return [decimal(0, ""), _scientific(exponent)]
    return [_scientific(exponent)]


def _scientific(exponent: int) -> Callable[[float], str]:
    """Powers of ten, with as many digits as a step of 10^`exponent` needs."""

    def written(tick: float) -> str:
        digits = max(0, math.floor(math.log10(abs(tick)) + 1e-9) - exponent)
        mantissa, _, power = f"{tick:.{digits}e}".partition("e")
        return f"{mantissa.rstrip('0').rstrip('.') if digits else mantissa}e{power}"

    return written


def short(value: float) -> str:
    """A number in three significant digits, for a label beside a drawing: −0.5, 1e5."""
    return _signed(f"{value:.3g}")


def _power(exponent: int) -> str:
    """10 to a whole power, in at most six cells."""
    return f"{10.0**exponent:g}" if -2 <= exponent <= 3 else f"1e{exponent}"


def _signed(text: str) -> str:
    """A number as printed by Python, with a true minus sign and a bare exponent."""
    mantissa, mark, exponent = text.partition("e")
    return mantissa.replace("-", "−") + (f"e{int(exponent)}" if mark else "")
