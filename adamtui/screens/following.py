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
from adamtui.course.revision import line_after, revised
from adamtui.course.source import SourceError
from adamtui.ink import Ink, Run
from adamtui.screens.reader import NOWHERE, Reader
from adamtui.screens.succession import Left, left_behind
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.following_body import Top
from adamtui.widgets.inside_textual import lay_out_now
from adamtui.widgets.live_part import LivePart

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
    _kept_top: Top | None = None
    """What is to be at the top when a live part gives the whole screen back."""
    _stand: _Stand | None = None
    """Where the last change has left the reader."""

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
        """Have the lesson on screen become another, what is at the top staying there.

        All that takes long is done first: nothing is painted while the blocks change.
        """
        body = self.body
        async with self._changing:
            shown, aside = body.standing()
            fates = await asyncio.to_thread(revised, shown, lesson.blocks, aside)
            views = await body.views(fates)
            stand, top = await self._stand_in(lesson)
            with self.app.batch_update():
                self.lesson = lesson
                self.loaded = True
                # Before, so that Textual does not hand the focus of what it removes to what is next
                # to it; and after, because a key may have come meanwhile.
                gone = body.gone(fates)
                left = left_behind(gone, self.focused, whole=self.maximized is not None)
                self._let_go(gone)
                await body.follow(fates, views)
                self._let_go(gone)
                await self._stay_at(top)
                await self._go_on(left)
            self._stand = stand._replace(scroll_y=body.scroll_y)
        if self._goal != NOWHERE:
            self.call_after_refresh(self._arrive)
        if self.maximized is None:
            await self.scrolled()
        self.call_after_refresh(self.head_again)

    async def _go_on(self, left: Sequence[Left]) -> None:
        """Have live parts that changed go on where those of their names were."""
        for before in left:
            part = self.body.find(before.directive.id)
            if not isinstance(part, LivePart) or part.directive.name != before.directive.name:
                continue
            await part.fill()
            if part.widget is not None and part.widget is not before.widget:
                part.widget.succeed(before.widget)
                if before.held:
                    self.set_focus(part.widget.entrance, scroll_visible=False)
                if before.whole:
                    self.maximize(part.widget, container=False)

    async def _stand_in(self, lesson: Lesson) -> tuple[_Stand, Top | None]:
        """What the reader has scrolled to, now and in what the lesson is to become."""
        while True:
            stand = self._stand
            if stand is None or stand.scroll_y != self.body.scroll_y:
                stand = _Stand(self.lesson, self.body.top, self.body.scroll_y)
            top = stand.top
            if top is not None:
                before, after = stand.lesson.blocks, lesson.blocks
                line = await asyncio.to_thread(line_after, before, after, top.line)
                top = top._replace(line=line)
            # A key may have come meanwhile.
            if stand.scroll_y == self.body.scroll_y:
                return stand, top

    async def _stay_at(self, top: Top | None) -> None:
        """Keep this at the top, or for when a live part gives the whole screen back."""
        if self.maximized is not None:
            self._kept_top = top
            return
        self._bring_to_top(top)
        await self.body.fill_near()
        self._bring_to_top(top)

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
        lay_out_now(self)
        if top is not None:
            self.body.scroll_to(y=self.body.row_at(top), animate=False, immediate=True)
            lay_out_now(self)

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
