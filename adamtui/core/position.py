"""Where one stands in a run: in update t, after so many of its lines.

Walking is arithmetic on positions; it never computes or records anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Position(NamedTuple):
    """After `line` lines of update `t`: 1 … the number of lines, and 0 only at the start."""

    t: int
    line: int


@dataclass(frozen=True, slots=True)
class Walk:
    """The positions of a run whose first update is `first` + 1, each update of `lines` lines."""

    lines: int
    first: int = 0

    @property
    def start(self) -> Position:
        """Before the first update."""
        return Position(self.first, 0)

    def end(self, t: int) -> Position:
        """Update t done; the start where there is no such update."""
        return Position(t, self.lines) if t > self.first else self.start

    def is_end(self, at: Position) -> bool:
        """Whether all of the update's lines are done (the start counts as one)."""
        return at.line >= self.lines or at == self.start

    def forward(self, at: Position) -> Position:
        """The end of this update, or of the next where this one is done."""
        return self.end(at.t + 1 if self.is_end(at) else at.t)

    def back(self, at: Position) -> Position:
        """The end of the update before."""
        return self.end(at.t - 1)

    def line_forward(self, at: Position) -> Position:
        """One line on, into the next update where this one is done."""
        return Position(at.t + 1, 1) if self.is_end(at) else Position(at.t, at.line + 1)

    def line_back(self, at: Position) -> Position:
        """One line back, into the update before where this one has only begun."""
        if at == self.start:
            return at
        return Position(at.t, at.line - 1) if at.line > 1 else self.end(at.t - 1)
