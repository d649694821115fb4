"""The open course: its folder, its lessons in order, and a screen for each, kept once made."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import unquote

from adamtui.course import source
from adamtui.course.model import Lesson
from adamtui.course.parse import load, load_opening
from adamtui.course.source import SourceError
from adamtui.screens.lesson import LessonScreen


class Library:
    """Finds and opens the lessons of one folder; a screen once made keeps its live parts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = source.lessons(folder)
        self._screens: dict[Path, LessonScreen] = {}

    def screen(self, wanted: str) -> LessonScreen:
        """The screen of a lesson, by number, slug, file name or path; or SourceError."""
        return self._screen(*source.resolve(self.folder, wanted))

    def linked(self, target: str, path: Path) -> LessonScreen:
        """The screen that a link in the lesson at `path` leads to; or SourceError."""
        name, _, part = unquote(target).partition("#")
        file = (path.parent / name).resolve()
        if not file.is_relative_to(path.parent.resolve()):
            raise SourceError(f"{name}: leads out of the lesson's folder")
        if file.suffix != ".md" or not file.is_file():
            raise SourceError(f"{name}: no such lesson")
        return self._screen(file, part)

    def _screen(self, path: Path, part: str) -> LessonScreen:
        path = path.resolve()
        if path not in self._screens:
            # What only a check finds costs imports that the first screen does without.
            from adamtui.course.check import check_file

            faults = partial(check_file, path)
            self._screens[path] = LessonScreen(load_opening(path), partial(load, path), faults)
        self._screens[path].aim(part)
        return self._screens[path]

    def lesson(self, wanted: str) -> Lesson:
        """All of a lesson, as for `screen`."""
        return load(source.resolve(self.folder, wanted).path)

    def beside(self, path: Path, by: int) -> source.LessonFile | None:
        """The lesson `by` places after the one at `path`; None beyond either end."""
        paths = [file.path.resolve() for file in self.files]
        place = paths.index(path) + by if path in paths else 0
        return self.files[place] if 0 <= place < len(self.files) else None
