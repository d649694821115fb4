"""The bottom row shows keys that work now, as many as fit, help and quit always."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

import adamtui
from adamtui.ink import plain
from adamtui.widgets.keybar import KeyBar


class Box(Widget, can_focus=True):
    """Has a key of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,b", "app.bell", "ring", key_display="A"),
        Binding("c", "app.bell", "hidden", show=False),
        Binding("x", "nothing", "never"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "nothing"


class Page(App[None]):
    """A box, another, and the keys."""

    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help", key_display="?"),
        Binding("q", "quit", "quit"),
        Binding("z", "bell", "a rather long word about a key"),
    ]

    def compose(self) -> ComposeResult:
        yield Box()
        yield KeyBar()

    @property
    def row(self) -> str:
        return plain(self.query_one(KeyBar).rows[0])


async def test_the_keys_of_what_has_the_focus_come_first() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        assert app.row.split("  ") == [
            " A ring",
            "z a rather long word about a key",
            "? help",
            "q quit ",
        ]
        app.screen.set_focus(None)
        await pilot.pause()
        assert "ring" not in app.row


async def test_what_does_not_fit_is_left_out_but_for_help_and_quit() -> None:
    app = Page()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert app.row == " A ring  ? help  q quit "
        await pilot.resize_terminal(16, 10)
        await pilot.pause()
        assert app.row == " ? help  q quit "
