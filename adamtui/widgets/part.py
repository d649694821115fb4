"""What every live part of a lesson is: a widget with an entrance for the focus."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from adamtui.widgets.deriver import Source


class Part(Widget):
    """A live widget that a lesson holds, or that has a screen of its own."""

    ALLOW_MAXIMIZE = True

    class DerivationAsked(Message):
        """A derivation is to be shown whole."""

        def __init__(self, title: str, source: Source) -> None:
            super().__init__()
            self.title = title
            self.source = source

    @property
    def entrance(self) -> Widget:
        """What gets the focus when the reader goes to this part."""
        if self.can_focus:
            return self
        return next((each for each in self.query(Widget) if each.can_focus), self)

    def near(self) -> None:
        """The reader has come near, for the first time or again."""
