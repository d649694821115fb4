"""Sums, products, quotients and powers of trees, tidied as they are built.

Only zeros, ones, signs, numbers and fractions are tidied: enough for a readable formula. Its value
stays the same wherever it was defined; x·(1/x) and 0·(1/x) lose their gap at 0.
"""

from __future__ import annotations

import math

from adamtui.core.tree import FLOATS, Binary, Name, Negate, Node, Number

ZERO = Number(0.0)
ONE = Number(1.0)
TWO = Number(2.0)


def negated(a: Node) -> Node:
    """−a."""
    if isinstance(a, Binary) and a.operator == "-":
        return Binary("-", a.right, a.left)
    factor, rest = _scaled(a)
    return _assembled(-factor, rest)


def added(a: Node, b: Node) -> Node:
    """a + b."""
    if a == ZERO:
        return b
    if b == ZERO:
        return a
    if (number := _folded("+", a, b)) is not None:
        return number
    if _scaled(b)[0] < 0:
        return Binary("-", a, negated(b))
    if (plain := _plain(a)) is not None and plain < 0:
        return Binary("-", b, Number(-plain))
    return Binary("+", a, b)


def subtracted(a: Node, b: Node) -> Node:
    """a − b."""
    if b == ZERO:
        return a
    if a == ZERO:
        return negated(b)
    if (number := _folded("-", a, b)) is not None:
        return number
    if _scaled(b)[0] < 0:
        return Binary("+", a, negated(b))
    return Binary("-", a, b)


def multiplied(a: Node, b: Node) -> Node:
    """a·b, numbers and signs drawn to the front, fractions joined."""
    if ZERO in (a, b):
        return ZERO
    (factor_a, rest_a), (factor_b, rest_b) = _scaled(a), _scaled(b)
    factor = factor_a * factor_b
    if factor == 0 or not math.isfinite(factor):
        return Binary("*", a, b)
    if rest_a is None or rest_b is None:
        return _assembled(factor, rest_b if rest_a is None else rest_a)
    return _assembled(factor, _joined(rest_a, rest_b))


def divided(a: Node, b: Node) -> Node:
    """a/b, whole factors cancelled."""
    if a == ZERO or b == ONE:
        return a
    (above, rest_a), (below, rest_b) = _scaled(a), _scaled(b)
    if below and above % below == 0:
        above, below = above / below, 1.0
    elif above and below % above == 0:
        above, below = 1.0, below / above
    bottom = _assembled(below, rest_b)
    if bottom == ONE:
        return _assembled(above, rest_a)
    if above < 0:
        return Negate(Binary("/", _assembled(-above, rest_a), bottom))
    return Binary("/", _assembled(above, rest_a), bottom)


def raised(a: Node, b: Node) -> Node:
    """a**b."""
    if b == ZERO:
        return ONE
    if b == ONE:
        return a
    number = _folded("**", a, b)
    return Binary("**", a, b) if number is None else number


def _joined(a: Node, b: Node) -> Node:
    """The product of two nodes without factors of their own, as one fraction."""
    (top_a, bottom_a), (top_b, bottom_b) = _fraction(a), _fraction(b)
    top, bottom = _product(top_a, top_b), _product(bottom_a, bottom_b)
    if isinstance(bottom, Name) and bottom in (top_a, top_b):
        return top_b if bottom == top_a else top_a
    return top if bottom == ONE else Binary("/", top, bottom)


def _fraction(node: Node) -> tuple[Node, Node]:
    if isinstance(node, Binary) and node.operator == "/":
        return node.left, node.right
    return node, ONE


def _product(a: Node, b: Node) -> Node:
    if ONE in (a, b):
        return b if a == ONE else a
    return Binary("*", a, b)


def _scaled(node: Node) -> tuple[float, Node | None]:
    """A number and what it multiplies: (−2, x) for −(2·x), (3, None) for 3, else (1, node)."""
    sign = 1.0
    while isinstance(node, Negate):
        sign, node = -sign, node.operand
    first, links = _factors(node)
    plain = _plain(first)
    if plain is None:
        return sign, node
    rest: Node | None = None
    for symbol, right in links:
        if rest is None and symbol == "*":
            rest = right
        else:
            rest = Binary(symbol, ONE if rest is None else rest, right)
    return sign * plain, rest


def _assembled(factor: float, rest: Node | None) -> Node:
    """factor·rest, the number leftmost in a product and on top of a fraction."""
    if rest is None:
        return Number(factor + 0.0)
    if factor < 0:
        return Negate(_assembled(-factor, rest))
    if factor == 1:
        return rest
    first, links = _factors(rest)
    whole: Node = Number(factor) if first == ONE else Binary("*", Number(factor), first)
    for symbol, right in links:
        whole = Binary(symbol, whole, right)
    return whole


def _factors(node: Node) -> tuple[Node, list[tuple[str, Node]]]:
    """A chain a·b/c as its first factor and the operations that follow."""
    links = []
    while isinstance(node, Binary) and node.operator in ("*", "/"):
        links.append((node.operator, node.right))
        node = node.left
    return node, links[::-1]


def _plain(node: Node) -> float | None:
    """The value of a number that was written in digits."""
    if isinstance(node, Negate) and isinstance(node.operand, Number) and not node.operand.symbol:
        return -node.operand.value
    return node.value if isinstance(node, Number) and not node.symbol else None


def _folded(symbol: str, a: Node, b: Node) -> Number | None:
    """Two plain numbers as one, unless the result is not finite."""
    left, right = _plain(a), _plain(b)
    if left is None or right is None:
        return None
    try:
        value: float = FLOATS.operations[symbol](left, right)
    except (ArithmeticError, ValueError):
        return None
    return Number(value) if math.isfinite(value) else None
