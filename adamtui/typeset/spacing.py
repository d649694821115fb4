"""Blanks between neighbours, by what each of them is: a + b, −a, f(x), log x.

The classes and most gaps are TeX's; a gap of one cell is added where letters on one line would
run together, as in β₁ mₜ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from adamtui.typeset.box import cells
from adamtui.typeset.nodes import (
    Accent,
    Atom,
    Brace,
    Classed,
    Fence,
    Fraction,
    Framed,
    Grid,
    Kind,
    Node,
    Root,
    Scripts,
    Seq,
    Space,
    Tag,
)

_DIFFERENTIALS = ("d", "∂", "∇", "Δ")
"""They belong to what follows them, as in ∂²f."""
_NO_OPERAND = frozenset((None, "bin", "sign", "op", "fn", "rel", "open", "punct"))
_NO_RIGHT_OPERAND = frozenset((None, "rel", "close", "punct"))
_KINDS: tuple[Kind, ...] = (
    "ord", "sign", "op", "fn", "bin", "rel", "open", "close", "punct", "inner",
)  # fmt: skip
_GAPS: Mapping[Kind, str] = {
    "ord": "0011110001",
    "sign": "0000000000",
    "op": "1111011001",
    "fn": "1111010001",
    "bin": "1111111111",
    "rel": "1111101101",
    "open": "0000000000",
    "close": "0011110001",
    "punct": "1111111011",
    "inner": "1111111001",
}
"""The gap after a kind (the row) before each kind (the column, as in `_KINDS`)."""
_TABLE = {
    (left, right): int(gap)
    for left, row in _GAPS.items()
    for right, gap in zip(_KINDS, row, strict=True)
}
_TIGHT = frozenset((("fn", "ord"), ("ord", "fn"), ("fn", "fn"), ("close", "fn")))
"""The gaps that stay within scripts: sin x."""


class Placed(NamedTuple):
    """A node, the blanks before it, and what it is here."""

    gap: int
    node: Node
    kind: Kind


def spaced(
    items: Sequence[Node], tight: bool, before: Kind | None = None, after: Kind | None = None
) -> list[Placed]:
    """The nodes that are drawn, with their gaps; `before` and `after` stand at the ends.

    `tight` is the spacing of scripts.
    """
    nodes = [item for item in items if not isinstance(item, Space)]
    kinds = _resolved(nodes, before, after)
    asked = _asked(items, tight)
    placed: list[Placed] = []
    left, last = before, None
    for node, kind, wish in zip(nodes, kinds, asked, strict=True):
        gap = _gap(left, kind, tight) if left else 0
        if last is not None and gap == 0 and _run_together(last, node, kind, tight):
            gap = 1
        placed.append(Placed(max(gap, wish), node, kind))
        left, last = _kind_behind(node, kind), node
    return placed


def kind_of(node: Node) -> Kind:
    """What a node is to its neighbours before they are looked at."""
    match node:
        case Atom(kind=kind) | Classed(kind=kind):
            return kind
        case Scripts(base=base):
            return kind_of(base)
        case Fraction() | Brace() | Grid() | Framed() | Tag():
            return "inner"
        case Fence():
            return "open"
    return "ord"


def _kind_behind(node: Node, kind: Kind) -> Kind:
    """What a node is to the neighbour after it."""
    inner = node.base if isinstance(node, Scripts) else node
    return "close" if isinstance(inner, Fence) else kind


def _asked(items: Sequence[Node], tight: bool) -> list[int]:
    """The blanks the author asked for before each node that is drawn."""
    asked: list[int] = []
    wish = 0
    for item in items:
        if isinstance(item, Space):
            wish += (item.cells > 2) if tight else item.cells
        else:
            asked.append(wish)
            wish = 0
    return asked


def _resolved(nodes: Sequence[Node], before: Kind | None, after: Kind | None) -> list[Kind]:
    """A + with nothing to its left is a sign, one with nothing to its right a letter."""
    own = [kind_of(node) for node in nodes]
    resolved: list[Kind] = []
    open_bars = 0
    previous = before
    for node, kind, following in zip(nodes, own, (*own[1:], after), strict=False):
        here = kind
        if kind == "bar":
            here = _bar(previous, open_bars)
            open_bars += {"open": 1, "close": -1}.get(here, 0)
        elif kind == "bin" and following in _NO_RIGHT_OPERAND:
            here = "ord"
        elif kind == "bin" and previous in _NO_OPERAND:
            here = "sign"
        resolved.append(here)
        previous = _kind_behind(node, here)
    return resolved


def _bar(previous: Kind | None, open_bars: int) -> Kind:
    if previous in _NO_OPERAND:
        return "open"
    return "close" if open_bars else "ord"


def _gap(left: Kind, right: Kind, tight: bool) -> int:
    if tight:
        return int((left, right) in _TIGHT)
    return _TABLE[left, right]


def _run_together(left: Node, right: Node, kind: Kind, tight: bool) -> bool:
    """Whether two neighbours without a gap would read as one."""
    if kind == "open":
        return isinstance(left, Root) or (isinstance(left, Scripts) and left.limits)
    if isinstance(left, Root):
        return _begins_with_letter(right)
    if tight or kind not in ("ord", "inner"):
        return False
    if _is_word(right):
        return _ends_with_letter(left)
    return _ends_a_factor(left) and _begins_with_letter(right)


def _is_word(node: Node) -> bool:
    return isinstance(node, Atom) and cells(node.text) > 1 and node.text[:1].isalpha()


def _ends_with_letter(node: Node) -> bool:
    if isinstance(node, Atom):
        return node.text[-1:].isalpha()
    return isinstance(node, Accent | Scripts)


def _ends_a_factor(node: Node) -> bool:
    match node:
        case Scripts(base=Atom(text=text)) if text in _DIFFERENTIALS:
            return False
        case Scripts(base=Seq(items=())):
            return False
        case Scripts(base=base):
            return kind_of(base) in ("ord", "inner", "open", "close")
        case Atom(text=text, kind=kind):
            return kind == "close" or (cells(text) > 1 and text[-1:].isalpha())
        case Seq(items):
            return bool(items) and _ends_a_factor(items[-1])
    return isinstance(node, Fence)


def _begins_with_letter(node: Node) -> bool:
    match node:
        case Atom(text=text):
            return text[:1].isalnum() or text[:1] in "∇∂∞"
        case Scripts(base=base):
            return _begins_with_letter(base)
        case Seq(items):
            return bool(items) and _begins_with_letter(items[0])
    return isinstance(node, Accent | Root)
