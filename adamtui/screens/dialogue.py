"""What all dialogues have in common: each is left once, however many keys come in one packet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.events import Key
from textual.screen import ModalScreen

from adamtui.widgets.typed_ahead import retype

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
