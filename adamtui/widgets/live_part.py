"""A live part of a lesson: its words, what is wrong with it, and a place for its widget.

The place is filled when the reader comes near. A lesson with ten steppers opens as fast as one with
none, and a part that was filled once keeps its state however far it is scrolled away.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widget import AwaitMount

from adamtui.course.exercise import EXERCISES, prompt
from adamtui.course.model import Directive, Prose
from adamtui.course.revision import Standing
from adamtui.progress.record import Entry
from adamtui.widgets import registry
from adamtui.widgets.faults_view import FaultsView
from adamtui.widgets.part import Part
from adamtui.widgets.prose_view import ProseView


class LivePart(Vertical):
    """Holds the widget that a directive stands for, below the directive's own text."""

    class Tried(Message):
        """An exercise was tried; `answer` says how that went."""

        def __init__(self, screen: Screen[Any], part: str, answer: Part.Answered) -> None:
            """`screen` is the one that the part is on, `part` its id."""
            super().__init__()
            self.screen = screen
            self.part = part
            self.answer = answer

    class Used(Message):
        """A live part that is no exercise was made to do what it is for."""

        def __init__(self, screen: Screen[Any], part: str) -> None:
            """As of `Tried`."""
            super().__init__()
            self.screen = screen
            self.part = part

    def __init__(self, directive: Directive, entry: Entry | None = None) -> None:
        """`entry` is how it was left in an earlier session."""
        super().__init__()
        self.directive = directive
        """What the widget is made of, with the faults that it has in the file now."""
        self._standing = Standing(directive, directive)
        self._entry = entry
        self._place = Vertical(classes="place")
        self._composed = asyncio.Event()
        self._filling: AwaitMount | None = None

    def compose(self) -> ComposeResult:
        """What is wrong first, then the text, then the widget's place."""
        directive = self.directive
        if directive.faults:
            yield FaultsView(self._complaint, directive.faults)
        if words := prompt(directive):
            yield ProseView(Prose(words, directive.line))
        if directive.options is not None:
            self._place.styles.min_height = registry.height(directive)
            self._place.set_class(registry.grows(directive), "grows")
            yield self._place

    def on_mount(self) -> None:
        """There is a place for the widget."""
        self._composed.set()

    @property
    def standing(self) -> Standing:
        """What was read last, and what is in use."""
        return self._standing

    @property
    def filled(self) -> bool:
        """Whether the widget is made."""
        return self._filling is not None

    async def follow(self, read: Directive, used: Directive) -> None:
        """Stand for what was read anew: an equal live part, or one that is not to be used."""
        self._standing = Standing(read, used)
        self.directive = replace(used, line=read.line, faults=read.faults)
        told = next(iter(self.query_children(FaultsView)), None)
        if told is not None and read.faults:
            told.tell(self._complaint, read.faults)
        elif told is not None:
            await told.remove()
        elif read.faults:
            await self.mount(FaultsView(self._complaint, read.faults), before=0)

    @property
    def _complaint(self) -> str:
        """What is said above the faults."""
        read, used = self._standing
        name = read.name if isinstance(read, Directive) else ""
        older = "; this is how it was before" if read != used else ""
        return f"This live part, {{{name}}}, has faults{older}:"

    @property
    def widget(self) -> Part | None:
        """The live widget, once filled; None for a directive whose options make no sense."""
        return next(iter(self._place.query_children(Part)), None)

    async def fill(self) -> None:
        """Make the widget, the first time; each time tell it that the reader is near.

        A key may ask for it between the part and what is in it: there is a place for it soon.
        """
        if self.directive.options is None:
            return
        await self._composed.wait()
        if self._filling is None:
            part = registry.make(self.directive)
            self._filling = self._place.mount(part)
            await self._filling
            if self._entry is not None:
                part.restore(self._entry)
        await self._filling
        if self.widget is not None:
            self.widget.near()

    def on_part_grown(self, message: Part.Grown) -> None:
        """What has grown somewhere else moves nothing under the reader's eyes."""
        focused = self.screen.focused if self.is_attached else None
        if focused is None or self not in focused.ancestors:
            message.stop()

    def on_part_answered(self, message: Part.Answered) -> None:
        """Tell which exercise was tried."""
        message.stop()
        if self.directive.id and self.is_attached:
            self.post_message(self.Tried(self.screen, self.directive.id, message))

    def on_part_used(self, message: Part.Used) -> None:
        """Tell which part was used; an exercise tells by itself how it went."""
        message.stop()
        if self.directive.id and self.is_attached and self.directive.name not in EXERCISES:
            self.post_message(self.Used(self.screen, self.directive.id))
