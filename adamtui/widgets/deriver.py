"""Deriving in a thread, step by step, so that no key waits for SymPy.

SymPy is imported by the first step, in the thread. Whoever wants the same derivation watches the
same work. Work that nobody watches any more ends with the step it is at; its thread keeps nothing
alive, not even the program.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import SimpleQueue
from typing import NamedTuple

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from adamtui.algebra.steps import Step

SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
FAILED = "failed"
"""The key of a last step that says that there is no derivation."""
_TURN_SECONDS = 0.12


class Source(NamedTuple):
    """Where a derivation comes from; sources of one name derive the same."""

    name: str
    steps: Callable[[], Iterator[Step]]


class Work:
    """One derivation, going on or done."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.steps: list[Step] = []
        """What has been found; the thread appends, everybody else reads."""
        self.done = False
        self.watchers: list[Widget] = []
        self.stop = threading.Event()

    @property
    def of_use(self) -> bool:
        """Whether whoever comes now can still have it."""
        failed = bool(self.steps) and self.steps[-1].key == FAILED
        return not failed and not self.stop.is_set()

    def run(self) -> None:
        """In the thread: every step, as soon as it is found."""
        if self.stop.is_set():
            return
        for step in _told(self.source):
            if self.stop.is_set():
                return
            self.steps.append(step)
            self._tell()
        self.done = True
        self._tell()

    def _tell(self) -> None:
        # The loop may be gone by the time a step is there.
        with suppress(RuntimeError):
            for watcher in tuple(self.watchers):
                watcher.post_message(Deriver.Found(self))


_works: dict[str, Work] = {}
"""By the name of the source; a dozen at most."""


class _Bench:
    """The one thread that derives: two side by side would only slow each other down."""

    def __init__(self) -> None:
        self._wanted: SimpleQueue[Work] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def put(self, work: Work) -> None:
        """Derive this next, after what has been put here before."""
        self._wanted.put(work)
        if self._thread is None:
            self._thread = threading.Thread(target=self._go_on, daemon=True)
            self._thread.start()

    def _go_on(self) -> None:
        while True:
            self._wanted.get().run()


_bench = _Bench()


class Deriver:
    """Follows one derivation at a time on behalf of a widget, which passes `Found` on to `take`."""

    class Found(Message):
        """There is another step, or there are no more."""

        def __init__(self, work: Work) -> None:
            super().__init__()
            self.work = work

    def __init__(self, owner: Widget, show: Callable[[], None]) -> None:
        """`show` is called whenever there is more to show."""
        self._owner = owner
        self._show = show
        self._work: Work | None = None
        self._timer: Timer | None = None
        self._turn = 0

    @property
    def steps(self) -> Sequence[Step]:
        """What has been derived."""
        return tuple(self._work.steps) if self._work is not None else ()

    @property
    def busy(self) -> str:
        """A sign that turns while something is being derived, else ""."""
        return SPINNER[self._turn % len(SPINNER)] if self._timer is not None else ""

    def derive(self, source: Source | None) -> None:
        """Follow this derivation, begun here or elsewhere; with None, none."""
        work = self._work
        if source is not None and work is not None:
            if work.source.name == source.name and work.of_use:
                return
        elif source is None and work is None:
            return
        self.abandon()
        self._work = None if source is None else self._watch(source)
        self._show()

    def abandon(self) -> None:
        """Follow it no longer; what has been derived stays shown."""
        work = self._work
        if work is not None and self._owner in work.watchers:
            work.watchers.remove(self._owner)
            if not work.watchers and not work.done:
                work.stop.set()
        self._rest()

    def take(self, found: Found) -> None:
        """Show what is new, unless it comes too late."""
        if found.work is self._work:
            if found.work.done:
                self._rest()
            self._show()

    def _watch(self, source: Source) -> Work:
        work = _works.get(source.name)
        if work is None or not work.of_use:
            work = _works[source.name] = Work(source)
            _bench.put(work)
        work.watchers.append(self._owner)
        if not work.done:
            self._timer = self._owner.set_interval(_TURN_SECONDS, self._spin)
        return work

    def _spin(self) -> None:
        self._turn += 1
        self._show()

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def _told(source: Source) -> Iterator[Step]:
    """The steps; where SymPy fails, a last one that says so."""
    try:
        yield from source.steps()
    except Exception as error:  # a traceback of the thread would go over the screen
        yield Step(FAILED, f"SymPy could not go on: {type(error).__name__}.", "")
