"""Lines for the reader: each told once, by whoever watches, or kept for whoever asks.

Telling holds nothing up. A watcher hands a line to the loop of an application and waits for it, and
that loop may have ended.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress

from adamtui.progress.characters import plain

_LONGEST = 5000
_LAST_WORD = 0.1
"""Seconds that closing waits for a line that is just being told."""


class Notices:
    """The lines of one session; may be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: set[str] = set()
        self._untold: list[str] = []
        self._seen = 0
        """So many lines were there when somebody began to watch."""
        self._watcher: Callable[[str], None] | None = None
        self._telling: list[threading.Thread] = []

    @property
    def untold(self) -> tuple[str, ...]:
        """The lines that nobody was told yet."""
        with self._lock:
            return tuple(self._untold)

    def watch(self, watcher: Callable[[str], None]) -> None:
        """Have every further line told, each from a thread of its own.

        What the watcher raises is dropped. A line is untold until the call has come back.
        """
        with self._lock:
            self._watcher, self._seen = watcher, len(self._untold)

    def add(self, line: str) -> None:
        """Tell a line, or keep it; nothing where it was added before."""
        line = plain(line, _LONGEST)
        with self._lock:
            if line in self._known:
                return
            self._known.add(line)
            self._untold.append(line)
            if self._watcher is not None:
                self._tell(self._watcher, line)

    def _tell(self, watcher: Callable[[str], None], line: str) -> None:
        def tell() -> None:
            # The screen it would be told on may just be gone.
            with suppress(Exception):
                watcher(line)
                with self._lock:
                    self._untold.remove(line)

        thread = threading.Thread(target=tell, name="notice", daemon=True)
        # Where no thread can be started the line stays among the untold ones.
        with suppress(RuntimeError):
            thread.start()
            self._telling.append(thread)

    def unwatch(self) -> None:
        """Keep every further line."""
        with self._lock:
            self._watcher = None

    def late(self) -> tuple[str, ...]:
        """The untold lines of the time since somebody began to watch.

        What is just being told has a moment to be over.
        """
        with self._lock:
            telling = tuple(self._telling)
        deadline = time.monotonic() + _LAST_WORD
        for thread in telling:
            thread.join(max(deadline - time.monotonic(), 0.0))
        with self._lock:
            return tuple(self._untold[self._seen :])
