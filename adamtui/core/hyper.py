"""What a reader may adjust: numbers with their bounds and scales, and choices among words.

Every option `:beta1:`, every `--set beta1=` and every slider reads its limits in a `Knob`, so that
one value is accepted everywhere or nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from adamtui.core.numerals import plain

Scale = Literal["linear", "log", "one-minus", "whole"]
"""How a slider walks: evenly, by factors, by factors of the distance to 1, by whole numbers."""

_ROOM = 50
"""Cells of a message in the row of a slider."""


@dataclass(frozen=True, slots=True)
class Knob:
    """One adjustable number: `low` ≤ value ≤ `high`.

    A "one-minus" knob stays below 1, a "whole" one has whole numbers only.
    """

    name: str
    symbol: str
    meaning: str
    low: float
    high: float
    scale: Scale
    slider: tuple[float, float]
    """The range a slider covers; typed values may go to `low` and `high`."""

    def fault(self, value: float) -> str | None:
        """Why `value` is not allowed, or None."""
        if not math.isfinite(value):
            return f"{self.name} must be a finite number"
        if self.scale == "whole" and not float(value).is_integer():
            return f"{self.name} must be a whole number, not {plain(value)}"
        if self.scale == "one-minus" and not self.low <= value < 1:
            return f"{self.name} must be ≥ {plain(self.low)} and < 1, not {plain(value)}"
        if value <= 0 < self.low:
            return f"{self.name} must be above 0, not {plain(value)}"
        return beyond(self.name, value, self.low, self.high)


def beyond(name: str, value: float, low: float, high: float) -> str | None:
    """Why a finite `value` is not from `low` to `high`, or None.

    The end that it is beyond stands alone where there is no room for both.
    """
    if low <= value <= high:
        return None
    shown = plain(value)
    message = f"{name} must be from {plain(low)} to {plain(high)}, not {shown}"
    if len(message) <= _ROOM:
        return message
    end = f"at least {plain(low)}" if value < low else f"at most {plain(high)}"
    return f"{name} must be {end}, not {shown}"


@dataclass(frozen=True, slots=True)
class Words:
    """One choice among words; `label` stands where a number has its symbol."""

    name: str
    label: str
    meaning: str
    options: tuple[str, ...]
    decisive: bool = False
    """Whether it decides what other knobs there are."""


KNOBS: Mapping[str, Knob] = MappingProxyType(
    {
        knob.name: knob
        for knob in (
            Knob("lr", "η", "learning rate", 0.0, 1e6, "log", (1e-5, 10.0)),
            Knob("beta1", "β₁", "memory of the mean", 0.0, 1.0, "one-minus", (0.0, 0.9999)),
            Knob("beta2", "β₂", "memory of the squares", 0.0, 1.0, "one-minus", (0.0, 0.99999)),
            Knob("eps", "ε", "keeps the division finite", 0.0, 1e6, "log", (1e-12, 1.0)),
            Knob("mu", "μ", "momentum", 0.0, 1.0, "one-minus", (0.0, 0.9999)),
            Knob("rho", "ρ", "memory of the squares", 0.0, 1.0, "one-minus", (0.0, 0.99999)),
            Knob("weight_decay", "λ", "weight decay", 0.0, 1e6, "log", (1e-6, 10.0)),
        )
    }
)
"""The numeric hyperparameters of all rules, by name."""

CORRECTIONS = ("both", "m", "v", "none")
"""Which of Adam's two bias corrections is applied."""

ADJUSTABLE: Mapping[str, Knob | Words] = MappingProxyType(
    {**KNOBS, "correction": Words("correction", "correction", "", CORRECTIONS)}
)
"""All hyperparameters of all rules, by name."""
