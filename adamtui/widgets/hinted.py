"""A question with hints: one is shown after the other, and after the last one the answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from adamtui.course.model import Node
from adamtui.ink import Row
from adamtui.page.layout import layout
from adamtui.panels import quiz as draw
from adamtui.progress.record import Entry
from adamtui.widgets.attempt import Attempt, Question


@dataclass(frozen=True, kw_only=True)
class Hinted(Question):
    """What questions with hints have in common: how far one has been helped, and the end."""

    hints: tuple[tuple[Node, ...], ...] = ()
    reason: tuple[Node, ...] = ()
    """What is said when it is over."""
    hinted: int = 0
    """How many hints have been shown."""
    shown: bool = False
    """Whether the right answer has been shown, not found."""
    over: bool = False
    """Whether it was answered rightly or given up."""

    def _helped_before(self, entry: Entry) -> Self:
        """With the help that there was in an earlier session."""
        hinted = min(max(entry.hints, 0), len(self.hints))
        return replace(self, hinted=hinted, shown=entry.shown)

    def _helped(self) -> tuple[Self, Attempt | None]:
        """The next hint; after the last one the answer."""
        if self._hints_left:
            return replace(self, hinted=self.hinted + 1), None
        made = replace(self, shown=True, over=True, **self._given_up())
        return made, Attempt("", False, self.hinted, True)

    @abstractmethod
    def _given_up(self) -> dict[str, Any]:
        """What else becomes of its fields when the answer is shown."""

    @abstractmethod
    def _keys(self) -> Sequence[tuple[str, str]]:
        """The keys that do something while it has the focus, and what."""

    def _offered(self, focused: bool) -> Sequence[tuple[str, str]]:
        """The keys for the row below it: elsewhere its letters would be the lesson's commands."""
        return self._keys() if focused or self.over else [("tab", "comes here to answer")]

    @property
    def _hints_left(self) -> int:
        return len(self.hints) - self.hinted

    @property
    def _help(self) -> str:
        """What comes next, for a row of keys."""
        return f"a hint ({self._hints_left} left)" if self._hints_left else "the answer"

    def _hint_rows(self, width: int) -> list[Row]:
        """The hints shown so far, until it is over."""
        if self.over:
            return []
        shown = enumerate(self.hints[: self.hinted], 1)
        return [row for at, hint in shown for row in draw.hint_rows(at, hint, layout, width)]

    def _reason_rows(self, width: int, *, below: Sequence[Row]) -> list[Row]:
        """The reason, an empty row between it and what it stands below."""
        why = layout(self.reason, width)
        return [*([()] if below and why else []), *why]
