"""The tree a formula is parsed into. Plain data: no node knows how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

Kind = Literal[
    "ord", "sign", "op", "fn", "bin", "rel", "open", "close", "punct", "inner", "bar"
]  # fmt: skip
"""What a symbol is to its neighbours, which decides the blanks around it.

"fn" is an upright name like log, "op" a big operator like ∑, "inner" something that needs air
like a fraction. "bar" is a | that opens, closes or separates; "sign" a − with nothing before it.
"""

GridStyle = Literal["align", "matrix", "cases", "stack"]
"""How cells are set apart; a "stack" is the lines of a script."""


class Atom(NamedTuple):
    """A symbol, number or word; `limits` tells that its scripts go below and above in a display."""

    text: str
    kind: Kind = "ord"
    limits: bool = False


class Space(NamedTuple):
    """Blanks the author asked for."""

    cells: int


class Seq(NamedTuple):
    """Nodes in a row."""

    items: tuple[Node, ...]


class Scripts(NamedTuple):
    """A base with a subscript, a superscript or both."""

    base: Node
    sub: Node | None
    sup: Node | None
    limits: bool = False


class Fraction(NamedTuple):
    """`above` over `below`; without `bar` a binomial; `small` ones stay on the line."""

    above: Node
    below: Node
    bar: bool = True
    small: bool = False


class Root(NamedTuple):
    """A square root, or the root of a degree."""

    body: Node
    degree: Node | None = None


class Accent(NamedTuple):
    """A combining mark, drawn over (or under) a body."""

    mark: str
    body: Node


class Brace(NamedTuple):
    """A horizontal brace below or above its body, with a label."""

    body: Node
    above: bool
    label: Node | None = None


class Fence(NamedTuple):
    """Delimiters that grow with what they hold: `bars` stand between the parts, "" is none."""

    left: str
    parts: tuple[Node, ...]
    bars: tuple[str, ...]
    right: str


class Grid(NamedTuple):
    """Rows of cells; `columns` holds an alignment for each column, repeated as needed.

    `bars` are the columns and `rules` the rows that a line is drawn before.
    """

    rows: tuple[tuple[Seq, ...], ...]
    columns: str
    style: GridStyle
    bars: tuple[int, ...] = ()
    rules: tuple[int, ...] = ()


class Classed(NamedTuple):
    """A body that is something else to its neighbours than what it is made of."""

    body: Node
    kind: Kind
    limits: bool = False


class Framed(NamedTuple):
    """A body in a frame."""

    body: Node


class Tag(NamedTuple):
    """The number of an equation, with its parentheses."""

    text: str


Node: TypeAlias = (
    Atom
    | Space
    | Seq
    | Scripts
    | Fraction
    | Root
    | Accent
    | Brace
    | Fence
    | Grid
    | Classed
    | Framed
    | Tag
)

EMPTY = Seq(())


def unwrapped(node: Node) -> Node:
    """A lone node without the braces around it."""
    while isinstance(node, Seq) and len(node.items) == 1:
        node = node.items[0]
    return node


def joined(cells: Iterable[Seq]) -> Seq:
    """The nodes of several cells as those of one."""
    return Seq(tuple(item for cell in cells for item in cell.items))


def has_grid(node: Node | None) -> bool:
    """Whether a script holds rows of its own, like a \\substack, and so cannot be one line."""
    match node:
        case Grid():
            return True
        case Seq(items):
            return any(map(has_grid, items))
        case Fence(parts=parts):
            return any(map(has_grid, parts))
        case Classed(body=body) | Framed(body=body):
            return has_grid(body)
    return False
