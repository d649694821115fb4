"""Reading a lesson from top to bottom: what is loaded, what is in sight, and where one is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from textual.app import ComposeResult
from textual.message import Message

from adamtui.course.editions import Edition
from adamtui.course.model import Block, Fault, Lesson
from adamtui.course.source import SourceError
from adamtui.page.running_head import running_head
from adamtui.progress.record import Entry, Place
from adamtui.screens.host import PartHost
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.faults_view import FaultsView
from adamtui.widgets.following_body import FollowingBody
from adamtui.widgets.keybar import KeyBar

Goal: TypeAlias = str | int | Place
"""What is to be brought into sight: a heading or live part by name, a source line, or a place where
the reader was."""
NOWHERE: Goal = ""
Read: TypeAlias = Callable[[Edition | None], tuple[Edition, Lesson]]
"""Reads a lesson's file, given what was read from it last; the lesson is the one to show."""
_FAULTS = "Faults in this lesson:"


class Reader(PartHost):
    """Scrolls a lesson, of which the beginning is shown first."""

    AUTO_FOCUS = ""

    class Moved(Message):
        """The reader is somewhere else in the lesson."""

        def __init__(self, path: Path, place: Place) -> None:
            """`path` is the lesson's file."""
            super().__init__()
            self.path = path
            self.place = place

    def __init__(
        self,
        opening: Lesson,
        read: Read,
        faults: Callable[[], Sequence[Fault]],
        entries: Callable[[], Mapping[str, Entry]],
    ) -> None:
        """Shows `opening`, the lesson's beginning, first.

        `read` reads all of it and `faults` checks it, both in a thread. `entries` tells how
        live parts were left, by id.
        """
        super().__init__()
        self.lesson = opening
        self._read = read
        self._edition: Edition | None = None
        self._check = faults
        self._goal = NOWHERE
        self._turned = False
        self._place: Place | None = None
        self._changing = asyncio.Lock()
        """Held by whoever changes which blocks are shown."""
        self.loaded = False
        """Whether all of the lesson is there."""
        self.awaited = True
        """Whether it is on its way."""
        self.body = FollowingBody(opening.blocks, entries)
        self._heading = Canvas(classes="lesson-heading")

    def compose(self) -> ComposeResult:
        """The heading row, the beginning, the keys."""
        yield self._heading
        yield self.body
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the beginning, then load the rest."""
        self.watch(self.body, "scroll_y", self.scrolled, init=False)
        self.call_after_refresh(self._load)

    async def on_screen_resume(self) -> None:
        """Come back from another lesson: what was abandoned goes on."""
        self._place = None
        await self.scrolled()

    def on_lesson_body_resized(self) -> None:
        """Keep the heading's right end at the right, and what has the focus in sight."""
        self.call_after_refresh(self.resized)

    async def resized(self) -> None:
        """Another size is laid out."""
        await self.scrolled()

    def _load(self) -> None:
        self.run_worker(self._load_whole(), exclusive=True)

    async def _load_whole(self) -> None:
        """Mount what the beginning did not hold; what it held keeps its widgets."""
        await self.scrolled()
        shown = self.lesson.blocks
        try:
            edition, lesson = await asyncio.to_thread(self._read, None)
        except SourceError as error:
            self.unreadable(error)
        else:
            async with self._changing:
                self._edition, self.lesson = edition, lesson
                await self.body.show(lesson.blocks, _alike(shown, lesson.blocks))
                self.loaded = True
            self.call_after_refresh(self._arrive)
            await self._look_for_faults()
        self.awaited = False
        self.settled()

    def unreadable(self, error: SourceError) -> None:
        """Say that the file cannot be read."""
        raise NotImplementedError

    def settled(self) -> None:
        """All of the lesson is there, or there is no more of it."""

    async def _look_for_faults(self) -> None:
        await self._show_faults(await asyncio.to_thread(self._check))

    async def _show_faults(self, faults: Sequence[Fault]) -> None:
        """List all faults at the end; the heading says that there are some."""
        async with self._changing:
            told = next(iter(self.body.query_children(FaultsView)), None)
            if told is None and not faults:
                return
            self.lesson = replace(self.lesson, faults=tuple(faults))
            if told is not None and faults:
                told.tell(_FAULTS, faults)
            elif told is not None:
                await told.remove()
            elif faults:
                await self.body.mount(FaultsView(_FAULTS, faults))
        await self.scrolled()
        self.call_after_refresh(self.head_again)

    def head_again(self) -> None:
        """Paint the heading again: what is painted while a layout is due, Textual may leave out."""
        self._heading.refresh()

    def aim(self, goal: Goal) -> None:
        """Go somewhere, as `go_to` does, as soon as all of the lesson is there."""
        if goal != NOWHERE:
            self._goal = goal
            if self.loaded:
                self.call_after_refresh(self._arrive)

    async def _arrive(self) -> None:
        goal, self._goal = self._goal, NOWHERE
        if goal != NOWHERE:
            await self.go_to(goal)
        await self.scrolled()

    async def go_to(self, goal: Goal) -> None:
        """Bring something into sight."""
        if isinstance(goal, Place):
            goal = goal.line
        found = self.body.row_of(goal) if isinstance(goal, int) else self.body.find(goal)
        if isinstance(found, int):
            self.body.scroll_to(y=found, animate=False)
        elif isinstance(goal, str):
            from adamtui.core.nearest import nearest

            told = f"no part '{goal}' in this lesson{nearest(goal, self.lesson.anchors())}"
            self.notify(told, severity="warning", markup=False)

    async def begin_anew(self) -> None:
        """Every live part as it was left, or as if nobody had been there."""
        async with self._changing:
            self.set_focus(None)
            await self.body.begin_anew(self.lesson.blocks)
        self.body.scroll_to(y=0, animate=False)
        await self._show_faults(self.lesson.faults)
        self.call_after_refresh(self.scrolled)

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return Place(line=self.body.line, part=self.held_id, share=self.body.share)

    @property
    def held_id(self) -> str:
        """The id of the live part that has the focus; "" where none has."""
        return ""

    async def scrolled(self) -> None:
        """Say how far the reader is, and fill the live parts that have come near."""
        row = running_head(self.lesson, self.body.share, self._heading.size.width)
        self._heading.paint([row])
        if self._turned:
            self._turned = False
            self.read_on()
        self.tell_place()
        await self.body.fill_near()

    def read_on(self) -> None:
        """The reader has scrolled."""

    def tell_place(self) -> None:
        """Tell where the reader is, once the lesson is there, if it is somewhere else."""
        if self.loaded and self._goal == NOWHERE and self.place != self._place:
            self._place = self.place
            self.post_message(self.Moved(self.lesson.path, self._place))

    # -- keys ----------------------------------------------------------------------------------

    def action_page(self, by: int) -> None:
        """A screenful on or back, two rows kept for the eye."""
        self._turned = True
        self._scroll(by * max(self.body.size.height - 2, 1))

    def action_scroll(self, by: int) -> None:
        """A row on or back."""
        self._turned = True
        self._scroll(by)

    def action_ends(self, end: int) -> None:
        """The top or the bottom."""
        self._turned = True
        self.body.scroll_to(y=end * self.body.max_scroll_y, animate=False, immediate=True)

    def _scroll(self, rows: int) -> None:
        """At once, not when the queue is empty: the next key may have come in the same packet."""
        self.body.scroll_relative(y=rows, animate=False, immediate=True)


def _alike(before: Sequence[Block], after: Sequence[Block]) -> int:
    """How many blocks from the first on are the same."""
    pairs = zip(before, after, strict=False)
    return next(
        (n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after))
    )
