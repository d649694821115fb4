"""A lesson: prose and live parts under one another, read from top to bottom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget

from adamtui.course.model import Fault, Lesson
from adamtui.course.source import SourceError
from adamtui.page.running_head import running_head
from adamtui.screens.host import PartHost
from adamtui.screens.lesson_keys import KEYS
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.faults_view import FaultsView
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.lesson_body import LessonBody
from adamtui.widgets.live_part import LivePart

FIRST_PART = "#first"
"""Stands for the id of the first live part while that is not known."""


class LessonScreen(PartHost):
    """Scrolls a lesson and moves the focus between its live parts."""

    AUTO_FOCUS = ""
    ALLOW_IN_MAXIMIZED_VIEW = "KeyBar"
    # Escape is first the focused part's own: it may have a typed value or knobs to leave.
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    class Wanted(Message):
        """Another lesson, or a place in one, is to be shown."""

        def __init__(self, target: str) -> None:
            """`target` is a link as an author writes it, relative to the lesson."""
            super().__init__()
            self.target = target

    class Turned(Message):
        """The lesson after (1) or before (-1) this one is to be shown."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class ContentsWanted(Message):
        """The list of lessons is to be shown."""

    def __init__(
        self,
        opening: Lesson,
        whole: Callable[[], Lesson],
        faults: Callable[[], Sequence[Fault]],
    ) -> None:
        """Shows `opening`, the lesson's beginning, first.

        `whole` loads all of it and `faults` checks it, both in a thread.
        """
        super().__init__()
        self.lesson = opening
        self._whole = whole
        self._check = faults
        self._loaded = False
        self._part = ""
        self._body = LessonBody(opening.blocks)
        self._heading = Canvas(classes="lesson-heading")

    def compose(self) -> ComposeResult:
        """The heading row, the beginning, the keys."""
        yield self._heading
        yield self._body
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the beginning, then load the rest."""
        self.watch(self._body, "scroll_y", self._scrolled, init=False)
        self.call_after_refresh(self._load)

    async def on_screen_resume(self) -> None:
        """Come back from another lesson: what was abandoned goes on."""
        await self._body.fill_near()

    def on_lesson_body_resized(self) -> None:
        """Keep the heading's right end at the right, and the focused part in sight."""
        self.call_after_refresh(self._resized)

    async def _resized(self) -> None:
        held = self._held()
        if held is not None:
            self._body.bring_into_sight(held)
        await self._scrolled()

    def _load(self) -> None:
        self.run_worker(self._load_whole(), exclusive=True)

    async def _load_whole(self) -> None:
        """Mount what the beginning did not hold; what it held keeps its widgets."""
        await self._scrolled()
        shown = self.lesson.blocks
        try:
            self.lesson = await asyncio.to_thread(self._whole)
        except SourceError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        kept = len(shown) if self.lesson.blocks[: len(shown)] == shown else 0
        await self._body.show(self.lesson.blocks, kept)
        self._loaded = True
        self.call_after_refresh(self._arrive)
        await self._show_faults(await asyncio.to_thread(self._check))

    async def _show_faults(self, faults: Sequence[Fault]) -> None:
        """List all faults at the end; the heading says that there are some."""
        if faults:
            self.lesson = replace(self.lesson, faults=tuple(faults))
            await self._body.mount(FaultsView("Faults in this lesson:", faults))
            await self._scrolled()

    async def _arrive(self) -> None:
        part, self._part = self._part, ""
        if part == FIRST_PART:
            await self.action_part(1)
        elif part:
            await self.go_to(part)
        await self._scrolled()

    async def _scrolled(self) -> None:
        """Say how far the reader is, and fill the live parts that have come near."""
        row = running_head(self.lesson, self._body.share, self._heading.size.width)
        self._heading.paint([row])
        await self._body.fill_near()

    # -- reading -------------------------------------------------------------------------------

    def action_page(self, by: int) -> None:
        """A screenful on or back, two rows kept for the eye."""
        self._body.scroll_relative(y=by * max(self._body.size.height - 2, 1), animate=False)

    def action_scroll(self, by: int) -> None:
        """A row on or back."""
        self._body.scroll_relative(y=by, animate=False)

    def action_ends(self, end: int) -> None:
        """The top or the bottom."""
        self._body.scroll_to(y=end * self._body.max_scroll_y, animate=False)

    def aim(self, part: str) -> None:
        """Go to a part, as `go_to` does, as soon as all of the lesson is there; "" goes nowhere."""
        self._part = part
        if part and self._loaded:
            self.call_after_refresh(self._arrive)

    async def go_to(self, part: str) -> None:
        """Bring a heading or a live part into sight, the live part with the focus."""
        found = self._body.find(part)
        if isinstance(found, LivePart):
            await self._focus_part(found)
        elif found is not None:
            self._body.scroll_to(y=found, animate=False)
        else:
            self.notify(f"no part '{part}' in this lesson", severity="warning", markup=False)

    # -- live parts ----------------------------------------------------------------------------

    async def action_part(self, by: int) -> None:
        """The next live part after the focused one, or after what is in sight."""
        part = self._body.next_part(self._held(), by)
        if part is not None:
            await self._focus_part(part)
        elif not self._loaded:
            # Typed ahead, before the parts are there.
            self._part = self._part or FIRST_PART

    def action_enlarge(self) -> None:
        """Give the focused live part the whole screen."""
        held = self._held()
        if held is not None and held.widget is not None:
            self.maximize(held.widget, container=False)

    def action_leave(self) -> None:
        """From full screen back to the lesson, from a live part back to reading."""
        if self.maximized is not None:
            # Not `minimize`, which would scroll: the lesson is as it was left.
            self.maximized = None
        else:
            self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing here are not offered."""
        if action == "enlarge":
            return self.focused is not None and self.maximized is None
        if action == "leave":
            return self.focused is not None
        if action in ("part", "turn", "contents", "links"):
            return self.maximized is None
        return True

    def _held(self) -> LivePart | None:
        """The live part that has the focus."""
        focused: Widget | None = self.focused
        if focused is None:
            return None
        return next((node for node in focused.ancestors if isinstance(node, LivePart)), None)

    async def _focus_part(self, part: LivePart) -> None:
        await part.fill()
        if part.widget is not None:
            # At once, not when the queue is empty: the next key may have come in the same packet.
            self.set_focus(part.widget.entrance, scroll_visible=False)
        self._body.bring_into_sight(part)
        self.refresh_bindings()

    # -- other lessons -------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """The next or the previous lesson."""
        self.post_message(self.Turned(by))

    def action_contents(self) -> None:
        """The list of lessons."""
        self.post_message(self.ContentsWanted())

    def action_links(self) -> None:
        """Choose a link of the lesson and follow it."""
        from adamtui.screens.dialogues import choose_link

        if any(node.type == "link" for node in self.lesson.nodes()):
            self.app.push_screen(choose_link(self.lesson), self._follow)
        else:
            self.notify("This lesson has no links.")

    async def on_canvas_link_clicked(self, message: Canvas.LinkClicked) -> None:
        """Follow the link clicked."""
        await self._follow(message.href)

    async def _follow(self, href: str | None) -> None:
        """Go where a link leads: within the lesson here, elsewhere by the application."""
        if href is not None and href.startswith("#"):
            await self.go_to(href[1:])
        elif href is not None:
            self.post_message(self.Wanted(href))
