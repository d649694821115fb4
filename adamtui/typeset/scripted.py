"""How parts that were read join into one node: scripts to a base, primes, \\over's two halves."""

from __future__ import annotations

from collections.abc import Mapping

from adamtui.typeset.errors import TexError
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import Atom, Brace, Classed, Fence, Fraction, Grid, Node, Scripts, Seq

_PRIMES = ("′", "″", "‴", "⁗")
INFIX: Mapping[str, str] = {
    "\\over": "", "\\atop": "", "\\choose": "()", "\\brack": "[]", "\\brace": "{}",
}  # fmt: skip
"""Commands between what is above and what is below, with the delimiters around both."""


def between(command: str, above: Node, below: Node) -> Node:
    """What a command of `INFIX` makes of what stands before and after it."""
    if command == "\\over":
        return Fraction(above, below)
    if command == "\\atop":
        return Grid(((Seq((above,)),), (Seq((below,)),)), "c", "stack")
    sides = INFIX[command]
    return Fence(sides[0], (Fraction(above, below, bar=False),), (), sides[1])


def takes_limits(base: Node) -> bool:
    """Whether scripts go above and below a base in a display."""
    return isinstance(base, Brace) or (isinstance(base, Atom | Classed) and base.limits)


def is_primes(node: Node | None) -> bool:
    """Whether a superscript so far is nothing but primes."""
    return isinstance(node, Atom) and node.text in _PRIMES


def add_prime(found: dict[str, Node], token: Token) -> None:
    """One prime more in the superscript of `found`."""
    before = found.get("^")
    count = _PRIMES.index(before.text) + 1 if isinstance(before, Atom) and is_primes(before) else 0
    if (before is not None and not count) or count == len(_PRIMES):
        raise TexError("double superscript; put braces around one", token.offset)
    found["^"] = Atom(_PRIMES[count])


def attached(base: Node, sub: Node | None, sup: Node | None, limits: bool) -> Node:
    """A base with its scripts; the first script of a brace is its label."""
    if isinstance(base, Brace) and base.label is None:
        label, sub, sup = (sup, sub, None) if base.above else (sub, None, sup)
        base = base._replace(label=label)
    if sub is None and sup is None:
        return base
    return Scripts(base, sub, sup, limits)
