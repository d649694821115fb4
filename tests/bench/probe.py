"""A program on a terminal, with a clock on what it writes and a look at what it uses."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from tests.emulator import Emulator
from tests.terminal import Terminal

ROOT = Path(__file__).parents[2]
ADAMTUI = (sys.executable, "-m", "adamtui")
MINIMAL = (sys.executable, str(ROOT / "tests" / "minimal_app.py"))
MINIMAL_READY = "pressed 0"
QUIET = 0.12
"""Seconds without output after which a program is taken to have settled."""

Size = tuple[int, int]


class MeasureError(Exception):
    """There is no figure; the message is one line that says why."""


class Pressed(NamedTuple):
    """What a key led to: seconds to the first visible change and to the last byte, bytes."""

    first: float
    settled: float
    bytes: int


class Probe(Terminal):
    """A terminal that notes when each piece of output came."""

    def __init__(self, argv: Sequence[str], size: Size, **options: Any) -> None:
        self._pieces: list[tuple[float, bytes]] = []
        self._shown: list[float] = []
        super().__init__(argv, size, cwd=ROOT, **options)

    def received(self, data: bytes) -> None:
        """Stamp the piece, and the frame if it completes one."""
        now, frames = time.perf_counter(), self.emulator.frames
        super().received(data)
        self._pieces.append((now, data))
        if self.emulator.frames > frames:
            self._shown.append(now)

    def ready(self, pattern: str, timeout: float = 30) -> float:
        """Seconds from the start to the frame that first shows `pattern`; MeasureError if none.

        Drawing waits for silence, so that it does not hold up the reading.
        """
        deadline = time.perf_counter() + timeout
        while not re.search(pattern, self.screen()):
            if self.ended or time.perf_counter() > deadline:
                raise self._unmeasured(f"never showed {pattern!r}")
            self.settle(QUIET)
        again = Emulator(*self.size)
        for at, data in self._pieces:
            frames = again.frames
            again.feed(data)
            if again.frames > frames and re.search(pattern, "\n".join(again.lines())):
                return at - self.started
        raise self._unmeasured(f"never showed {pattern!r} in a whole frame")

    def press(self, key: str, limit: float = 3) -> Pressed:
        """Press a key and wait until all it leads to has been written."""
        self._pieces, self._shown = [], []
        sent = time.perf_counter()
        self.send(key)
        while (self.pump(QUIET) or not self._shown) and time.perf_counter() < sent + limit:
            pass
        if not self._shown:
            raise self._unmeasured(f"{key!r} changed nothing")
        written = sum(len(data) for _, data in self._pieces)
        return Pressed(self._shown[0] - sent, self._pieces[-1][0] - sent, written)

    def bytes_since_press(self) -> int:
        """Bytes written since the last key was pressed."""
        return sum(len(data) for _, data in self._pieces)

    def memory(self) -> float:
        """Proportional set size of the program and its children, in MB."""
        rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self._processes())
        return (
            sum(int(kb) for text in rollups for kb in re.findall(r"^Pss: +(\d+)", text, re.M))
            / 1024
        )

    def wakeups(self) -> int:
        """How often its threads have gone to sleep of themselves, and so been woken, so far."""
        statuses = (
            status.read_text()
            for pid in self._processes()
            for status in Path(f"/proc/{pid}/task").glob("*/status")
        )
        return sum(
            int(count)
            for text in statuses
            for count in re.findall(r"^voluntary.*?(\d+)", text, re.M)
        )

    def _unmeasured(self, why: str) -> MeasureError:
        return MeasureError(f"{why}; the screen: {' '.join(self.screen().split())}"[:200])

    def _processes(self) -> Iterator[int]:
        """The program's session, which `Terminal` made for it alone."""
        for pid in [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]:
            with suppress(ProcessLookupError, PermissionError):
                if os.getsid(pid) == self.process.pid:
                    yield pid


def alternate(
    measures: Mapping[str, Callable[[], float]], runs: int
) -> tuple[dict[str, float], dict[str, str]]:
    """Medians by name of `runs` measurements taken in turn, and why others could not be taken.

    One more of each goes before and does not count: it brings the files into the cache.
    """
    failed: dict[str, str] = {}
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(1 + runs):
        for name in [each for each in measures if each not in failed]:
            try:
                taken[name].append(measures[name]())
            except MeasureError as error:
                failed[name] = str(error)
    return {name: median(taken[name][1:]) for name in measures if name not in failed}, failed
