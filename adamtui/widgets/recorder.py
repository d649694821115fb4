"""Recording in slices, so that a long recording never keeps a key waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Protocol

from textual.widget import Widget
from textual.worker import Worker

AT_ONCE = 200
"""So many updates are recorded without a pause: a few milliseconds."""
_NUMBERS = 2**13
"""Fewer, where they are updates of so many numbers."""

_SLICE_SECONDS = 0.02
_PAUSE_SECONDS = 0.002


class Recordable(Protocol):
    """A run, or several together, that grows at its end."""

    @property
    def last(self) -> int:
        """The number of the last update recorded."""

    @property
    def dimension(self) -> int:
        """The numbers in a line of an update."""

    def extend_to(self, t: int) -> None:
        """Record every update up to t."""


class Recorder:
    """Records one thing at a time on behalf of a widget."""

    def __init__(self, owner: Widget, report: Callable[[int, int], None]) -> None:
        """`report` is told how many updates are recorded, and how many are wanted."""
        self._owner = owner
        self._report = report
        self._worker: Worker[None] | None = None

    @property
    def running(self) -> bool:
        """Whether something is being recorded."""
        return self._worker is not None and self._worker.is_running

    def record(
        self, record: Recordable, wanted: int, done: Callable[[], None], *, quiet: bool = False
    ) -> None:
        """Record up to update `wanted`, then call `done`: at once when little is missing.

        `quiet` reports no progress: for what is done before anybody could read it.
        """
        self.abandon()
        if wanted - record.last <= _at_once(record):
            record.extend_to(wanted)
            done()
        else:
            report = _unheard if quiet else self._report
            # Not called before it runs: of one that is abandoned at once nothing is left over.
            slices = partial(_slices, record, wanted, report, self._done(done))
            self._worker = self._owner.run_worker(slices)
            self._owner.refresh_bindings()

    def abandon(self) -> None:
        """Stop; what is recorded stays recorded."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
            self._owner.refresh_bindings()

    def _done(self, then: Callable[[], None]) -> Callable[[], None]:
        def arrived() -> None:
            self._worker = None
            then()
            self._owner.refresh_bindings()

        return arrived


def _unheard(_done: int, _wanted: int) -> None:
    """Report nothing."""


async def _slices(
    record: Recordable, wanted: int, report: Callable[[int, int], None], done: Callable[[], None]
) -> None:
    size = _at_once(record)
    while record.last < wanted:
        report(record.last, wanted)
        started = perf_counter()
        record.extend_to(min(record.last + size, wanted))
        spent = perf_counter() - started
        size = max(1, int(size * min(2.0, _SLICE_SECONDS / max(spent, 1e-6))))
        await asyncio.sleep(_PAUSE_SECONDS)
    done()


def _at_once(record: Recordable) -> int:
    return max(1, min(AT_ONCE, _NUMBERS // record.dimension))
