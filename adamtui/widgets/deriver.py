"""Deriving in a thread, step by step, so that no key waits for SymPy.

SymPy is imported by the first step, in the thread. A derivation that is abandoned ends with the
step it is at; its thread keeps nothing alive, not even the program.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from adamtui.algebra.mgf import Step

SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_TURN_SECONDS = 0.12

_one_at_a_time = threading.Lock()
"""Two derivations side by side would only slow each other down."""

_whole: dict[str, tuple[Step, ...]] = {}
"""The derivations that came to their end, by the name of their source; a dozen at most."""


class Source(NamedTuple):
    """Where a derivation comes from; sources of one name derive the same."""

    name: str
    steps: Callable[[], Iterator[Step]]


class Found(Message):
    """A step was derived, or, with None, there are no more."""

    def __init__(self, work: threading.Event, step: Step | None) -> None:
        super().__init__()
        self.work = work
        self.step = step


class Deriver:
    """Derives one thing at a time on behalf of a widget, which passes `Found` on to `take`."""

    def __init__(self, owner: Widget, show: Callable[[], None]) -> None:
        """`show` is called whenever there is more to show."""
        self._owner = owner
        self._show = show
        self._source: Source | None = None
        self._steps: list[Step] = []
        self._stop: threading.Event | None = None
        self._timer: Timer | None = None
        self._turn = 0

    @property
    def steps(self) -> Sequence[Step]:
        """What has been derived."""
        return tuple(self._steps)

    @property
    def busy(self) -> str:
        """A sign that turns while something is being derived, else ""."""
        return SPINNER[self._turn % len(SPINNER)] if self._stop is not None else ""

    def derive(self, source: Source) -> None:
        """Begin, unless it is what is being derived or has been already."""
        same = self._source is not None and source.name == self._source.name
        if same and (self._stop is not None or source.name in _whole):
            return
        self.abandon()
        self._source, self._steps = source, list(_whole.get(source.name, ()))
        if source.name not in _whole:
            self._begin(source)

    def abandon(self) -> None:
        """Stop; what has been derived stays shown."""
        if self._stop is not None:
            self._stop.set()
            self._end()

    def clear(self) -> None:
        """Stop, and forget what was derived."""
        self.abandon()
        self._source, self._steps = None, []

    def take(self, found: Found) -> None:
        """Show another step, unless it comes too late."""
        if found.work is not self._stop or self._source is None:
            return
        if found.step is not None:
            self._steps.append(found.step)
        else:
            _whole[self._source.name] = tuple(self._steps)
            self._end()
        self._show()

    def _begin(self, source: Source) -> None:
        self._stop = threading.Event()
        self._timer = self._owner.set_interval(_TURN_SECONDS, self._spin)
        work = threading.Thread(target=self._work, args=(source, self._stop), daemon=True)
        work.start()

    def _work(self, source: Source, stop: threading.Event) -> None:
        """In the thread: every step, as soon as it is found."""
        # The loop may be gone by the time a step is there.
        with _one_at_a_time, suppress(RuntimeError):
            for step in _told(source):
                if stop.is_set() or not self._owner.post_message(Found(stop, step)):
                    return
            self._owner.post_message(Found(stop, None))

    def _spin(self) -> None:
        self._turn += 1
        self._show()

    def _end(self) -> None:
        self._stop = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None


def _told(source: Source) -> Iterator[Step]:
    """The steps; where SymPy fails, a last one that says so."""
    try:
        yield from source.steps()
    except Exception as error:  # a traceback of the thread would go over the screen
        yield Step("failed", f"SymPy could not go on: {type(error).__name__}.", "")
