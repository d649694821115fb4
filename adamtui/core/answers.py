"""What a reader answers: a number or a formula as people write it, and whether a number is right.

Invariant: whatever is typed gives a value or an `AnswerError` with the column, at once; nothing of
it is ever run as code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from adamtui.core.expression import Expression
from adamtui.core.generous import read_typed
from adamtui.core.scanner import ExpressionError

__all__ = ["AnswerError", "Within", "typed_formula", "typed_number"]

AnswerError = ExpressionError
"""What was typed cannot be read: `message`, at 1-based `column`."""

_NOTHING: Mapping[str, float] = MappingProxyType({})
_ENDLESS = {"inf": math.inf, "infinity": math.inf, "∞": math.inf, "nan": math.nan}

_SHARE = 0.005
"""How far from the answer a number may be where nothing is said of it, as a share of it."""
_NEAR_ZERO = 1e-9
_ROUNDING = 1e-12
"""So that 0.11 is within 0.01 of 0.1, although not in float64."""


def typed_formula(typed: str, names: Sequence[str]) -> Expression:
    """The formula in `names` that was typed; AnswerError where it cannot be read."""
    return Expression(typed.strip(), read_typed(typed, names))


def typed_number(text: str, known: Mapping[str, float] = _NOTHING) -> float:
    """The number that was typed: digits, inf, nan, or a formula in numbers and `known` names.

    Raises AnswerError where it cannot be read, and where a formula has no finite value.
    """
    bare = text.strip()
    word = bare.lstrip("+-−").lower()
    if word in _ENDLESS and len(bare) - len(word) <= 1:
        return -_ENDLESS[word] if bare[0] in "-−" else _ENDLESS[word]
    value = float(typed_formula(text, tuple(known)).value(known))
    if not math.isfinite(value):
        raise AnswerError("this has no finite value", len(text) - len(text.lstrip()) + 1)
    return value


@dataclass(frozen=True, slots=True)
class Within:
    """A number, and which others are taken for it.

    Those no farther from it than `tolerance`; else than half a unit of its last one of `digits`
    significant digits, so that the answer rounded to them, or better, is right; else than 0.5 % of
    it, or 1e-9 of 0. inf is right for inf, −inf for −inf and nan for nan, and nothing else is.
    """

    answer: float
    tolerance: float | None = None
    digits: int | None = None

    def accepts(self, value: float) -> bool:
        """Whether `value` is taken for the answer."""
        if math.isnan(self.answer) or math.isnan(value):
            return math.isnan(self.answer) and math.isnan(value)
        if math.isinf(self.answer) or math.isinf(value):
            return value == self.answer
        slack = _ROUNDING * max(abs(value), abs(self.answer))
        return abs(value - self.answer) <= self.distance + slack

    @property
    def distance(self) -> float:
        """How far from a finite answer a number may be."""
        if self.tolerance is not None:
            return self.tolerance
        if self.answer == 0:
            return _NEAR_ZERO
        if self.digits is None:
            return _SHARE * abs(self.answer)
        # The exponent in print, as log10 would miss it by one beside powers of ten.
        exponent = int(f"{self.answer:e}".partition("e")[2])
        return 0.5 * float(f"1e{exponent - self.digits + 1}")
