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

Scale = Literal["linear", "log", "one-minus", "whole"]
"""How a slider walks: evenly, by factors, by factors of the distance to 1, by whole numbers."""


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
            return f"{self.name} must be a whole number, not {value:g}"
        if value < self.low or value > self.high or (self.scale == "one-minus" and value >= 1):
            upper = "< 1" if self.scale == "one-minus" else f"≤ {self.high:g}"
            return f"{self.name} must be ≥ {self.low:g} and {upper}, not {value:g}"
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """One choice among words; `label` stands where a number has its symbol."""

    name: str
    label: str
    meaning: str
    options: tuple[str, ...]


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
