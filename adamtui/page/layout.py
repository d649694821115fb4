"""Lesson prose to rows of inked text.

Invariants: every row fits the width; no text is left out; the same nodes and width give equal rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from adamtui.course.model import Node
from adamtui.ink import Row, Run
from adamtui.page import containers, leaves
from adamtui.page.code import code
from adamtui.page.containers import SET_APART
from adamtui.page.formula import displayed
from adamtui.page.frame import Frame, hang, outermost
from adamtui.page.inline import note_anchor
from adamtui.page.table import table
from adamtui.page.wrap import NARROWEST

_DEEPEST = 60
"""Blocks nested deeper than this are laid out as running text."""


@dataclass(frozen=True, slots=True)
class Page:
    """Prose laid out."""

    rows: tuple[Row, ...]
    anchors: Mapping[str, int]
    """The row of each heading's anchor, and of each footnote's (`fn-` and its label)."""
    lines: tuple[int, ...]
    """For each row the source line of its block (of the one above, for a blank row)."""


def layout(nodes: Sequence[Node], width: int) -> list[Row]:
    """The rows of the blocks at a width in cells."""
    return list(paged(nodes, width).rows)


def paged(nodes: Sequence[Node], width: int, inked: bool = True) -> Page:
    """The rows of the blocks at a width in cells, and where what is in them.

    Code that is not `inked` has one ink and the same rows: see `highlight` for why one may want it.
    """
    frame, margin = outermost(max(width, NARROWEST), inked)
    left = (Run(" " * margin),) if margin else ()
    rows: list[Row] = []
    lines: list[int] = []
    anchors: dict[str, int] = {}
    for node in nodes:
        drawn = _block(node, frame)
        if drawn and rows:
            rows.append(())
            lines.append(lines[-1])
        for name, offset in _anchors(node, frame):
            anchors.setdefault(name, len(rows) + offset)
        rows.extend(hang(drawn, left, left) if drawn else [])
        lines.extend([node.line] * len(drawn))
    return Page(tuple(rows), MappingProxyType(anchors), tuple(lines))


def _flow(nodes: Sequence[Node], frame: Frame, tight: bool) -> list[Row]:
    rows: list[Row] = []
    last = ""
    for node in nodes:
        drawn = _block(node, frame)
        if drawn and rows and (not tight or last in SET_APART or node.type in SET_APART):
            rows.append(())
        rows.extend(drawn)
        last = node.type
    return rows


def _block(node: Node, frame: Frame) -> list[Row]:
    if frame.depth <= _DEEPEST:
        if leaf := _LEAVES.get(node.type):
            return leaf(node, frame)
        if container := _CONTAINERS.get(node.type):
            return container(node, frame, _flow)
    return leaves.unknown(node, frame)


def _anchors(node: Node, frame: Frame) -> list[tuple[str, int]]:
    """The names of places in a block, each with its row in the block.

    A heading within a list or a quote is where that begins.
    """
    if node.type == "footnotes":
        notes = containers.placed_notes(node, frame, _flow)
        return [(note_anchor(note.label), note.row) for note in notes]
    if node.type in ("paragraph", "code_block", "table"):
        return []
    return [(each.label, 0) for each in node.walk() if each.type == "heading" and each.label]


_LEAVES: Mapping[str, Callable[[Node, Frame], list[Row]]] = MappingProxyType(
    {
        "paragraph": leaves.paragraph,
        "heading": leaves.heading,
        "code_block": code,
        "thematic_break": leaves.rule,
        "error": leaves.fault,
        "table": table,
        "math_block": displayed,
    }
)
_CONTAINERS: Mapping[str, Callable[[Node, Frame, containers.Flow], list[Row]]] = MappingProxyType(
    {
        "bullet_list": containers.bullet_list,
        "ordered_list": containers.ordered_list,
        "blockquote": containers.blockquote,
        "callout": containers.callout,
        "footnotes": containers.footnotes,
        "footnote": containers.footnote,
    }
)
