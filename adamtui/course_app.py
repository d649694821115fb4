"""The application with a course open: the way from lesson to lesson."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from textual.screen import Screen

from adamtui.app import Tutorial
from adamtui.course.source import SourceError
from adamtui.library import Library
from adamtui.screens.lesson import LessonScreen


class CourseApp(Tutorial):
    """Shows the lessons of `library`, one at a time."""

    def __init__(self, opening: Callable[[], Screen[Any]], library: Library) -> None:
        super().__init__(opening)
        self._library = library

    def open_lesson(self, wanted: str) -> None:
        """Show a lesson, by number, slug or file name, with #PART or not."""
        self._open(lambda: self._library.screen(wanted))

    def _open(self, found: Callable[[], LessonScreen]) -> None:
        """Show the screen that `found` finds, or say why there is none."""
        try:
            screen = found()
        except SourceError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self._show(screen)

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
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def on_lesson_screen_wanted(self, message: LessonScreen.Wanted) -> None:
        """Follow a link; a web address is shown, not opened: the browser may be on a server."""
        if urlsplit(message.target).scheme:
            self.notify(message.target, title="A link to elsewhere", markup=False)
        elif isinstance(screen := self.screen, LessonScreen):
            path = screen.lesson.path
            self._open(lambda: self._library.linked(message.target, path))

    def on_lesson_screen_turned(self, message: LessonScreen.Turned) -> None:
        """Go to the lesson before or after."""
        screen = self.screen
        if not isinstance(screen, LessonScreen):
            return
        file = self._library.beside(screen.lesson.path, message.by)
        if file is None:
            self.notify(f"This is the {'last' if message.by > 0 else 'first'} lesson.")
        else:
            self.open_lesson(file.path.name)

    def on_lesson_screen_contents_wanted(self) -> None:
        """Let the reader choose a lesson."""
        from adamtui.screens.dialogues import choose_lesson

        def chosen(name: str | None) -> None:
            if name is not None:
                self.open_lesson(name)

        self.push_screen(choose_lesson(self._library.files), chosen)
