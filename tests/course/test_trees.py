"""Markdown as the tree it is read as; the fixture file shows each case."""

from __future__ import annotations

from adamtui.course.model import Directive, Node
from adamtui.course.parse import parse

FIXTURE = "trees.txt"
_FIELDS = ("level", "label", "target", "task", "align")


def drawn(node: Node, depth: int = 0) -> list[str]:
    words = [node.type]
    if node.type in ("bullet_list", "ordered_list"):
        words.append("tight" if node.tight else "loose")
    if node.type == "ordered_list":
        words.append(f"start={node.start}")
    words += [
        f"{f}={v}"
        for f in _FIELDS
        if (v := getattr(node, f)) not in (0, "", (), None) or v is False
    ]
    words += [repr(node.text)] if node.text else []
    lines = ["  " * depth + " ".join(words)]
    for child in node.children:
        lines += drawn(child, depth + 1)
    return lines


def lesson_drawn(source: str) -> str:
    lines: list[str] = []
    for block in parse(source, "x.md").blocks:
        live = isinstance(block, Directive)
        if live:
            lines.append(f"{{{block.name}}} {block.id}")
        for node in block.body if live else block.nodes:
            lines += drawn(node, int(live))
    return "\n".join(lines)


def test_the_tree_is_as_drawn(case: tuple[str, str, str]) -> None:
    _, source, expected = case
    assert lesson_drawn(source) == expected
