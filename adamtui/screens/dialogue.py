"""What all dialogues have in common: each is left once, however many keys come in one packet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from textual.app import App
from textual.events import Key
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialogue(ModalScreen[Answer | None], Generic[Answer]):
    """A screen over the others that closes with an answer, or with None."""

    answered = False
    """Whether it is being left."""

    def action_close(self) -> None:
        """Leave without an answer."""
        self.close(None)

    def close(self, answer: Answer | None) -> None:
        """Answer and go; a second answer comes too late and is ignored."""
        if not self.answered:
            self.answered = True
            self.dismiss(answer)

    def type_ahead(self, keys: Sequence[Key]) -> Sequence[Key]:
        """Do what keys say that were typed before this was there; returns those that came later."""
        retype(self.app, keys)
        return ()


def retype(app: App[Any], keys: Sequence[Key]) -> None:
    """Have keys come in again, for whoever has the focus by then.

    In the application's own turn: Textual lets no key rise past the widget that sent it.
    """

    def typed() -> None:
        for key in keys:
            app.post_message(Key(key.key, key.character))

    app.call_later(typed)
