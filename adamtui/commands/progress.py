"""How far a long command has got, on the error stream of a terminal.

Says nothing to a pipe or a file, nothing where results are printed to a terminal at the same time,
and nothing of what is done within half a second.
"""

from __future__ import annotations

import sys
import time
from typing import TextIO

from adamtui.commands.passing_line import PATIENCE, PAUSE, PassingLine

_CELLS = 30


class Progress:
    """A bar that is drawn over itself, and taken away in the end."""

    def __init__(
        self, wanted: int, out: TextIO | None = None, unit: str = "updates", *, alone: bool = False
    ) -> None:
        """A bar up to `wanted`, on `out` or on standard error.

        `alone` says that no results are printed while it is there.
        """
        self._wanted = wanted
        self._unit = unit
        self._line = PassingLine(out)
        shown = self._line.seen and (alone or _results_go_elsewhere())
        self._next = time.monotonic() + PATIENCE if shown else float("inf")

    def at(self, done: int, wanted: int | None = None) -> None:
        """So much is done; of `wanted`, where that was not known before."""
        self._wanted = self._wanted if wanted is None else wanted
        now = time.monotonic()
        if now < self._next or done >= self._wanted:
            return
        self._next = now + PAUSE
        full = _CELLS * done // self._wanted
        bar = "#" * full + "." * (_CELLS - full)
        self._line.draw(f"[{bar}] {done:,} of {self._wanted:,} {self._unit}")

    def end(self) -> None:
        """Take the bar away."""
        self._line.erase()


def _results_go_elsewhere() -> bool:
    """Whether a bar would not run into the results."""
    return sys.stdout is not None and not sys.stdout.isatty()
