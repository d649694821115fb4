"""What holds together on one line without parentheses around it."""

from __future__ import annotations

from collections.abc import Sequence

from adamtui.typeset.nodes import Accent, Atom, Classed, Fence, Fraction, Node, Root, Scripts, Seq
from adamtui.typeset.spacing import kind_of, spaced


def parenthesised(text: str) -> str:
    """`text` in parentheses, unless it has them already or is nothing."""
    return text if not text or in_parentheses(text) else f"({text})"


def in_parentheses(text: str) -> bool:
    """Whether the first parenthesis closes with the last character."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return index + 1 == len(text)
    return False


def is_factor(node: Node) -> bool:
    """Whether a node holds together when it is multiplied, divided by or put under a root."""
    match node:
        case Atom(text=text):
            return " " not in text
        case Accent() | Fence() | Root():
            return True
        case Scripts(base=base) | Classed(body=base):
            return is_factor(base)
        case Seq(items):
            return len(items) == 1 and is_factor(items[0])
    return False


def is_divisor(node: Node) -> bool:
    """Whether a denominator needs no parentheses: a factor, dx, n! or a value like M(t)."""
    items = node.items if isinstance(node, Seq) else (node,)
    match items:
        case (Atom(text="d" | "∂"), factor) | (factor, Atom(text="!")) | (factor,):
            return is_factor(factor)
        case (Scripts(base=Atom(text=name)) | Atom(text=name), *rest):
            return (name in ("f", "g", "h") or name.isupper()) and _is_enclosed(rest)
    return False


def _is_enclosed(items: Sequence[Node]) -> bool:
    """Whether the first delimiter closes with the last node."""
    depth = 0
    for index, item in enumerate(items):
        if isinstance(item, Atom):
            depth += (item.kind == "open") - (item.kind == "close")
        if depth == 0:
            return index + 1 == len(items) and kind_of(item) in ("open", "close")
    return False


def is_sum(node: Node) -> bool:
    """Whether a numerator has an operator or a fraction outside parentheses."""
    items = node.items if isinstance(node, Seq) else (node,)
    placed = spaced(items, tight=True)
    kinds = [kind for _, _, kind in placed]
    depth = 0
    for (_, item, kind), following in zip(placed, (*kinds, None)[1:], strict=True):
        depth += (isinstance(item, Atom) and kind == "open") - (kind == "close")
        named = kind == "fn" and following != "open"
        operates = named or kind in ("bin", "rel", "punct", "op") or isinstance(item, Fraction)
        if depth == 0 and operates:
            return True
    return False


def is_derivative(node: Fraction) -> bool:
    """Whether a fraction is an operator like d/dt, which applies to what follows."""
    above = node.above.base if isinstance(node.above, Scripts) else node.above
    return isinstance(above, Atom) and above.text in ("d", "∂")
