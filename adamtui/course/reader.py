"""What is known while one lesson's text is made into nodes."""

from __future__ import annotations

from typing import NamedTuple

from markdown_it.token import Token

from adamtui.course.inline import InlineReader
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Node, never_closed
from adamtui.course.titles import anchor


class Opened(NamedTuple):
    """An element: its opening token, its line, and the children read so far."""

    token: Token
    line: int
    children: list[Node]


class TreeReader:
    """Where in the lesson `tree` is; collects the title, footnotes, anchors and faults."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.inline = InlineReader(manuscript)
        self.footnotes: dict[str, list[Node]] = {}
        """By label; more than one of a label is a fault."""
        self.names: dict[str, int] = {}
        """Of live parts, each with the line of the first that has it."""
        self.title = ""
        """The words of the first heading of level 1 outside live parts."""
        self.line = 1
        """Where the latest block starts."""
        self.within = ""
        """The live part whose body is being read."""
        self._anchors: dict[str, int] = {}

    def fault(self, message: str) -> None:
        """Note a fault of the latest block."""
        self.manuscript.fault(message, Spot(self.line, 1))

    def check_closed(self, token: Token) -> None:
        """Note that the latest block, a fence, runs to the end because nothing closes it."""
        start, end = token.map or (0, 0)
        last = self.manuscript.line(self.line + end - start - 1).lstrip(" \t>").rstrip()
        mark = token.markup
        if end - start < 2 or set(last) != set(mark) or len(last) < len(mark):
            column = self.manuscript.line(self.line).find(mark) + 1
            spot = Spot(self.line, max(column, 1))
            self.manuscript.fault(never_closed(mark), spot, kind="open")

    def anchor_for(self, title: str) -> str:
        """The anchor of a heading, unique in the lesson."""
        wanted = anchor(title)
        seen = self._anchors.get(wanted, 0)
        self._anchors[wanted] = seen + 1
        return f"{wanted}-{seen}" if seen else wanted
