"""A run of prose: one widget, however many paragraphs it holds."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from adamtui.course.model import Prose
from adamtui.ink import Row
from adamtui.page import highlight
from adamtui.page.layout import Page, paged
from adamtui.widgets.canvas import Canvas


class ProseView(Canvas):
    """Lays its blocks out for the width it is given."""

    def __init__(self, prose: Prose) -> None:
        super().__init__(classes="prose")
        self.prose = prose
        self._page: Page | None = None
        self._page_width = 0
        self._inked = True
        """Whether the code in it, as it is laid out, has its colours."""

    def prepare(self, width: int) -> None:
        """Lay it out ahead for a width, in any thread, before it is mounted."""
        highlight.load(self.prose.nodes)
        self.fitted(width)

    def on_mount(self) -> None:
        """Colour the code once it has been seen: a first screen does not wait for that."""
        self.call_after_refresh(self._ink)

    async def _ink(self) -> None:
        if not self._inked:
            await asyncio.to_thread(highlight.load, self.prose.nodes)
            self._page = None
            self.paint(self.fitted(self._page_width))

    def follow(self, prose: Prose) -> None:
        """Stand for an equal run that has moved to other lines of the source."""
        if self._page is not None:
            nodes = zip(self.prose.nodes, prose.nodes, strict=True)
            moved = {old.line: new.line for old, new in nodes}
            lines = tuple(moved.get(line, line) for line in self._page.lines)
            self._page = replace(self._page, lines=lines)
        self.prose = prose

    @property
    def anchors(self) -> Mapping[str, int]:
        """The row of each heading, once laid out."""
        return self._page.anchors if self._page is not None else {}

    @property
    def lines(self) -> Sequence[int]:
        """The source line of each row's block, once laid out."""
        return self._page.lines if self._page is not None else ()

    def fitted(self, width: int) -> Sequence[Row]:
        """Laid out at a width."""
        if self._page is None or width != self._page_width:
            self._inked = highlight.ready(self.prose.nodes)
            self._page, self._page_width = paged(self.prose.nodes, width, self._inked), width
        return self._page.rows
