"""A sign of life on the error stream of a terminal, while what cannot tell its progress runs.

Says nothing to a pipe or a file, and nothing of what is done within half a second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from threading import Event, Thread
from typing import TextIO

from adamtui.commands.progress import PATIENCE, PAUSE

_FRAMES = "|/-\\"
_ERASE = "\r\x1b[K"


@contextmanager
def spinning(what: str, out: TextIO | None = None) -> Iterator[None]:
    """A line that moves until the block is left, however it is left; then it is taken away."""
    stream = sys.stderr if out is None else out
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    over = Event()
    thread = Thread(target=_spin, args=(what, stream, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _spin(what: str, out: TextIO, over: Event) -> None:
    """A terminal that has gone is no reason to stop the work."""
    if over.wait(PATIENCE):
        return
    with suppress(OSError, ValueError):
        for frame in cycle(_FRAMES):
            out.write(f"{_ERASE}{frame} {what}")
            out.flush()
            if over.wait(PAUSE):
                break
        out.write(_ERASE)
        out.flush()
