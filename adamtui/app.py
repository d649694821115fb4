"""The application around whatever screen it opens on: help, quitting, redrawing."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from adamtui.terminal.frugal import FrugalApp


class Tutorial(FrugalApp):
    """`opening` makes the screen it opens on."""

    CSS_PATH = "app.tcss"
    TITLE = "adamtui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help", key_display="?"),
        Binding("q", "quit", "quit"),
        Binding("ctrl+c", "quit", "quit", show=False, priority=True),
        Binding("ctrl+l", "redraw", "redraw the screen", show=False),
    ]

    def __init__(self, opening: Callable[[], Screen[Any]]) -> None:
        super().__init__()
        self._opening = opening
        # An animation is many frames where one will do, and each crosses the wire.
        self.animation_level = "none"

    def on_mount(self) -> None:
        """Keep what runs beside the loop from holding it up."""
        responsive()

    def get_default_screen(self) -> Screen[Any]:
        """The opening screen itself: a blank one first would cost a frame."""
        return self._opening()

    def action_help(self) -> None:
        """Show every key that works here."""
        from adamtui.screens.help import Help

        self.push_screen(Help(self.screen.active_bindings))

    def action_command_palette(self) -> None:
        """Show everything that can be done here and every place of the course."""
        from adamtui.screens.palette import Palette

        self.push_screen(Palette())


def responsive() -> None:
    """Have a key wait neither for garbage to be collected nor long for another thread.

    What is loaded stays loaded, so it is not looked through again: with SymPy that takes a tenth of
    a second each time. A thread that computes gives way after a millisecond.
    """
    gc.freeze()
    gc.set_threshold(5_000, 20, 100)
    sys.setswitchinterval(0.001)
