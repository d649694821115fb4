"""A stepper full screen, driven by keys and mouse, and what is to be seen of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual import events
from textual.app import App
from textual.pilot import Pilot

from adamtui.app import Tutorial
from adamtui.core.plan import Plan
from adamtui.screens.stepper import StepperScreen
from adamtui.widgets.stepper import Stepper
from adamtui.widgets.stepper_stage import StepperStage
from tests.pressing import Watcher, press

SIZE = (80, 24)
KEY_CHARACTERS = {"space": " ", "full_stop": "."}


def screen(app: App[None]) -> list[str]:
    """What is on the screen, row by row."""
    strips = app.screen._compositor.render_strips(app.size)
    return [strip.text.rstrip() for strip in strips]


@dataclass
class Driven(Watcher):
    """A running stepper and the keyboard and mouse in front of it."""

    pilot: Pilot[None]
    stepper: Stepper

    @property
    def rows(self) -> list[str]:
        return screen(self.pilot.app)

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def place(self) -> str:
        """`t = 3 · line m_hat`, as the top row says it."""
        return "t = " + self.rows[0].rpartition("t = ")[2]

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    def strike(self, *keys: str) -> None:
        """Press keys as a terminal sends them: without waiting for what they do."""
        for key in keys:
            character = key if len(key) == 1 else KEY_CHARACTERS.get(key)
            self.pilot.app.post_message(events.Key(key, character))

    async def write(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    async def click(self, x: int, y: int, *, on: type[StepperStage] = StepperStage) -> None:
        await self.pilot.click(on, offset=(x, y))
        await self.pilot.pause()


@asynccontextmanager
async def driven(
    plan: Plan | None = None, size: tuple[int, int] = SIZE, steps: int = 0
) -> AsyncIterator[Driven]:
    """A stepper on x² or on a plan, that opens after `steps` updates."""
    opening = StepperScreen(plan or Plan(fn="x**2"))
    opening._stepper = Stepper(plan or Plan(fn="x**2"), steps=steps)
    app = Tutorial(lambda: opening)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Driven(pilot, app.screen.query_one(Stepper))
