"""A derivation, whole: every step as soon as SymPy has found it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from adamtui.ink import Ink, Run
from adamtui.panels.derivation import derivation
from adamtui.screens.dialogue import Dialogue
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.deriver import Deriver, Source
from adamtui.widgets.keybar import KeyBar

_CELLS = 74
"""The width before there is a layout."""
_TITLE = Ink("title", bold=True)


class Derivation(Dialogue[None]):
    """Scrolls through a derivation; what is not derived when it is left is abandoned."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,i,q", "close", "close", key_display="escape"),
        Binding("down,j", "scroll(1)", "down", key_display="↓"),
        Binding("up,k", "scroll(-1)", "up", key_display="↑"),
        Binding("space,pagedown", "page(1)", "page down", key_display="space"),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("home", "ends(0)", "top", show=False),
        Binding("end,G", "ends(1)", "bottom", show=False),
    ]

    def __init__(self, title: str, source: Source) -> None:
        super().__init__()
        self._heading = title
        self._source = source
        self._rows = Canvas(classes="formulas")
        self._scroll = VerticalScroll(self._rows, can_focus=False)
        self._deriver = Deriver(self, self._show)

    def compose(self) -> ComposeResult:
        """The steps and the keys."""
        yield KeyBar()
        with Vertical(classes="dialogue tall"):
            yield self._scroll

    def on_mount(self) -> None:
        """Show what is known, and derive the rest."""
        self._deriver.derive(self._source)
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Set the formulas for the new width."""
        self.call_after_refresh(self._show)

    def on_unmount(self) -> None:
        """Give up the rest."""
        self._deriver.abandon()

    def on_deriver_found(self, message: Deriver.Found) -> None:
        """Show another step."""
        message.stop()
        self._deriver.take(message)

    def action_scroll(self, by: int) -> None:
        """A row down or up."""
        self._scroll.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A screenful down or up."""
        self._scroll.scroll_relative(y=by * max(self._scroll.size.height - 2, 1), animate=False)

    def action_ends(self, end: int) -> None:
        """The top or the bottom."""
        self._scroll.scroll_to(y=end * self._scroll.max_scroll_y, animate=False)

    def _show(self) -> None:
        width = self._scroll.scrollable_content_region.width or _CELLS
        steps = derivation(self._deriver.steps, width, busy=self._deriver.busy)
        self._rows.paint([(Run(self._heading, _TITLE),), (), *steps])
