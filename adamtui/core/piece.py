"""Pieces of an expression while it is read, and what is refused of them.

Invariant: a piece is nested at most `MAX_DEPTH` deep, and one without a name in it has a finite
value.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from adamtui.core.scanner import ExpressionError, Token
from adamtui.core.tree import FLOATS, Binary, Call, Negate, Node

MAX_DEPTH = 20
"""Most levels of nesting; a chain such as x + x + x is one level."""


class Piece(NamedTuple):
    """What has been read: where it starts, how deep it nests, its value if no name occurs in it."""

    node: Node
    column: int
    depth: int
    constant: float | None


def called(function: str, column: int, operand: Piece) -> Piece:
    """function(operand), the function's name at `column`."""
    constant = None
    if operand.constant is not None:
        constant = _finite(function, column, operand.constant)
    return _nested(Call(function, operand.node), column, operand.depth + 1, constant)


def joined(symbol: str, left: Piece, right: Piece, depth: int) -> Piece:
    """left symbol right, which nests `depth` deep."""
    if symbol == "/" and right.constant == 0:
        start = right if left.constant is None else left
        raise ExpressionError("division by zero", start.column)
    constant = None
    if left.constant is not None and right.constant is not None:
        constant = _finite(symbol, left.column, left.constant, right.constant)
    return _nested(Binary(symbol, left.node, right.node), left.column, depth, constant)


def signed(signs: Iterable[Token], piece: Piece) -> Piece:
    """The piece with these signs before it."""
    for sign in reversed([*signs]):
        node, constant = piece.node, piece.constant
        if sign.text == "-":
            node = Negate(node)
            constant = None if constant is None else -constant
        piece = _nested(node, sign.column, piece.depth + 1, constant)
    return piece


def too_deep(column: int) -> ExpressionError:
    """What is said of the piece at `column` that nests too deep."""
    return ExpressionError(f"nested more than {MAX_DEPTH} deep", column)


def _nested(node: Node, column: int, depth: int, constant: float | None) -> Piece:
    if depth > MAX_DEPTH:
        raise too_deep(column)
    return Piece(node, column, depth, constant)


def _finite(operation: str, column: int, *operands: float) -> float:
    """The value of a part without names; floats only, so that 9**9**9**9 costs nothing."""
    try:
        value: float = FLOATS.operations[operation](*operands)
    except (ArithmeticError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise ExpressionError("the part that starts here is not a finite number", column)
    return value
