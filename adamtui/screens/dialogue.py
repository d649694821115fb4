"""What all dialogues have in common: each is left once, however many keys come in one packet."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialogue(ModalScreen[Answer | None], Generic[Answer]):
    """A screen over the others that closes with an answer, or with None."""

    _answered = False

    def action_close(self) -> None:
        """Leave without an answer."""
        self.close(None)

    def close(self, answer: Answer | None) -> None:
        """Answer and go; a second answer comes too late and is ignored."""
        if not self._answered:
            self._answered = True
            self.dismiss(answer)
