"""Where in a file the pieces of its paragraphs stand, of which a node knows no more than the block.

A block reaches to the line on which the next one begins. Within it pieces are looked for in reading
order, each after the one before, so that the second of two alike is found in its own place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Lesson, Node

_DEFINITION = re.compile(r"^[ \t>]*\[[^\]\n]+\]:[ \t]*(?:\n[ \t>]*)?<?([^\s>]+)", re.MULTILINE)
_VISIBLE = re.compile(r"[^\n]")


class Places:
    """The places of one lesson's formulas and links, asked for in reading order."""

    def __init__(self, lesson: Lesson, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        lines = {node.line for node in lesson.nodes()} | {d.line for d in lesson.directives()}
        self._lines = sorted(lines)
        # Comments are no part of any block: blank, they leave everything in its place.
        self._text = _without_comments(manuscript.text)
        self._reached: dict[int, int] = {}

    def of_formula(self, node: Node, offset: int | None) -> Spot:
        """Where the character `offset` of a formula stands; with None, it is only passed over."""
        lines = node.text.split("\n")
        at = self._beginning(node, lines[0])
        if offset is None:
            self._reach(node, at + len(lines[0]))
            return self.manuscript.spot(at)
        before = node.text[:offset].split("\n")
        end = self._end(node)
        for line in lines[1 : len(before)]:
            written = line.strip()
            found = self._text.find(written, at + 1, end) if written else -1
            at = found if found >= 0 else at
        indent = 0
        if len(before) > 1:
            own = lines[len(before) - 1]
            indent = len(own) - len(own.lstrip())
        self._reach(node, at + 1)
        return self.manuscript.spot(at + max(len(before[-1]) - indent, 0))

    def _beginning(self, node: Node, first: str) -> int:
        """Where the first line of a formula stands."""
        start, end = self._start(node), self._end(node)
        if node.type == "math" and (at := self._text.find(f"${first}", start, end)) >= 0:
            return at + 1
        dollar = self._text.find("$", start, end)
        opened = dollar if dollar >= 0 else start
        at = self._text.find(first, opened, end)
        return at if at >= 0 else opened

    def of_code(self, node: Node) -> None:
        """Pass over a span of code."""
        at = self._text.find(f"`{node.text}", self._start(node), self._end(node))
        if at >= 0:
            self._reach(node, at + len(node.text) + 1)

    def of_target(self, node: Node) -> Spot:
        """Where the target of a link or image is written: in it, or where it is defined."""
        start, end = self._start(node), self._end(node)
        for opening in ("](", "](<", "]( "):
            at = self._text.find(opening + node.target, start, end) if node.target else -1
            if at >= 0:
                at += len(opening)
                self._reach(node, at + len(node.target))
                return self.manuscript.spot(at)
        if node.target in self._definitions:
            return self.manuscript.spot(self._definitions[node.target])
        at = self._text.find("](", start, end)
        if at < 0:
            return Spot(node.line, 1)
        self._reach(node, at + 2)
        return self.manuscript.spot(at + 2)

    def of_mark(self, node: Node, mark: str) -> Spot:
        """Where a mark stands in a node's block; the block where it does not."""
        at = self._text.find(mark, self._start(node), self._end(node))
        return self.manuscript.spot(at) if at >= 0 else Spot(node.line, 1)

    @cached_property
    def _definitions(self) -> dict[str, int]:
        """Where each target stands that a definition `[label]: target` names."""
        found = reversed([*_DEFINITION.finditer(self._text)])
        return {each[1]: each.start(1) for each in found}

    def _start(self, node: Node) -> int:
        return self._reached.get(node.line) or self.manuscript.offset(node.line)

    def _reach(self, node: Node, offset: int) -> None:
        self._reached[node.line] = max(offset, self._start(node))

    def _end(self, node: Node) -> int:
        after = bisect_right(self._lines, node.line)
        if after == len(self._lines):
            return len(self._text)
        return self.manuscript.offset(self._lines[after])


def _without_comments(text: str) -> str:
    """The text with a space for each character of its comments."""
    kept: list[str] = []
    done = 0
    while (begin := text.find("<!--", done)) >= 0 and (end := text.find("-->", begin)) >= 0:
        kept += [text[done:begin], _VISIBLE.sub(" ", text[begin : end + 3])]
        done = end + 3
    return "".join([*kept, text[done:]])


def as_written(nodes: Iterable[Node]) -> Iterator[Node]:
    """Nodes and all below them, in the order of what is written last of each: a link's target."""
    for node in nodes:
        yield from as_written(node.children)
        yield node
