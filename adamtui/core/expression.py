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

__all__ = ["Expression", "ExpressionError", "parse"]


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
