"""What every live part of a lesson is: a widget with an entrance for the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from adamtui.progress.record import Entry
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

    class Used(Message):
        """The reader has made a part do what it is for."""

    class Answered(Message):
        """An exercise was tried, or its answer shown."""

        def __init__(
            self, answer: str, *, right: bool, hints: int = 0, shown: bool = False
        ) -> None:
            """`answer` is what was typed or chosen, in one line; `hints` are those seen so far.

            `shown` is whether the right answer has been on screen by now.
            """
            super().__init__()
            self.answer = answer
            self.right = right
            self.hints = hints
            self.shown = shown

    class Grown(Message):
        """The part takes other rows than before; what is new in it should be in sight."""

    in_use = False
    """Whether the reader has made the part do what it is for."""

    def use(self) -> None:
        """Tell, once, that the reader has made the part do what it is for."""
        if not self.in_use:
            self.in_use = True
            self.post_message(self.Used())

    @property
    def entrance(self) -> Widget:
        """What gets the focus when the reader goes to this part."""
        if self.can_focus:
            return self
        return next((each for each in self.query(Widget) if each.can_focus), self)

    def near(self) -> None:
        """The reader has come near, for the first time or again."""

    def succeed(self, before: Part) -> None:
        """Go on where a part of the same kind and name was, which its author has changed since."""

    def restore(self, entry: Entry) -> None:
        """Be as it was left in an earlier session; called once, before anything else is done."""
