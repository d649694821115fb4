"""Symbolic derivatives of a tree."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from adamtui.core.simplify import (
    ONE,
    TWO,
    ZERO,
    added,
    divided,
    multiplied,
    negated,
    raised,
    subtracted,
)
from adamtui.core.tree import Binary, Call, Name, Negate, Node, Number, bottom_up, operands

_OUTER: Mapping[str, Callable[[Node], Node]] = {
    "sin": lambda u: Call("cos", u),
    "cos": lambda u: Negate(Call("sin", u)),
    "tan": lambda u: Binary("/", ONE, Binary("**", Call("cos", u), TWO)),
    "exp": lambda u: Call("exp", u),
    "log": lambda u: Binary("/", ONE, u),
    "sqrt": lambda u: Binary("/", ONE, Binary("*", TWO, Call("sqrt", u))),
    "abs": lambda u: Call("sign", u),
    "tanh": lambda u: Binary("-", ONE, Binary("**", Call("tanh", u), TWO)),
    "sign": lambda _: ZERO,
}
"""The derivative of each function by its argument."""


def derivative(root: Node, name: str) -> Node:
    """∂root/∂name. The derivative of |u| is sign(u), which is 0 at 0."""
    known: dict[int, Node] = {}
    for node in bottom_up(root):
        below = [known[id(each)] for each in operands(node)]
        known[id(node)] = _rule(node, below, name)
    return known[id(root)]


def _rule(node: Node, below: list[Node], name: str) -> Node:
    """The derivative of a node, given those of its operands."""
    match node:
        case Negate():
            return negated(below[0])
        case Call(function=function, operand=operand):
            return _chained(function, operand, below[0])
        case Binary(operator="**", left=base, right=exponent):
            return _power_rule(base, exponent, *below)
        case Binary(operator=symbol, left=left, right=right):
            return _two_sided(symbol, left, right, *below)
        case _:
            return ONE if node == Name(name) else ZERO


def _two_sided(symbol: str, left: Node, right: Node, d_left: Node, d_right: Node) -> Node:
    if symbol == "+":
        return added(d_left, d_right)
    if symbol == "-":
        return subtracted(d_left, d_right)
    if symbol == "*":
        return added(multiplied(d_left, right), multiplied(left, d_right))
    if d_right == ZERO:
        return divided(d_left, right)
    top = subtracted(multiplied(d_left, right), multiplied(left, d_right))
    return divided(top, raised(right, TWO))


def _chained(function: str, u: Node, du: Node) -> Node:
    """The derivative of function(u), where du = u′."""
    if du == ZERO:
        return ZERO
    outer = _OUTER[function](u)
    if isinstance(outer, Binary) and outer.operator == "/":
        return divided(multiplied(outer.left, du), outer.right)
    return multiplied(outer, du)


def _power_rule(base: Node, exponent: Node, d_base: Node, d_exponent: Node) -> Node:
    if d_exponent == ZERO:
        lower = raised(base, subtracted(exponent, ONE))
        return multiplied(multiplied(exponent, lower), d_base)
    whole = Binary("**", base, exponent)
    by_exponent = multiplied(d_exponent, _logarithm(base))
    if d_base == ZERO:
        return multiplied(whole, by_exponent)
    by_base = divided(multiplied(exponent, d_base), base)
    return multiplied(whole, added(by_exponent, by_base))


def _logarithm(node: Node) -> Node:
    return ONE if node == Number(math.e, "e") else Call("log", node)
