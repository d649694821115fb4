"""The bench: starts and stops the timing of Adam's three kernels, and shows what it finds.

What is timed runs in a thread, a tenth of a second at a time, so that no key waits for it; between
two of them the picture is drawn. A thread that is stopped finishes what it is timing; the next one
waits for that, since two at a time would slow each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from threading import Event
from time import perf_counter
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import Worker

from adamtui.core.kernels import KERNELS
from adamtui.panels.bench import BenchScene, bench
from adamtui.timing.kernels import Progress, measured
from adamtui.widgets.part import Part
from adamtui.widgets.picture import Picture

_SLICE_SECONDS = 0.1
_CODE = ("", *KERNELS)


class Bench(Part, can_focus=True):
    """Times Adam three ways, and shows the code of each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start", "measure", tooltip="measure, or measure again"),
        Binding("c", "code", "code", tooltip="the code: textbook, in place, blocked; the chart"),
        Binding("escape", "stop", "stop", tooltip="stop measuring"),
    ]

    def __init__(self, measure: Callable[[], Iterator[Progress]] = measured) -> None:
        """`measure` yields what is known, again and again; nothing runs until asked for."""
        super().__init__()
        self.picture = Picture()
        self._measure = measure
        self._scene = BenchScene()
        self._stopped = Event()
        """Of the run that is shown."""
        self._turn = asyncio.Lock()
        """Had by the run that measures."""

    def compose(self) -> ComposeResult:
        """The picture alone."""
        yield self.picture

    def on_mount(self) -> None:
        """Say what there is to measure."""
        self._show()

    def action_start(self) -> None:
        """Measure from the beginning, unless that is being done."""
        if not self._scene.running:
            self.use()
            self._show(progress=None, running=True, note="")
            self._stopped = Event()
            # Not called before it runs: of one that is stopped at once nothing is left over.
            _: Worker[None] = self.run_worker(partial(self._slices, self._stopped))

    def action_stop(self) -> None:
        """Stop; what is measured stays."""
        self._stopped.set()
        self._show(running=False)

    def on_unmount(self) -> None:
        """Measure no further for nobody."""
        self._stopped.set()

    def action_code(self) -> None:
        """The code of the next of the three; after the last, the chart again."""
        place = _CODE.index(self._scene.code)
        self._show(code=_CODE[(place + 1) % len(_CODE)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`escape` is the bench's while it runs, else the screen's."""
        return self._scene.running if action == "stop" else True

    async def _slices(self, stopped: Event) -> None:
        """Show what is measured, slice by slice, unless it has been stopped by then."""
        note = ""
        async with self._turn:
            rounds = self._measure()
            try:
                while progress := await asyncio.to_thread(_latest, rounds, stopped):
                    if not stopped.is_set():
                        self._show(progress=progress)
            except MemoryError:
                note = "out of memory"
        if not stopped.is_set():
            self._show(running=False, note=note)

    def _show(self, **changes: object) -> None:
        """Draw with these changes to what is shown."""
        before, self._scene = self._scene, replace(self._scene, **changes)  # type: ignore[arg-type]
        self.picture.show(partial(bench, self._scene))
        if before.running != self._scene.running:
            self.refresh_bindings()


def _latest(rounds: Iterator[Progress], stopped: Event) -> Progress | None:
    """What is known after a while of measuring; None where there is no more to measure."""
    begun, latest = perf_counter(), None
    while not stopped.is_set() and (following := next(rounds, None)) is not None:
        latest = following
        if perf_counter() - begun >= _SLICE_SECONDS:
            break
    return latest
