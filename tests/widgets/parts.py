"""A live part alone on a screen, driven by keys, and what is to be seen of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.events import Key
from textual.pilot import Pilot

from adamtui.app import Tutorial
from adamtui.screens.host import PartHost
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.part import Part
from tests.pressing import press
from tests.widgets.driven import screen

SIZE = (80, 24)
CHARACTERS = {"full_stop": ".", "minus": "-", "space": " "}


class Alone(PartHost):
    """One live part and the keys that work on it."""

    AUTO_FOCUS = ""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part

    def compose(self) -> ComposeResult:
        yield self.part
        yield KeyBar()


@dataclass
class Shown:
    """A running part and the keyboard in front of it."""

    pilot: Pilot[None]
    part: Part

    @property
    def rows(self) -> list[str]:
        return screen(self.pilot.app)

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    def row(self, word: str) -> str:
        """The first row that begins with a word."""
        return next(row for row in self.rows if row.split()[:1] == [word])

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    def strike(self, *keys: str) -> None:
        """Press keys as a terminal sends them: without waiting for what they do."""
        for key in keys:
            character = key if len(key) == 1 else CHARACTERS.get(key)
            self.pilot.app.post_message(Key(key, character))

    async def until_shown(self, word: str, text: str) -> None:
        """Wait until the first row that begins with a word has a text too."""
        for _ in range(600):
            if text in self.row(word):
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.text)

    async def until_not(self, text: str) -> None:
        """Wait until a text is gone, a few seconds at most."""
        for _ in range(600):
            if text not in self.text:
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.text)

    async def until(self, text: str) -> None:
        """Wait until a text is on the screen, a few seconds at most."""
        for _ in range(600):
            if text in self.text:
                return
            await self.pilot.pause(0.02)
        raise AssertionError(self.text)


@asynccontextmanager
async def shown(part: Part, size: tuple[int, int] = SIZE) -> AsyncIterator[Shown]:
    """The part with the focus, as if a reader had come to it; nothing is derived yet."""
    app = Tutorial(lambda: Alone(part))
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        app.screen.set_focus(part.entrance)
        await pilot.pause()
        yield Shown(pilot, part)
