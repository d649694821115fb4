"""Recording in slices, so that a long recording never keeps a key waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter

from textual.widget import Widget
from textual.worker import Worker

from adamtui.core.trace import Trace

AT_ONCE = 200
"""So many updates are recorded without a pause: a few milliseconds."""
_NUMBERS = 2**13
"""Fewer, where they are updates of so many numbers."""

_SLICE_SECONDS = 0.02
_PAUSE_SECONDS = 0.002


class Recorder:
    """Records one trace at a time on behalf of a widget."""

    def __init__(self, owner: Widget, report: Callable[[int, int], None]) -> None:
        """`report` is told how many updates are recorded, and how many are wanted."""
        self._owner = owner
        self._report = report
        self._worker: Worker[None] | None = None

    @property
    def running(self) -> bool:
        """Whether something is being recorded."""
        return self._worker is not None and self._worker.is_running

    def record(self, trace: Trace, wanted: int, done: Callable[[], None]) -> None:
        """Record up to update `wanted`, then call `done`: at once when little is missing."""
        self.abandon()
        if wanted - trace.last <= _at_once(trace):
            trace.extend_to(wanted)
            done()
        else:
            self._worker = self._owner.run_worker(self._slices(trace, wanted, done))
            self._owner.refresh_bindings()

    def abandon(self) -> None:
        """Stop; what is recorded stays recorded."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
            self._owner.refresh_bindings()

    async def _slices(self, trace: Trace, wanted: int, done: Callable[[], None]) -> None:
        size = _at_once(trace)
        while trace.last < wanted:
            self._report(trace.last, wanted)
            started = perf_counter()
            trace.extend_to(min(trace.last + size, wanted))
            spent = perf_counter() - started
            size = max(1, int(size * min(2.0, _SLICE_SECONDS / max(spent, 1e-6))))
            await asyncio.sleep(_PAUSE_SECONDS)
        self._worker = None
        done()
        self._owner.refresh_bindings()


def _at_once(trace: Trace) -> int:
    return max(1, min(AT_ONCE, _NUMBERS // trace.dimension))
