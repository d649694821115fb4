"""How far a long command has got, on the error stream of a terminal.

Says nothing to a pipe or a file, nothing where the results are printed to a terminal themselves,
and nothing of what is done within half a second.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

PATIENCE, PAUSE = 0.5, 0.1
"""Seconds before the bar is first drawn, and between two drawings."""
_CELLS = 30
_ERASE = "\r\x1b[K"


class Progress:
    """A bar that is drawn over itself, and taken away in the end."""

    def __init__(self, wanted: int, out: TextIO | None = None) -> None:
        """A bar up to `wanted`, on `out` or on standard error."""
        self._wanted = wanted
        self._out = sys.stderr if out is None else out
        self._next = time.monotonic() + PATIENCE if _seen(self._out) else float("inf")
        self._drawn = False

    def at(self, done: int) -> None:
        """So much is done."""
        now = time.monotonic()
        if now < self._next or done >= self._wanted:
            return
        self._next, self._drawn = now + PAUSE, True
        full = _CELLS * done // self._wanted
        bar = "#" * full + "." * (_CELLS - full)
        self._write(f"{_ERASE}[{bar}] {done:,} of {self._wanted:,} updates")

    def end(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        """A terminal that has gone is no reason to stop."""
        try:
            self._out.write(text)
            self._out.flush()
        except (OSError, ValueError):
            self._next, self._drawn = float("inf"), False


def _seen(out: TextIO | None) -> bool:
    """Whether a bar on `out` would be read, and not run into the results."""
    if out is None or not out.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and not sys.stdout.isatty()
