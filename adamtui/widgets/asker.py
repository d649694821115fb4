"""A live part that asks in dialogues, and the keys that are typed before one opens."""

from __future__ import annotations

from textual.binding import Binding
from textual.events import Key
from textual.message import Message

from adamtui.widgets.part import Part
from adamtui.widgets.typed_ahead import retype

SOON = 0.5
"""Seconds within which a key that asks something has asked."""


class Asker(Part):
    """Keeps the keys that follow one that asks something: they are for the dialogue to come.

    Over a slow line several keys come in one packet, before there is a dialogue to take them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ahead: list[Key] | None = None
        self._asked = False

    def on_key(self, event: Key) -> None:
        """Keep a key, or begin to."""
        if self._ahead is not None:
            event.stop()
            self._ahead.append(event)
        elif self.has_focus and event.key in self._asking():
            self._ahead, self._asked = [], False
            self.set_timer(SOON, self._give_back)

    def ask(self, question: Message) -> None:
        """Have the screen open the dialogue that the keys are for."""
        self._asked = True
        self.post_message(question)

    def typed_ahead(self) -> list[Key]:
        """The keys kept, for who asks the question; none are kept from now on."""
        kept, self._ahead = self._ahead or [], None
        return kept

    def _give_back(self) -> None:
        """Let go of the keys where nothing was asked: a key before them had led elsewhere."""
        if self._ahead is not None and not self._asked:
            retype(self.app, self.typed_ahead())

    def _asking(self) -> set[str]:
        bindings = (each for each in self.BINDINGS if isinstance(each, Binding))
        return {each.key for each in bindings if each.action.startswith("ask")}
