"""Whether a typed formula is the answer, in whichever form it is written.

Two formulas are the same where they agree at points drawn at random, the same ones each time. A
difference that rounding explains is none; a point at which rounding would explain almost any
difference tells nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from adamtui.core import generous
from adamtui.core.answers import AnswerError, typed_formula
from adamtui.core.domain import Domain, usual
from adamtui.core.expression import Expression
from adamtui.core.rounding import Rounded, rounded

__all__ = ["AnswerError", "Domain", "Formula", "usual"]

_POINTS = 64
_DRAWN = 16 * _POINTS
"""So many are drawn to find points at which the answer is finite."""
_ENOUGH = 8
"""Fewer points than these decide nothing."""
_SEED = 20150507

_RELATIVE = 1e-9
_ROUNDINGS = 8.0
"""The bound on rounding is of first order, and each library's functions are a little off."""
_BLURRED = 1e-6
"""The share of a value that rounding may make up if its point is to tell anything."""
_NOTHING = 1e-12
"""Rounding errors that are as good as none where a value is 0."""


@dataclass(frozen=True)
class Formula:
    """A formula that is asked for, in `names`.

    AnswerError where `answer` cannot be read. Names without a domain have their usual one.
    """

    names: tuple[str, ...]
    answer: str
    domains: Sequence[Domain] = ()
    solution: Expression = field(init=False, repr=False, compare=False)
    """The answer, read."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "solution", typed_formula(self.answer, self.names))

    @property
    def fault(self) -> str | None:
        """Why no answer could be judged, or None."""
        for domain in self.domains:
            if domain.name not in self.names:
                return f"the domain of {domain.name}, which is not among {', '.join(self.names)}"
            if domain.fault:
                return domain.fault
        if self.judge(self.answer):
            return None
        return f"{self.answer} has too few finite values where {', '.join(self.names)} are drawn"

    def judge(self, typed: str) -> bool:
        """Whether `typed` is the answer; AnswerError where it cannot be read.

        It is not where it has no finite value and the answer has one, save for 0/0 at one value of
        a whole number: a hole that only a limit fills, and that no drawn real number falls into.
        """
        tree = typed_formula(typed, self.names).tree
        points, right = self._expected
        size = right.value.size
        left = rounded(tree, points, size)
        undefined = np.isnan(left.value)
        held = ~(undefined & self._hole(undefined))
        tells = _tells(left, right) & held
        agrees = _agree(left, right)
        return bool(tells.sum() >= _ENOUGH and agrees[held].all())

    def tex(self, typed: str) -> str:
        """TeX of what was typed; AnswerError where it cannot be read."""
        return typed_formula(typed, self.names).tex()

    def tex_so_far(self, typed: str) -> str:
        """TeX of as much as can be read, for each key; "" for nothing. Never raises."""
        return generous.tex_so_far(typed, self.names)

    @cached_property
    def _ranges(self) -> dict[str, Domain]:
        given = {domain.name: domain for domain in self.domains}
        return {name: given.get(name, usual(name)) for name in self.names}

    @cached_property
    def _expected(self) -> tuple[dict[str, NDArray[np.float64]], Rounded]:
        """The points at which the answer is finite, and its values."""
        random = np.random.default_rng(_SEED)
        drawn = {name: each.draw(random, _DRAWN) for name, each in self._ranges.items()}
        value, error = rounded(self.solution.tree, drawn, _DRAWN)
        kept = np.flatnonzero(np.isfinite(value))[:_POINTS]
        points = {name: column[kept] for name, column in drawn.items()}
        return points, Rounded(value[kept], error[kept])

    def _hole(self, undefined: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The points that share the one value of a whole name at which all undefined ones lie."""
        points, _ = self._expected
        for name, domain in self._ranges.items():
            values = np.unique(points[name][undefined])
            if domain.whole and values.size == 1:
                hole: NDArray[np.bool_] = points[name] == values[0]
                return hole
        return np.zeros_like(undefined)


def _tells(left: Rounded, right: Rounded) -> NDArray[np.bool_]:
    """Where rounding is too little to make two formulas look alike."""
    size = np.maximum(abs(left.value), abs(right.value))
    blur = left.error + right.error
    told: NDArray[np.bool_] = blur <= np.maximum(_BLURRED * size, _NOTHING)
    return told


def _agree(left: Rounded, right: Rounded) -> NDArray[np.bool_]:
    with np.errstate(all="ignore"):
        size = np.maximum(abs(left.value), abs(right.value))
        allowed = _RELATIVE * size + _ROUNDINGS * (left.error + right.error)
        agreed: NDArray[np.bool_] = abs(left.value - right.value) <= allowed
    return agreed & np.isfinite(left.value)
