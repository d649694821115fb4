"""The command palette and the help: both are made from the live bindings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import OptionList

import adamtui
from adamtui.app import Tutorial
from adamtui.screens.palette import Palette
from tests.screens.shown import Shown


class Room(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,y", "ring", "ring", tooltip="ring the [b]bell[/b]"),
        Binding("z", "never", "never"),
    ]
    rung = 0

    def compose(self) -> ComposeResult:
        yield OptionList("one", "two")

    def action_ring(self) -> None:
        self.rung += 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "never"


class Course(Tutorial):
    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"
    been: str = ""

    def places(self) -> Sequence[tuple[str, Callable[[], object]]]:
        def go(name: str) -> Callable[[], None]:
            return lambda: setattr(self, "been", name)

        return [("10 Layer 0: [two] moments", go("10")), ("Bias correction", go("bias"))]


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Shown, Course, Room]]:
    room = Room()
    app = Course(lambda: room)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Palette())
        await pilot.pause()
        it = Shown(pilot)
        await it.until(lambda: isinstance(app.screen, Palette))
        await it.until(lambda: app.screen.query_one(OptionList).option_count > 0)
        yield it, app, room


def offered(app: Course) -> list[str]:
    options = app.screen.query_one(OptionList).options
    return sorted(str(option.prompt) for option in options)


async def test_it_offers_what_works_here_and_the_places_and_nothing_else() -> None:
    async with opened() as (_, app, _room):
        assert offered(app) == [
            "10 Layer 0: [two] moments",
            "Bias correction",
            "help  (?)",
            "light colours",
            "quit  (ctrl+c q)",
            "redraw the screen  (ctrl+l)",
            "ring the [b]bell[/b]  (x y)",
        ]


@pytest.mark.parametrize(("typed", "done"), [("layer", "10"), ("bia", "bias")])
async def test_a_place_is_gone_to(typed: str, done: str) -> None:
    async with opened() as (it, app, _):
        await it.press(*typed)
        await it.until(lambda: len(offered(app)) == 1)
        await it.press("down", "enter")
        await it.until(lambda: app.been == done)


async def test_an_action_is_done_on_the_screen_below() -> None:
    async with opened() as (it, app, room):
        await it.press(*"bell")
        await it.until(lambda: len(offered(app)) == 1)
        await it.press("down", "enter")
        await it.until(lambda: room.rung == 1)
        assert app.screen is room


async def test_the_colours_can_be_turned() -> None:
    async with opened() as (it, app, _):
        await it.press(*"light")
        await it.until(lambda: "light colours" in offered(app))
        await it.press("down", "enter")
        await it.until(lambda: not app.current_theme.dark)


async def test_clicks_beside_it_close_it_once() -> None:
    async with opened() as (it, app, room):
        palette = app.screen
        assert isinstance(palette, Palette)
        palette.dismiss()
        palette.dismiss()
        await it.until(lambda: app.screen is room)


async def test_help_leaves_out_what_textual_binds_for_itself() -> None:
    app = Course(Room)
    async with app.run_test(size=(80, 24)) as pilot:
        it = Shown(pilot)
        await it.press("tab", "?")
        assert "ring the [b]bell[/b]" in it.text
        for foreign in ("Focus", "Copy", "Down", "Select", "Quit", "never"):
            assert foreign not in it.text
        assert "Open the command palette" in it.text
