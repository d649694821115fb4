"""A line on the error stream of a terminal, drawn over itself and taken away in the end.

A terminal that has gone is no reason to stop the work: nothing more is drawn on it.
"""

from __future__ import annotations

import os
import sys
from typing import TextIO

PATIENCE, PAUSE = 0.5, 0.1
"""Seconds before a line is first drawn, and between two drawings."""
_ERASE = "\r\x1b[K"


class PassingLine:
    """One line, on a stream or on standard error; nothing to a pipe or a file."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = sys.stderr if out is None else out
        self._drawn = False
        self.seen = (
            self._out is not None and self._out.isatty() and os.environ.get("TERM") != "dumb"
        )
        """Whether anyone would see what is drawn."""

    def draw(self, text: str) -> None:
        """Put `text` in place of what stands there."""
        self._write(f"{_ERASE}{text}")
        self._drawn = True

    def erase(self) -> None:
        """Take away what has been drawn, if anything has."""
        if self._drawn:
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        if not self.seen:
            return
        try:
            self._out.write(text)
            self._out.flush()
        except (OSError, ValueError):
            self.seen = False
