"""A dialogue over an empty application, driven by keys and mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from adamtui.app import Tutorial
from adamtui.screens.dialogue import Dialogue
from tests.pressing import Watcher, press

NOTHING = object()


@dataclass
class Shown(Watcher):
    """A dialogue, and what it has answered."""

    pilot: Pilot[None]
    answer: Any = NOTHING
    rows_before: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[str]:
        strips = self.pilot.app.screen._compositor.render_strips(self.pilot.app.size)
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    def strike(self, *keys: str) -> None:
        """Press keys as a terminal sends them: without waiting for what they do."""
        for key in keys:
            self.pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))

    async def click(self, word: str, x: int = 1) -> None:
        """Click on a word of the screen."""
        y = next(y for y, row in enumerate(self.rows) if word in row)
        await self.pilot.click(offset=(self.rows[y].index(word) + x, y))
        await self.pilot.pause()


@asynccontextmanager
async def shown(
    dialogue: Dialogue[Any], size: tuple[int, int] = (80, 24), keys: tuple[str, ...] = ()
) -> AsyncIterator[Shown]:
    """`keys` are struck before it can be there."""
    app = Tutorial(Screen[None])
    async with app.run_test(size=size, notifications=True) as pilot:
        it = Shown(pilot)

        def answered(answer: Any) -> None:
            it.answer = answer

        app.push_screen(dialogue, answered)
        it.strike(*keys)
        await pilot.pause()
        await pilot.pause()
        yield it
