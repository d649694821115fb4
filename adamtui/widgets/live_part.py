"""A live part of a lesson: its words, what is wrong with it, and a place for its widget.

The place is filled when the reader comes near. A lesson with ten steppers opens as fast as one with
none, and a part that was filled once keeps its state however far it is scrolled away.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import AwaitMount

from adamtui.course.model import Directive, Prose
from adamtui.widgets import registry
from adamtui.widgets.faults_view import FaultsView
from adamtui.widgets.part import Part
from adamtui.widgets.prose_view import ProseView


class LivePart(Vertical):
    """Holds the widget that a directive stands for, below the directive's own text."""

    def __init__(self, directive: Directive) -> None:
        super().__init__()
        self.directive = directive
        self._place = Vertical(classes="place")
        self._filling: AwaitMount | None = None

    def compose(self) -> ComposeResult:
        """What is wrong first, then the text, then the widget's place."""
        directive = self.directive
        if directive.faults:
            yield FaultsView(f"This live part, {{{directive.name}}}, has faults:", directive.faults)
        if directive.body:
            yield ProseView(Prose(directive.body, directive.line))
        if directive.options is not None:
            self._place.styles.min_height = registry.height(directive)
            yield self._place

    @property
    def widget(self) -> Part | None:
        """The live widget, once filled; None for a directive whose options make no sense."""
        return next(iter(self._place.query_children(Part)), None)

    async def fill(self) -> None:
        """Make the widget, the first time; each time tell it that the reader is near."""
        if self.directive.options is None:
            return
        if self._filling is None:
            self._filling = self._place.mount(registry.make(self.directive))
        await self._filling
        if self.widget is not None:
            self.widget.near()
