"""A run recorded for printing: in pieces, each let go before the next, so that none is too long.

What takes a while shows how far it is, see `progress`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from adamtui.commands.progress import Progress
from adamtui.core.engine import Run
from adamtui.core.trace import Trace

_NUMBERS = 2**16
"""Numbers in a piece, or one update where that has more."""


def pieces(run: Run, count: int) -> Iterator[Trace]:
    """Updates 1 … `count` in order; a piece holds those after its `first`. At least one piece."""
    trace = Trace(run, limit=sys.maxsize)
    size = max(1, _NUMBERS // (len(trace.lines) * trace.dimension))
    progress = Progress(count)
    try:
        while True:
            trace.extend_to(min(trace.first + size, count))
            yield trace
            if trace.last >= count:
                return
            progress.at(trace.last)
            trace = trace.fork(trace.last, run)
    finally:
        progress.end()
