"""Small courses in a folder, opened as the command line opens them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from adamtui.course_app import CourseApp
from adamtui.library import Library
from adamtui.progress.journal import Journal
from adamtui.screens.lesson import LessonScreen
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.stepper import Stepper
from tests.pressing import Watcher, press

SIZE = (80, 24)


def part(name: str, options: str = ":fn: x**2") -> str:
    """The fence of a stepper."""
    return f"```{{stepper}} {name}\n{options}\n```\n\n"


def paragraphs(count: int) -> str:
    """Prose to scroll through."""
    return "".join(f"Paragraph {n}.\n\n" for n in range(1, count + 1))


COURSE = {
    "10-one.md": "# One\n\nTo [two](20-two.md#far), to the [end](#the-end), "
    f"[nowhere](99-none.md), the [web](https://example.org).\n\n{part('first')}"
    f"{paragraphs(20)}{part('second')}{paragraphs(20)}{part('third')}## The end\n\nThe last words.",
    "20-two.md": f"# Two\n\n{paragraphs(30)}## Far\n\nBack to [second](./10-one.md#second).\n\n"
    f"{paragraphs(30)}",
    "30-heading.md": "# Only a heading\n",
    "40-empty.md": "",
    "50-broken.md": f"# Broken\n\n{part('bad', ':betta1: 0.5')}{part('good')}",
}


@dataclass
class Reader(Watcher):
    """Someone reading a course."""

    pilot: Pilot[None]
    library: Library

    @property
    def screen(self) -> LessonScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, LessonScreen)
        return screen

    @property
    def rows(self) -> list[str]:
        strips = self.pilot.app.screen._compositor.render_strips(self.pilot.app.size)
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def top(self) -> float:
        """The row of the lesson that is at the top of the screen."""
        return self.screen.body.scroll_y

    @property
    def held(self) -> str:
        """The id of the live part that has the focus."""
        focused: Widget | None = self.screen.focused
        found = [n for n in focused.ancestors if isinstance(n, LivePart)] if focused else []
        return found[0].directive.id if found else ""

    @property
    def stepper(self) -> Stepper:
        """The stepper that has the focus."""
        focused = self.screen.focused
        assert isinstance(focused, Stepper)
        return focused

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    def strike(self, *keys: str) -> None:
        """Press keys as a terminal sends them: without waiting for what they do."""
        for key in keys:
            character = {"space": " ", "tab": "\t"}.get(key, key if len(key) == 1 else None)
            self.pilot.app.post_message(events.Key(key, character))

    async def click(self, word: str) -> None:
        """Click on a word of the screen."""
        y = next(y for y, row in enumerate(self.rows) if word in row)
        await self.pilot.click(offset=(self.rows[y].index(word) + 1, y))
        await self.pilot.pause()

    async def loaded(self) -> None:
        """Wait for all of the lesson, not only its beginning."""
        await self.until(lambda: self.screen.loaded)
        await self.pilot.pause()


@asynccontextmanager
async def reading(
    folder: Path,
    lessons: Mapping[str, str] = COURSE,
    wanted: str = "",
    size: tuple[int, int] = SIZE,
) -> AsyncIterator[Reader]:
    """A course written into `folder` (none: the folder as it is), opened at a lesson."""
    library = Library(written(folder, lessons), Journal(None))
    first = library.screen(wanted or library.files[0].path.name)
    app = CourseApp(lambda: first, library)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Reader(pilot, library)


def written(folder: Path, lessons: Mapping[str, str]) -> Path:
    """A folder with lessons."""
    folder.mkdir(exist_ok=True)
    for name, text in lessons.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@asynccontextmanager
async def session(course: Path, state: Path) -> AsyncIterator[Reader]:
    """The tutorial as `adamtui` alone opens it, its progress in the file `state`."""
    journal = Journal(state)
    library = Library(course, journal)
    app = CourseApp(library.resumed, library)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        yield Reader(pilot, library)
    journal.close()
