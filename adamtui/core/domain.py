"""Where a formula's names take their values when it is tried: a range for each, whole or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SHARES = frozenset({"beta", "mu", "rho", "p", "gamma", "decay"})
_COUNTS = frozenset({"t", "n", "i", "k", "N", "T"})
_SMALL = frozenset({"eps", "epsilon"})
_RATES = frozenset({"lr", "eta", "alpha", "lambda", "lam", "weight_decay", "wd", "rate"})
_SIZES = frozenset({"v", "s", "u", "b", "sigma", "nu", "variance", "spread"})
_ENDS = re.compile(r"(?:_(?:hat|max|bar|tilde|prev|old|last|next|t|[0-9]+)|[0-9]+)+$")


@dataclass(frozen=True, slots=True)
class Domain:
    """One name's values: `low` ≤ value ≤ `high`, whole numbers only if `whole`."""

    name: str
    low: float
    high: float
    whole: bool = False

    @property
    def fault(self) -> str | None:
        """Why nothing can be drawn from it, or None."""
        if not (np.isfinite(self.low) and np.isfinite(self.high)):
            return f"the domain of {self.name} must have finite ends"
        if abs(self.low) > 1e9 or abs(self.high) > 1e9:
            return f"the domain of {self.name} must lie within ±1e9"
        if not self.low < self.high:
            return f"the domain of {self.name} must begin below its end"
        if self.whole and np.floor(self.high) - np.ceil(self.low) < 1:
            return f"the domain of {self.name} must hold two whole numbers or more"
        return None

    def draw(self, random: np.random.Generator, size: int) -> NDArray[np.float64]:
        """`size` independent values, each as likely."""
        if self.whole:
            ends = int(np.ceil(self.low)), int(np.floor(self.high))
            return random.integers(*ends, size, endpoint=True).astype(np.float64)
        return random.uniform(self.low, self.high, size)


def usual(name: str) -> Domain:
    """The values that a name of the lessons usually has.

    Decay rates lie in (0, 1), counts are 1 to 12, second moments, rates and scales are positive;
    all else is from −3 to 3. A name's index, hat or bar makes no difference.
    """
    stem = _ENDS.sub("", name) or name
    if stem in _SHARES:
        return Domain(name, 0.05, 0.95)
    if stem in _COUNTS:
        return Domain(name, 1, 12, whole=True)
    if stem in _SMALL:
        return Domain(name, 0.05, 0.5)
    if stem in _RATES | _SIZES:
        return Domain(name, 0.1, 3)
    return Domain(name, -3, 3)
