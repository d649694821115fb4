"""The values of a tree, and how far rounding may have moved each of them.

First-order running error analysis (Higham, *Accuracy and Stability of Numerical Algorithms*, §3.3):
every operation rounds its result, and hands on what its operands were off by. A formula that
cancels is so told from one that is another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.core.tree import ARRAYS, Binary, Call, Name, Negate, Node, Number, bottom_up

Array: TypeAlias = NDArray[np.float64]

_UNIT = float(np.finfo(np.float64).eps)


class Rounded(NamedTuple):
    """Values, and a bound on the rounding error of each, to first order."""

    value: Array
    error: Array


def rounded(root: Node, points: Mapping[str, Array], size: int) -> Rounded:
    """The tree at `points`, one array of shape (size,) for each name; never warns.

    Values and errors are not finite outside the domain, nor where they overflow.
    """
    known: dict[int, Rounded] = {}
    with np.errstate(all="ignore"):
        for node in bottom_up(root):
            known[id(node)] = _of(node, points, size, known)
    return known[id(root)]


def _of(
    node: Node,
    points: Mapping[str, Array],
    size: int,
    known: Mapping[int, Rounded],
) -> Rounded:
    match node:
        case Number(value=number):
            # Whole numbers are exact; 0.1 is not.
            exact = number.is_integer()
            error = 0.0 if exact else _UNIT * abs(number)
            return Rounded(np.full(size, number), np.full(size, error))
        case Name(name=name):
            return Rounded(points[name], np.zeros(size))
        case Negate(operand=operand):
            inner = known[id(operand)]
            return Rounded(-inner.value, inner.error)
        case Call(function=function, operand=operand):
            inner = known[id(operand)]
            value = ARRAYS.operations[function](inner.value)
            return _after(value, _INHERITED[function](inner.value, inner.error, value))
        case Binary(operator=symbol, left=left, right=right):
            a, b = known[id(left)], known[id(right)]
            value = ARRAYS.operations[symbol](a.value, b.value)
            return _after(value, _JOINED[symbol](a, b, value))


def _after(value: Array, inherited: Array) -> Rounded:
    """A result that is rounded once more; an error that nothing is known of may be any."""
    error = inherited + _UNIT * abs(value)
    return Rounded(value, np.where(np.isnan(error), np.inf, error))


def _as_is(_a: Array, error: Array, _value: Array) -> Array:
    """No slope is steeper than 1."""
    return error


def _quotient(a: Rounded, b: Rounded, value: Array) -> Array:
    return (a.error + abs(value) * b.error) / abs(b.value)


def _power(a: Rounded, b: Rounded, value: Array) -> Array:
    # An exact base or exponent adds nothing, even where its derivative is infinite.
    by_base = np.where(a.error > 0, abs(b.value) * a.error / abs(a.value), 0.0)
    by_exponent = np.where(b.error > 0, abs(np.log(abs(a.value))) * b.error, 0.0)
    inherited: Array = abs(value) * (by_base + by_exponent)
    return inherited


def _root(a: Array, error: Array, value: Array) -> Array:
    """Near 0, where the slope is infinite, no more than the root of the error."""
    return np.where(a > error, error / (2 * value), np.sqrt(error))


_JOINED: Mapping[str, Callable[[Rounded, Rounded, Array], Array]] = {
    "+": lambda a, b, _: a.error + b.error,
    "-": lambda a, b, _: a.error + b.error,
    "*": lambda a, b, _: abs(a.value) * b.error + abs(b.value) * a.error,
    "/": _quotient,
    "**": _power,
}
_INHERITED: Mapping[
    str,
    Callable[[Array, Array, Array], Array],
] = {
    "sin": _as_is,
    "cos": _as_is,
    "tan": lambda _, error, value: (1 + value**2) * error,
    "exp": lambda _, error, value: value * error,
    "log": lambda a, error, _: error / abs(a),
    "sqrt": _root,
    "abs": _as_is,
    "tanh": _as_is,
}
"""What an operand's error does to a function's value."""
