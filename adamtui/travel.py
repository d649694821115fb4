"""The application with a course open: the way from lesson to lesson, forth and back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from textual.message import Message
from textual.screen import Screen

from adamtui.app import Tutorial
from adamtui.course.source import SourceError
from adamtui.library import Library
from adamtui.page.inline import TERM
from adamtui.progress.record import Place
from adamtui.progress.trail import Trail
from adamtui.screens.lesson import LessonScreen
from adamtui.watching.folders import FolderWatch
from adamtui.watching.policy import allowed

_UNWATCHED = 1.0
"""Seconds until changes of files are looked for: what that takes is not in the way of the start."""


class Spot(NamedTuple):
    """A place in a lesson."""

    path: Path
    place: Place


class Traveller(Tutorial):
    """Shows the lessons of `library`, one at a time, and remembers where one came from.

    What changes in their files shows at once.
    """

    class FilesChanged(Message):
        """Files may be others than they were."""

        def __init__(self, paths: frozenset[Path]) -> None:
            """A folder stands for all that is in it."""
            super().__init__()
            self.paths = paths

    def __init__(self, opening: Callable[[], Screen[Any]], library: Library) -> None:
        super().__init__(opening)
        self.library = library
        """The course."""
        self._trail: Trail[Spot] = Trail()
        self._watch = FolderWatch(self._tell_of)
        self._changed: frozenset[Path] = frozenset()
        """What has changed since the course was last listed."""
        self._listing = False

    # -- files that change ---------------------------------------------------------------------

    def on_mount(self) -> None:
        """Follow the files of the course, a little later."""
        self.set_timer(_UNWATCHED, self.follow_files)

    def on_unmount(self) -> None:
        """Follow them no more."""
        self._watch.stop()

    def follow_files(self) -> None:
        """Follow the files of all that is open or can be."""
        for folder in filter(allowed, self.library.folders):
            self._watch.add(folder)

    def _tell_of(self, paths: frozenset[Path]) -> None:
        """Tell, from another thread, that files have changed."""
        self.post_message(self.FilesChanged(paths))

    def on_traveller_files_changed(self, message: FilesChanged) -> None:
        """Show what has changed; keys are answered while the course is listed."""
        self._changed |= message.paths
        if not self._listing:
            self._listing = True
            self.run_worker(self._catch_up(), group="files")

    async def _catch_up(self) -> None:
        try:
            while self._changed:
                changed, self._changed = self._changed, frozenset()
                await asyncio.to_thread(self.library.list_anew)
                self.library.revise(changed)
        finally:
            self._listing = False

    # -- the way -------------------------------------------------------------------------------

    @property
    def lesson_screen(self) -> LessonScreen | None:
        """The lesson on screen, a dialogue over it or not."""
        stack = reversed(self.screen_stack)
        return next((screen for screen in stack if isinstance(screen, LessonScreen)), None)

    @property
    def here(self) -> Spot | None:
        """Where one is, if that is in a lesson."""
        screen = self.lesson_screen
        return None if screen is None else Spot(screen.lesson.path, screen.place)

    def open(self, found: Callable[[], LessonScreen], *, on: bool = True) -> None:
        """Show the screen that `found` finds, or say why there is none.

        `on` is whether one goes on from here, not back.
        """
        here = self.here
        try:
            screen = found()
        except SourceError as error:
            self.warn(str(error))
            return
        if on and here is not None:
            self._trail.left(here)
        self._show(screen)

    def warn(self, line: str) -> None:
        """Say in one line what could not be done."""
        self.notify(line, severity="warning", markup=False)

    def _show(self, screen: LessonScreen) -> None:
        """Bring a screen to the front; the opening one stays at the bottom of the stack.

        Textual removes a screen that is left unless it is installed, and cannot replace the first.
        """
        if screen is self.screen:
            return
        if screen is self.screen_stack[0]:
            self.pop_screen()
            return
        if not self.is_screen_installed(screen):
            self.install_screen(screen, str(screen.lesson.path))
            if self._watch.folders:
                self.follow_files()
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def follow(self, target: str, path: Path) -> None:
        """Go where a link in the file at `path` leads.

        A web address is shown, not opened: the browser may be on a server.
        """
        if urlsplit(target).scheme:
            self.notify(target, title="A link to elsewhere", markup=False)
        else:
            self.open(lambda: self.library.linked(target, path))

    def explain(self, chosen: str = "") -> None:
        """Explain a word of the glossary, or those in sight."""
        raise NotImplementedError

    def on_lesson_screen_linked(self, message: LessonScreen.Linked) -> None:
        """Follow a link of the lesson."""
        here, target = self.here, message.target
        if target.startswith(TERM):
            self.explain(target.removeprefix(TERM))
        elif here is not None:
            self.follow(target, here.path)

    def on_lesson_screen_turned(self, message: LessonScreen.Turned) -> None:
        """Go to the lesson before or after."""
        here = self.here
        if here is None:
            return
        file = self.library.beside(here.path, message.by)
        if file is None:
            self.notify(f"This is the {'last' if message.by > 0 else 'first'} lesson.")
        else:
            self.open(lambda: self.library.at(file.path))

    def back(self) -> None:
        """Go to where one was before."""
        self._travel(self._trail.back, "There is nothing to go back to.")

    def forward(self) -> None:
        """Undo going back."""
        self._travel(self._trail.forward, "There is nothing to go forward to.")

    def _travel(self, way: Callable[[Spot], Spot | None], none: str) -> None:
        here = self.here
        spot = None if here is None else way(here)
        if spot is None:
            self.notify(none)
        else:
            self.open(lambda: self.library.at(*spot), on=False)
