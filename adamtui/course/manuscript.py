"""A lesson's source while it is read: its lines, and the faults noted against them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from adamtui.course.model import Fault, FaultKind, Severity


class Spot(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


class Option(NamedTuple):
    """One `:name: value` line."""

    name: str
    value: str
    name_at: Spot
    value_at: Spot


class Manuscript:
    """The text of one file, its lines counted from 1."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.faults: list[Fault] = []
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]

    def fault(
        self, message: str, spot: Spot, severity: Severity = "error", *, kind: FaultKind = ""
    ) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.path, *spot, message, severity, kind))

    def line(self, number: int) -> str:
        """One line; "" past the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def offset(self, line: int) -> int:
        """Where a line starts in the text; the text's end for one past it."""
        return self._starts[min(line, len(self._starts)) - 1]

    def spot(self, offset: int) -> Spot:
        """The line and column of a place in the text."""
        line = bisect_right(self._starts, offset, 0, len(self._lines))
        return Spot(line, offset - self._starts[line - 1] + 1)

    def find(self, needle: str, line: int) -> Spot:
        """Where `needle` first stands on or after `line`; the line's start if it does not.

        A needle of several lines is found by its first.
        """
        wanted = needle.strip().split("\n", 1)[0]
        at = self.text.find(wanted, self.offset(line)) if wanted else -1
        return self.spot(at) if at >= 0 else Spot(line, 1)
