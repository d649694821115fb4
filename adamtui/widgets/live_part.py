"""A live part of a lesson: a place of fixed height, filled when the reader comes near.

A lesson with ten steppers opens as fast as one with none, and a part that was filled once keeps its
state however far it is scrolled away.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from textual.containers import Vertical
from textual.widget import AwaitMount, Widget

from adamtui.course.model import Directive
from adamtui.ink import Ink, Row, Run
from adamtui.widgets import registry
from adamtui.widgets.canvas import Canvas


class LivePart(Vertical):
    """Holds the widget that a directive stands for, or says what is wrong with it."""

    def __init__(self, directive: Directive) -> None:
        super().__init__()
        self.directive = directive
        self.styles.height = registry.height(directive)
        self._filling: AwaitMount | None = None

    @property
    def widget(self) -> Widget | None:
        """The live widget, once filled; None for a directive with a fault."""
        return next((child for child in self.children if child.can_focus), None)

    async def fill(self) -> None:
        """Make the widget, the first time this is called; returns when it is there."""
        if self._filling is None:
            made = None if self.directive.options is None else registry.make(self.directive)
            self._filling = self.mount(made or Canvas(_faults(self.directive), classes="faults"))
        await self._filling


def _faults(directive: Directive) -> list[Row]:
    """What is wrong, each with its line; of the file its name, for the reader is in it."""
    bad, quiet = Ink("bad", bold=True), Ink("muted")
    head = (Run(f"This live part, {{{directive.name}}}, cannot be shown:", bad),)
    named = (replace(fault, path=PurePath(fault.path).name) for fault in directive.faults)
    return [head, *((Run(f"  {fault}", quiet),) for fault in named)]
