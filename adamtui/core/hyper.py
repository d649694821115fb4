"""Hyperparameters: their names, bounds and scales.

Every option `:beta1:`, every `--set beta1=` and every slider reads its limits here, so that one
value is accepted everywhere or nowhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Scale = Literal["linear", "log", "one-minus"]
"""How a slider walks: evenly, by factors, or by factors of the distance to 1."""


@dataclass(frozen=True, slots=True)
class Knob:
    """One hyperparameter: `low` ≤ value ≤ `high`; a "one-minus" knob stays below 1."""

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
        if value < self.low or value > self.high or (self.scale == "one-minus" and value >= 1):
            upper = "< 1" if self.scale == "one-minus" else f"≤ {self.high:g}"
            return f"{self.name} must be ≥ {self.low:g} and {upper}, not {value:g}"
        return None


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
