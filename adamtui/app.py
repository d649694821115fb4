"""The composition root: the application, what it opens on, and the way between lessons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from adamtui.course.source import SourceError
from adamtui.library import Library
from adamtui.screens.lesson import LessonScreen
from adamtui.terminal.frugal import FrugalApp


class Tutorial(FrugalApp):
    """The tutorial. `opening` makes the screen it opens on; `library` holds the lessons, if any."""

    CSS_PATH = "app.tcss"
    TITLE = "adamtui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help", key_display="?"),
        Binding("q", "quit", "quit"),
        Binding("ctrl+l", "redraw", "redraw the screen", show=False),
    ]

    def __init__(self, opening: Callable[[], Screen[Any]], library: Library | None = None) -> None:
        super().__init__()
        self._opening = opening
        self._library = library
        # An animation is many frames where one will do, and each crosses the wire.
        self.animation_level = "none"

    def get_default_screen(self) -> Screen[Any]:
        """The opening screen itself: a blank one first would cost a frame."""
        return self._opening()

    def action_help(self) -> None:
        """Show every key that works here."""
        from adamtui.screens.help import Help

        self.push_screen(Help(self.screen.active_bindings))

    def open_lesson(self, wanted: str) -> None:
        """Show a lesson, by number, slug or file name, with #PART or not."""
        if self._library is None:
            return
        try:
            screen = self._library.screen(wanted)
        except SourceError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        if screen is not self.screen:
            self.switch_screen(screen)

    def on_lesson_screen_wanted(self, message: LessonScreen.Wanted) -> None:
        """Follow a link; a web address is shown, not opened: the browser may be on a server."""
        if "://" in message.target:
            self.notify(message.target, title="A link to the web", markup=False)
        else:
            self.open_lesson(message.target)

    def on_lesson_screen_turned(self, message: LessonScreen.Turned) -> None:
        """Go to the lesson before or after."""
        screen = self.screen
        if self._library is None or not isinstance(screen, LessonScreen):
            return
        file = self._library.beside(screen.lesson.path, message.by)
        if file is None:
            self.notify(f"This is the {'last' if message.by > 0 else 'first'} lesson.")
        else:
            self.open_lesson(file.path.name)

    def on_lesson_screen_contents_wanted(self) -> None:
        """Let the reader choose a lesson."""
        if self._library is None:
            return
        from adamtui.screens.dialogues import choose_lesson

        def chosen(name: str | None) -> None:
            if name is not None:
                self.open_lesson(name)

        self.push_screen(choose_lesson(self._library.files), chosen)
