"""Reading a lesson that someone is writing: a change shows at once, and moves nothing else.

What is read stays readable whatever becomes of the file. One change is shown after the other; of
those that come meanwhile only the latest counts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.widget import Widget

from adamtui.course.editions import Edition, is_cut_off
from adamtui.course.model import Fault, Lesson
from adamtui.course.revision import Fate, Standing, line_after, revised
from adamtui.course.source import SourceError
from adamtui.ink import Ink, Run
from adamtui.screens.reader import Reader
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.following_body import Top

_PATIENCE = 10
"""How often a file that is gone, or ends in the middle, is read again before that is believed."""
_AGAIN = 0.1
"""Seconds between."""


class _Stand(NamedTuple):
    """What the reader has scrolled to; what is left of the lesson may not reach so far just now."""

    lesson: Lesson
    top: Top | None
    scroll_y: float
    """Where that is now: somewhere else the reader has gone on."""


class Following(Reader):
    """Shows what the file has become as soon as it is told that it may be another."""

    _due = False
    """Whether the file may be another than was read."""
    _busy = False
    _unchecked = False
    """Whether the file has changed since a look for faults began."""
    _checking = False

    def compose(self) -> ComposeResult:
        """A line of its own below the heading, for what is wrong with the file."""
        heading, *rest = super().compose()
        yield heading
        self._trouble = Canvas(classes="lesson-trouble")
        self._trouble.display = False
        yield self._trouble
        yield from rest

    def on_mount(self) -> None:
        """Show what has changed under a live part that had the whole screen."""
        self._kept_top: Top | None = None
        self._stand: _Stand | None = None
        self.watch(self, "maximized", self._minimized, init=False)

    async def on_screen_resume(self) -> None:
        """What changed meanwhile shows now."""
        if self._due:
            self.revise()

    def revise(self) -> None:
        """Read the file again: now, or when the lesson is in front."""
        self._due = True
        if self.is_attached and self.is_current and not self._busy and not self.awaited:
            self._busy = True
            self.run_worker(self._catch_up(), group="following")

    def settled(self) -> None:
        """What changed while the lesson was loaded shows now."""
        if self._due:
            self.revise()

    async def _catch_up(self) -> None:
        try:
            while self._due and self.is_current:
                self._due = False
                await self._show_file()
        finally:
            self._busy = False

    async def _show_file(self) -> None:
        try:
            edition, lesson = await self._read_patiently()
        except SourceError as error:
            self.unreadable(error)
            return
        self._tell("")
        same = edition is self._edition and lesson.blocks == self.lesson.blocks
        if not same or not self.loaded:
            await self._show(lesson)
        self._edition = edition
        if not same or self.lesson.faults:
            self.run_worker(self._look_for_faults(), group="faults")

    async def _read_patiently(self) -> tuple[Edition, Lesson]:
        """Read the file; it may be just now that it is being written."""
        for _ in range(_PATIENCE):
            try:
                edition, lesson = await asyncio.to_thread(self._read, self._edition)
            except SourceError:
                pass
            else:
                before = self._edition
                if before is None or not is_cut_off(before, edition.text):
                    return edition, lesson
            await asyncio.sleep(_AGAIN)
        return await asyncio.to_thread(self._read, self._edition)

    async def _show(self, lesson: Lesson) -> None:
        """Have the lesson on screen become another, what is at the top staying there."""
        body, stand = self.body, self._stand
        if stand is None or stand.scroll_y != body.scroll_y:
            stand = _Stand(self.lesson, body.top, body.scroll_y)
        with self.app.batch_update():
            fates, top = await asyncio.to_thread(
                _planned, *body.standing(), stand.lesson, lesson, stand.top
            )
            self.lesson = lesson
            self.loaded = True
            self._let_go(gone := body.gone(fates))
            await body.follow(fates)
            self._let_go(gone)
            if self.maximized is not None:
                self._kept_top = top
                return
            self._bring_to_top(top)
            await body.fill_near()
            self._bring_to_top(top)
        self._stand = stand._replace(scroll_y=body.scroll_y)
        await self.scrolled()

    async def _look_for_faults(self) -> None:
        """One look at a time: what has changed during one is looked at in the next."""
        self._unchecked = True
        if self._checking:
            return
        self._checking = True
        try:
            while self._unchecked:
                self._unchecked = False
                faults = await asyncio.to_thread(self._check)
                if not self._unchecked:
                    await self._show_faults(self._with_opened(faults))
        finally:
            self._checking = False

    def _with_opened(self, faults: Sequence[Fault]) -> Sequence[Fault]:
        """What is open in the file is a fault whatever else is found."""
        opened = self._edition.opened if self._edition is not None else None
        if opened is not None and all(each.line != opened.line for each in faults):
            return sorted([*faults, opened])
        return faults

    def _let_go(self, gone: Sequence[Widget]) -> None:
        """Nothing that is out of the lesson has the focus, or the screen."""
        focused = self.focused
        if focused is not None and any(each in focused.ancestors for each in gone):
            self.maximized = None
            self.set_focus(None)

    def _bring_to_top(self, top: Top | None) -> None:
        """Lay the lesson out now, before anything is painted, and scroll to what was at the top."""
        self._refresh_layout()
        if top is not None:
            self.body.scroll_to(y=self.body.row_at(top), animate=False, immediate=True)
            self._refresh_layout()

    def _minimized(self, maximized: Widget | None) -> None:
        """The lesson comes back from under a live part: what was at the top is there still."""
        if maximized is None and self._kept_top is not None:
            self.call_after_refresh(self._bring_to_top, self._kept_top)
            self._kept_top = None

    def unreadable(self, error: SourceError) -> None:
        """Say in a line that stays why what is shown is not what is in the file."""
        path = self.lesson.path
        self._tell(f"{str(error).replace(str(path), path.name)}; shown as it was")

    def _tell(self, trouble: str) -> None:
        """Say what is wrong with the file, as long as it is; "" for nothing."""
        self._trouble.paint([(Run(f" {trouble}", Ink("bad")),)])
        self._trouble.display = bool(trouble)


def _planned(
    shown: Sequence[Standing],
    aside: Sequence[Standing],
    before: Lesson,
    after: Lesson,
    top: Top | None,
) -> tuple[list[Fate], Top | None]:
    """What is to be on screen, and at its top."""
    fates = revised(shown, after.blocks, aside)
    if top is not None:
        top = top._replace(line=line_after(before.blocks, after.blocks, top.line))
    return fates, top
