"""A recorded expression: what a rule computes, kept as it was written.

A `Term` stands where a rule expects an array. Every operator and NumPy function applied to it is
recorded with its order and grouping, so the formula on screen is the code that runs. A term can be
evaluated (bit for bit what the engine computes) and folded into any other form: text, TeX, or
a computer algebra system's expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import numpy as np

Folded = TypeVar("Folded")

_UFUNCS = {
    "add": "+",
    "subtract": "-",
    "multiply": "*",
    "divide": "/",
    "power": "**",
    "square": "square",
    "negative": "neg",
    "sqrt": "sqrt",
    "maximum": "max",
    "minimum": "min",
    "absolute": "abs",
    "sign": "sign",
}

_APPLY: Mapping[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "neg": lambda a: -a,
    "square": np.square,
    "sqrt": np.sqrt,
    "max": np.maximum,
    "min": np.minimum,
    "abs": np.abs,
    "sign": np.sign,
}


class Term:
    """An operation on other terms; the leaves are `Symbol` and `Number`."""

    __slots__ = ("args", "op")

    def __init__(self, op: str, *args: Term) -> None:
        self.op = op
        self.args = args

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **_options: Any) -> Any:
        op = _UFUNCS.get(ufunc.__name__)
        if method != "__call__" or op is None:
            return NotImplemented
        return Term(op, *map(as_term, inputs))

    def __bool__(self) -> bool:
        raise TypeError("a term has no truth value: a rule must not branch on what it computes")

    def __add__(self, other: Any) -> Term:
        return Term("+", self, as_term(other))

    def __radd__(self, other: Any) -> Term:
        return Term("+", as_term(other), self)

    def __sub__(self, other: Any) -> Term:
        return Term("-", self, as_term(other))

    def __rsub__(self, other: Any) -> Term:
        return Term("-", as_term(other), self)

    def __mul__(self, other: Any) -> Term:
        return Term("*", self, as_term(other))

    def __rmul__(self, other: Any) -> Term:
        return Term("*", as_term(other), self)

    def __truediv__(self, other: Any) -> Term:
        return Term("/", self, as_term(other))

    def __rtruediv__(self, other: Any) -> Term:
        return Term("/", as_term(other), self)

    def __pow__(self, other: Any) -> Term:
        return Term("**", self, as_term(other))

    def __rpow__(self, other: Any) -> Term:
        return Term("**", as_term(other), self)

    def __neg__(self) -> Term:
        return Term("neg", self)

    def fold(
        self, leaf: Callable[[Leaf], Folded], apply: Callable[[str, tuple[Folded, ...]], Folded]
    ) -> Folded:
        """Rebuild it bottom up: `leaf` for symbols and numbers, `apply` for the rest."""
        return apply(self.op, tuple(arg.fold(leaf, apply) for arg in self.args))

    def value(self, known: Mapping[str, Any]) -> Any:
        """The number or array it stands for, by symbols' keys; computed as the engine does."""

        def look(leaf: Leaf) -> Any:
            return leaf.number if isinstance(leaf, Number) else known[leaf.key]

        def apply(op: str, args: tuple[Any, ...]) -> Any:
            call = _APPLY.get(op)
            return call(*args) if call else known[op](*args)

        return self.fold(look, apply)

    def keys(self) -> frozenset[str]:
        """The keys of the symbols in it."""

        def apply(_op: str, args: tuple[frozenset[str], ...]) -> frozenset[str]:
            return frozenset().union(*args)

        return self.fold(_key, apply)

    def parts(self) -> Iterator[Term]:
        """The compound expressions inside this one, innermost first, itself left out."""
        for arg in self.args:
            if arg.args:
                yield from arg.parts()
                yield arg


class Number(Term):
    """A number as the rule's author wrote it."""

    __slots__ = ("number",)

    def __init__(self, number: float) -> None:
        super().__init__("number")
        self.number = number

    def fold(self, leaf: Any, apply: Any) -> Any:
        """See `Term.fold`."""
        return leaf(self)


class Symbol(Term):
    """A name: a line of this update, a buffer of the update before, or a hyperparameter.

    `key` is unique: the buffer m of the update before has the key `prev.m`, the hyperparameter lr
    the key `h.lr`.
    """

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        super().__init__("symbol")
        self.key = key

    def fold(self, leaf: Any, apply: Any) -> Any:
        """See `Term.fold`."""
        return leaf(self)


Leaf = Number | Symbol


def _key(leaf: Leaf) -> frozenset[str]:
    return frozenset({leaf.key} if isinstance(leaf, Symbol) else ())


def as_term(value: Any) -> Term:
    """`value` itself when it is a term, else the number."""
    return value if isinstance(value, Term) else Number(value)
