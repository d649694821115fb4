"""The application with a course open: what a reader can ask for, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from adamtui.course.parse import load
from adamtui.course.source import Target
from adamtui.library import Library
from adamtui.page.inline import TERM
from adamtui.screens.lesson import LessonScreen
from adamtui.screens.reader import Reader
from adamtui.travel import Traveller
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.part import Part
from adamtui.widgets.typed_ahead import retype

if TYPE_CHECKING:
    from adamtui.screens.dialogue import Dialogue
    from adamtui.screens.search import Find, Search


_SETTLING = 0.1
"""Seconds in which what a key did goes from a live part to the application."""


class CourseApp(Traveller):
    """Opens what a lesson wishes for, and writes down what is done."""

    def __init__(self, opening: Callable[[], Screen[Any]], library: Library) -> None:
        super().__init__(opening, library)
        self._searched: Search | None = None
        """The last search: what was typed and read is kept for the next one."""
        self._searched_at = 0
        """So often the lessons had changed by then."""

    async def action_quit(self) -> None:
        """Quit, once what the last keys did has come here and is noted."""
        self.set_timer(_SETTLING, self._leave)

    def _leave(self) -> None:
        if (here := self.here) is not None:
            self.library.journal.moved(self.library.key(here.path), here.place)
        self.exit()

    def on_mount(self) -> None:
        """Say what is wrong with the file of progress, now or later."""
        journal = self.library.journal
        for line in journal.notes:
            self.warn(line)
        journal.watch(lambda line: self.call_from_thread(self.warn, line))

    # -- what a lesson wishes for --------------------------------------------------------------

    async def on_lesson_screen_wished(self, message: LessonScreen.Wished) -> None:
        """Show or do what a lesson cannot by itself."""
        if message.what == "contents":
            await self._contents()
        elif message.what == "search":
            await self._search()
        elif message.what == "words":
            await self._explain()
        elif message.what == "record":
            self._write_record(message.part)
        elif message.what == "edit":
            await self._edit()
        elif message.what == "back":
            self.back()
        else:
            self.forward()

    async def _ask(self, dialogue: Dialogue[Any], answered: Callable[[Any], None]) -> None:
        """Open a dialogue and give it the keys that were typed ahead."""
        screen = self.lesson_screen
        await self.push_screen(dialogue, answered)
        if screen is not None:
            retype(self, dialogue.type_ahead(screen.typed_ahead()))

    async def _contents(self) -> None:
        """Let the reader choose a lesson or a part of one."""
        from adamtui.course.outline import outline
        from adamtui.screens.contents import Contents

        screen, library = self.lesson_screen, self.library
        if screen is not None:
            path = screen.lesson.path
            mine = next((f.path for f in library.files if f.path.resolve() == path.resolve()), path)
            contents = Contents(
                library.files,
                lambda file: outline(load(file.path)),
                path,
                library.record,
                self._reset,
                {mine: outline(screen.lesson)} if screen.loaded else {},
            )
            await self._ask(contents, self._go)

    def _reset(self, path: Path | None) -> None:
        """Forget what is done in a lesson, or in all."""
        self.library.forget(path)
        self.call_later(self.library.show_forgotten, path)

    def _go(self, target: Target | None) -> None:
        if target is not None:
            self.open(lambda: self.library.at(*target))

    async def _search(self) -> None:
        """Let the reader look for words in all lessons; what was typed last stands there still."""
        from adamtui.screens.search import Search

        last, changes = self._searched, self.library.changes
        self._searched = Search(
            self.library.files,
            lambda file: load(file.path),
            self.library.glossary,
            query=last.query_text if last is not None else "",
            index=last.index if last is not None and changes == self._searched_at else None,
        )
        self._searched_at = changes
        await self._ask(self._searched, self._found)

    def _found(self, what: Find | None) -> None:
        from adamtui.course.search import Spot

        if isinstance(what, Spot):
            self.open(lambda: self.library.at(what.path, what.line))
        elif what is not None:
            self.explain(what.name)

    def explain(self, chosen: str = "") -> None:
        """Explain a word of the glossary, or those in sight."""
        self.call_later(self._explain, chosen)

    async def _explain(self, chosen: str = "") -> None:
        from adamtui.screens.terms import Terms

        screen = self.lesson_screen
        if screen is not None:
            names = [link.removeprefix(TERM) for link in screen.body.links_in_sight(TERM)]
            await self._ask(Terms(self.library.glossary, names, chosen), self._taught)

    def _taught(self, target: str | None) -> None:
        """Go to where a word is taught."""
        if target is not None:
            self.follow(target, self.library.glossary.path)

    def _write_record(self, part: Part | None) -> None:
        """Write files: of the run of a live part, else of the lesson."""
        from adamtui.screens.exporting import export_lesson, export_run, has_run, write

        screen = self.lesson_screen
        if part is not None and has_run(part):
            write(self, export_run(part))
        elif screen is not None:
            record = self.library.record(screen.lesson.path)
            write(self, export_lesson(screen.lesson, record, screen.body.live_parts))

    def _write_all(self) -> None:
        """Write one file: the record of all lessons."""
        from adamtui.screens.exporting import export_course, write

        paths = [file.path for file in self.library.files]
        write(self, export_course([(path, self.library.record(path)) for path in paths], load))

    async def _edit(self) -> None:
        """Let the reader edit the lesson being read, then show what has become of it."""
        from adamtui.screens.editing import edit

        screen = self.lesson_screen
        if screen is not None:
            told = edit(screen.lesson.path, screen.line_read, self.lend)
            screen.typed_ahead()
            screen.revise()
            if told:
                self.warn(told)

    def places(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The lessons, what is in the present one, and what concerns them all."""
        from adamtui.course.outline import outline

        ways = [
            (f"{file.number} {file.title}", Target(file.path, "")) for file in self.library.files
        ]
        if (screen := self.lesson_screen) is not None:
            lesson = screen.lesson
            ways += [
                (each.title, Target(lesson.path, each.target)) for each in outline(lesson).items
            ]
        places = [(title, partial(self._go, target)) for title, target in ways]
        return [*places, ("write the record of all lessons", self._write_all)]

    # -- what is kept --------------------------------------------------------------------------

    def on_live_part_tried(self, message: LivePart.Tried) -> None:
        """Note how an exercise went."""
        tried = message.answer
        if isinstance(message.screen, LessonScreen):
            self.library.journal.answered(
                self.library.key(message.screen.lesson.path),
                message.part,
                answer=tried.answer,
                right=tried.right,
                hints=tried.hints,
                shown=tried.shown,
            )

    def on_live_part_used(self, message: LivePart.Used) -> None:
        """Note that a live part was used."""
        if isinstance(message.screen, LessonScreen):
            key = self.library.key(message.screen.lesson.path)
            self.library.journal.used(key, message.part)

    def on_reader_moved(self, message: Reader.Moved) -> None:
        """Note where the reader is."""
        self.library.journal.moved(self.library.key(message.path), message.place)
