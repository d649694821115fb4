"""The safe expression language: what a learner types as a function or an answer.

Invariant: text becomes a tree by a grammar of its own and is never run as code; what has been
parsed can be evaluated, differentiated and written out without any further error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from adamtui.core import calculus
from adamtui.core.grammar import read
from adamtui.core.scanner import ExpressionError
from adamtui.core.tree import Node, Value, evaluator, names_in
from adamtui.core.written import Ascii, TeX, Unicode

__all__ = ["Expression", "ExpressionError", "equivalent", "parse"]

_SAMPLES = 64
_ENOUGH = 8
_TOLERANCE = 1e-9
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Expression:
    """A formula in some names."""

    source: str
    """As typed; a derivative's is written in the same language, with `sign(x)` besides."""
    tree: Node = field(repr=False, compare=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that occur in it, sorted."""
        return tuple(sorted(names_in(self.tree)))

    @cached_property
    def _evaluate(self) -> Callable[..., Value]:
        return evaluator(self.tree, self.names)

    def function(self, *names: str) -> Callable[..., Value]:
        """The expression as a function of `names` by position (default: its own, sorted).

        Numbers give a float, arrays an array, element by element. Never raises or warns: outside
        the domain the value is nan or ±inf.
        """
        return evaluator(self.tree, names) if names else self._evaluate

    def value(self, env: Mapping[str, Value] | None = None, /, **values: Value) -> Value:
        """The value where each name has the number or array given: a float64 or an array.

        Raises KeyError for a name without a value; names that do not occur are ignored.
        """
        known = {**(env or {}), **values}
        result = self._evaluate(*(known[name] for name in self.names))
        return result if isinstance(result, np.ndarray) else np.float64(result)

    def derivative(self, name: str) -> Expression:
        """The partial derivative by `name`, lightly simplified; |u|′ is sign(u)·u′."""
        tree = calculus.derivative(self.tree, name)
        return Expression(Ascii().write(tree), tree)

    def text(self) -> str:
        """One line of Unicode: x² + 10·y²."""
        return Unicode().write(self.tree)

    def tex(self) -> str:
        r"""TeX: x^{2} + 10 \cdot y^{2}."""
        return TeX().write(self.tree)


def parse(source: str, names: Sequence[str] = ("x", "y")) -> Expression:
    """Read `source`, an expression in `names`, the constants pi and e, and eight functions.

    Raises ExpressionError with the column, also for a part that is not a finite number.
    """
    return Expression(source.strip(" \t"), read(source, names))


def equivalent(
    a: Expression, b: Expression, domain: Mapping[str, tuple[float, float]], seed: int = 0
) -> bool:
    """Whether two formulas agree at 64 points drawn from `domain`, an interval for each name.

    They agree to a relative 1e-9 (an absolute 1e-12 where terms cancel) and are undefined at the
    same points; fewer than 8 defined points are too few to tell, and count as different.
    KeyError for a name without an interval.
    """
    random = np.random.default_rng(seed)
    points = {name: random.uniform(*bounds, _SAMPLES) for name, bounds in domain.items()}
    left, right = (np.broadcast_to(each.value(points), _SAMPLES) for each in (a, b))
    finite = np.isfinite(left)
    if finite.sum() < _ENOUGH or not np.array_equal(left[~finite], right[~finite], equal_nan=True):
        return False
    return np.allclose(left[finite], right[finite], rtol=_TOLERANCE, atol=_ROUNDING)
