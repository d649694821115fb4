"""Prose as it is read without colours: headings have their marks, links their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from adamtui.course.model import Node, text_of

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def written(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes with `##` before a heading, and `<address>` after a link that leads elsewhere.

    Links within the course have no address, nor have those whose text it is.
    """
    found: list[Node] = []
    for node in nodes:
        inner = written(node.children) if node.children else ()
        if node.type == "heading" and node.level > 1:
            # The first level has a rule below it.
            inner = (Node("text", f"{'#' * node.level} "), *inner)
        found.append(node if inner == node.children else replace(node, children=inner))
        if node.type == "link" and _ELSEWHERE.match(node.target) and not _told(node):
            found += [Node("text", " "), Node("code", f"<{node.target}>")]
    return tuple(found)


def _told(link: Node) -> bool:
    """Whether a link's text says where it leads."""
    text = text_of(link.children).strip().rstrip("/")
    return text in (link.target.rstrip("/"), link.target.partition(":")[2].strip("/"))
