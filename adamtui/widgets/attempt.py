"""What every exercise with an answer is to its widget: keys go in, rows and tries come out."""

from __future__ import annotations

from abc import abstractmethod
from typing import NamedTuple, Self

from adamtui.ink import Row
from adamtui.progress.record import Entry


class Attempt(NamedTuple):
    """One try, or that the answer was asked for."""

    answer: str
    """What was typed or chosen, one line; "" where nothing was."""
    right: bool
    hints: int
    shown: bool


class Question:
    """A question and how far one has got with it: a value that each key replaces."""

    __slots__ = ()

    @abstractmethod
    def pressed(self, key: str, character: str | None) -> tuple[Self, Attempt | None] | None:
        """After a key, with the try that it made; None for a key that is not this question's."""

    @abstractmethod
    def pasted(self, text: str) -> Self:
        """After a text was pasted."""

    @abstractmethod
    def restored(self, entry: Entry) -> Self:
        """As it was left in an earlier session."""

    @property
    @abstractmethod
    def writing(self) -> bool:
        """Whether what is typed is text, so that letters are no commands."""

    def left(self) -> Self:
        """After the focus went elsewhere."""
        return self

    def takes(self, key: str, character: str | None) -> bool:
        """Whether a key is text, so that the lesson's command on it is not offered."""
        return self.writing

    @property
    @abstractmethod
    def actions(self) -> dict[str, str]:
        """The keys that do something now, and what."""

    @abstractmethod
    def rows(self, width: int, *, focused: bool) -> list[Row]:
        """What is to be seen of it, in rows of at most `width` cells."""
