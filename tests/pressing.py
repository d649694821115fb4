"""Keys pressed one after the other on a running app, as fast as it can take them.

Pilot's own `press` waits twice for an idle processor after every key, 40 ms and more. Here each key
waits for what the one before has put into the queues, and the last one alone for quiet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

_ROUNDS = 3
"""From the screen to the widget, from it to a screen that opens, and what that one puts off."""


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys by name or character; returns when all is quiet."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        pilot.app.post_message(Key(name, key_to_character(name)))
        await passed_on(pilot)
    await pilot.pause()


async def passed_on(pilot: Pilot[Any]) -> None:
    """Wait for what is in the queues, not for what is done meanwhile by timers and threads."""
    for _ in range(_ROUNDS):
        await pilot.pause(0)


class Watcher:
    """Someone who looks at the screen."""

    @property
    def text(self) -> str:
        """What is to be seen."""
        raise NotImplementedError

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what takes a moment, a few seconds at most."""
        for _ in range(400):
            if holds():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(self.text)
