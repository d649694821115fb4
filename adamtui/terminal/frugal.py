"""An application that sends only what changed on the screen.

Textual sends a widget's row from its left edge whenever a cell of it is painted, each piece with
its full style. Here what Textual would send is compared with what was sent before. That takes
private names of Textual, `App._display` and the classes of its updates; those that widgets and
screens take stand in adamtui/widgets/inside_textual.py.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App, SuspendNotSupported
from textual.events import Event, InputEvent
from textual.screen import Screen

from adamtui.terminal.shadow import Shadow

Piece: TypeAlias = tuple[int, int, Iterable[Segment]]

_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
    "windows": ColorSystem.WINDOWS,
}


class FrugalApp(App[None]):
    """An App whose frames carry only the cells that differ from those on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._shadow = Shadow()
        self._returned = 0.0
        """When the terminal was last taken back from another program."""

    def on_mount(self) -> None:
        """Send everything after the terminal was somebody else's for a while."""
        self.app_resume_signal.subscribe(self, lambda _: self._shadow.forget())

    def on_resize(self) -> None:
        """Send everything: a terminal may move rows when its height changes."""
        self._shadow.forget()

    def action_redraw(self) -> None:
        """Send the whole screen again."""
        self._shadow.forget()
        self.screen.refresh(layout=True)

    def lend(self, words: Sequence[str]) -> int:
        """Give the terminal to another program until that ends.

        Returns its exit status, or minus the signal that ended it; OSError where it cannot be
        started. Nothing of ours goes on meanwhile, so nothing of ours is written. What was typed
        before it ended was for that program.
        """
        from adamtui.terminal import guest

        status, failed = 0, None
        try:
            with self.suspend():
                # Textual does not take the terminal back from a block that fails.
                try:
                    status = guest.run(words)
                except OSError as error:
                    failed = error
        except SuspendNotSupported:
            failed = OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
        self._returned = Event().time
        self.action_redraw()
        if failed is not None:
            raise failed
        return status

    async def on_event(self, event: Event) -> None:
        """Let go of what was typed for another program."""
        if not isinstance(event, InputEvent) or event.time >= self._returned:
            await super().on_event(event)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        shown: Any = renderable
        if isinstance(renderable, ChopsUpdate):
            shown = _Difference(_chops(renderable), self.size.width, self._shadow)
        elif isinstance(renderable, LayoutUpdate):
            shown = _Difference(_layout(renderable), self.size.width, self._shadow)
        super()._display(screen, shown)


class _Difference(CompositorUpdate):
    def __init__(self, pieces: Iterable[Piece], width: int, shadow: Shadow) -> None:
        self._pieces = pieces
        self._width = width
        self._shadow = shadow

    def render_segments(self, console: Console) -> str:
        """What to send; see `CompositorUpdate`."""
        system = _SYSTEMS.get(console.color_system or "")
        return self._shadow.changes(self._pieces, self._width, system)


def _layout(update: LayoutUpdate) -> Iterator[Piece]:
    for y, line in enumerate(update.strips, update.region.y):
        yield y, update.region.x, (segment for strip in line for segment in strip)


def _chops(update: ChopsUpdate) -> Iterator[Piece]:
    """Each strip that a dirty span touches, whole: cells that did not change are not sent."""
    for y, x1, x2 in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < x2 and end > x1:
                yield y, x, strip
