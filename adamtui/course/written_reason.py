"""An exercise's reason, `> [!ANSWER]`, told from what is written nearly so.

A slip in that line must not put the answer above the question: whatever begins like a reason is
none of the question, and `faults` says how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from adamtui.core.nearest import nearest
from adamtui.course.model import Node

if TYPE_CHECKING:
    from adamtui.course.spec import BodyFault

_LABEL = "ANSWER"
_BEGUN = re.compile(r"\\?\[\s*!?\s*([A-Za-z]+)|!([A-Za-z]+)\]")
_WRITE = f"write '> [!{_LABEL}]' on a line of its own"
_QUOTES = ("blockquote", "callout")
_BREAKS = ("soft_break", "hard_break")


def is_reason(node: Node) -> bool:
    """Whether a block is a reason, as it is to be written."""
    return node.type == "callout" and node.label == _LABEL


def without(body: Sequence[Node]) -> tuple[Node, ...]:
    """The blocks that are no reason.

    Outside a quote nothing tells where a reason ends: then what follows is taken for a part of it.
    """
    kept: list[Node] = []
    for node in body:
        if is_reason(node):
            if not node.children:
                break
        elif node.type in _QUOTES:
            if not _lines(node):
                kept.append(node)
        elif begins := _lines(node):
            before = node.children[: begins[0]]
            kept += [replace(node, children=_without_break(before))] * bool(before)
            break
        else:
            kept.append(node)
    return tuple(kept)


def faults(body: Sequence[Node]) -> Iterator[BodyFault]:
    """Reasons that are written otherwise, that are empty, and a second one."""
    # The specs bring much with them that a lesson's first screen does without.
    from adamtui.course.spec import BodyFault

    first = 0
    for node, listed in _blocks(body):
        if listed and (is_reason(node) or _lines(node)):
            yield BodyFault(f"{_WRITE}, at the left margin", node.line, _BEGUN, harmless=True)
        elif not is_reason(node):
            if _lines(node):
                yield BodyFault(_WRITE, node.line, _BEGUN, harmless=True)
        elif not node.children:
            message = f"'[!{_LABEL}]' has no text: write it in the lines below, behind '>'"
            yield BodyFault(message, node.line, _BEGUN, harmless=True)
        elif first:
            yield BodyFault(
                f"a second '[!{_LABEL}]': line {first} has one", node.line, _BEGUN, harmless=True
            )
        else:
            first = node.line


def _blocks(body: Sequence[Node], *, listed: bool = False) -> Iterator[tuple[Node, bool]]:
    """All blocks that a reason may be, and whether it stands in a list."""
    for node in body:
        if node.type in ("bullet_list", "ordered_list", "list_item"):
            yield from _blocks(node.children, listed=True)
        else:
            yield node, listed


def _lines(node: Node) -> list[int]:
    """Where, among a paragraph's children, lines stand that begin like a reason; of a quote any."""
    if node.type in _QUOTES:
        return [at for child in node.children for at in _lines(child)]
    if node.type != "paragraph":
        return []
    inline = node.children
    starts = [at for at in range(len(inline)) if not at or inline[at - 1].type in _BREAKS]
    return [at for at in starts if _begins(inline[at])]


def _begins(node: Node) -> bool:
    found = _BEGUN.match(node.text) if node.type == "text" else None
    if found is None:
        return False
    word = (found[1] or found[2]).upper()
    return word.startswith(_LABEL) or bool(nearest(word, [_LABEL], ""))


def _without_break(inline: tuple[Node, ...]) -> tuple[Node, ...]:
    return inline[:-1] if inline and inline[-1].type in _BREAKS else inline
