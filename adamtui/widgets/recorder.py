"""Recording in slices, so that a long recording never keeps a key waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

from adamtui.core.trace import Trace

AT_ONCE = 200
"""So many updates are recorded without a pause: a few milliseconds."""

_SLICE_SECONDS = 0.02
_PAUSE_SECONDS = 0.002


async def record(trace: Trace, wanted: int, report: Callable[[int], None]) -> None:
    """Record up to update `wanted`, telling `report` how far it got after each slice.

    Between slices other tasks run; cancelling keeps what was recorded.
    """
    slice_size = AT_ONCE
    while trace.last < wanted:
        started = perf_counter()
        trace.extend_to(min(trace.last + slice_size, wanted))
        spent = perf_counter() - started
        slice_size = max(1, int(slice_size * min(2.0, _SLICE_SECONDS / max(spent, 1e-6))))
        report(trace.last)
        await asyncio.sleep(_PAUSE_SECONDS)
