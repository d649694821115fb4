"""The open course: its folder, its lessons in order, and a screen for each, kept once made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from adamtui.course import glossary, source
from adamtui.course.characters import without_controls
from adamtui.course.editions import Edition, read_edition
from adamtui.course.mentions import marked_lesson
from adamtui.course.model import Fault, Lesson
from adamtui.course.parse import load, load_opening
from adamtui.course.source import SourceError
from adamtui.progress.journal import Journal
from adamtui.progress.record import LessonRecord
from adamtui.screens.lesson import LessonScreen
from adamtui.screens.reader import NOWHERE, Goal


class Library:
    """Finds and opens the lessons of one folder; a screen once made keeps its live parts."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        """`journal` knows what the reader has done in them."""
        self.folder = folder
        self.files = source.lessons(folder)
        self.journal = journal
        self.glossary = glossary.load(folder)
        self.changes = 0
        """So often something in the folder may have changed."""
        self._screens: dict[Path, LessonScreen] = {}

    def screen(self, wanted: str) -> LessonScreen:
        """The screen of a lesson, by number, slug, file name or path; or SourceError."""
        return self.at(*source.resolve(self.folder, wanted))

    def resumed(self) -> LessonScreen:
        """The lesson that was read last, where it was left; at first the first one."""
        last = self.journal.record.last
        path = next((f.path for f in self.files if self.key(f.path) == last), None)
        if path is None:
            return self.at(self.files[0].path)
        place = self.record(path).place
        return self.at(path, NOWHERE if place is None else place)

    def linked(self, target: str, path: Path) -> LessonScreen:
        """The screen that a link in the lesson at `path` leads to; or SourceError."""
        name, _, part = unquote(target).partition("#")
        shown = without_controls(name)
        try:
            file = (path.parent / name).resolve() if name else path.resolve()
            there = file.suffix == ".md" and file.is_file()
        except (OSError, ValueError, RuntimeError) as error:
            # A name too long or with a zero byte in it; a link that leads back to itself.
            raise SourceError(f"{shown}: no such lesson") from error
        if not file.is_relative_to(path.parent.resolve()):
            raise SourceError(f"{shown}: leads out of the lesson's folder")
        if not there:
            raise SourceError(f"{shown}: no such lesson")
        return self.at(file, part)

    def at(self, path: Path, goal: Goal = NOWHERE) -> LessonScreen:
        """The screen of a file, on its way to a place in it; or SourceError."""
        path = path.resolve()
        if path not in self._screens:
            self._screens[path] = LessonScreen(
                marked_lesson(load_opening(path), self.glossary),
                partial(self._read, path),
                partial(_faults, path),
                lambda: self.record(path).parts,
            )
        self._screens[path].aim(goal)
        return self._screens[path]

    def _read(self, path: Path, before: Edition | None) -> tuple[Edition, Lesson]:
        edition = read_edition(path, before)
        return edition, marked_lesson(edition.lesson, self.glossary)

    def lesson(self, wanted: str) -> Lesson:
        """All of a lesson, as for `screen`."""
        return load(source.resolve(self.folder, wanted).path)

    def beside(self, path: Path, by: int) -> source.LessonFile | None:
        """The lesson `by` places after the one at `path`; None beyond either end.

        A lesson that is gone from the folder is looked for where its number was.
        """
        path = path.resolve()
        if path.parent != self.folder.resolve():
            return self.files[0] if self.files else None
        before = [file for file in self.files if _order(file.path) < _order(path)]
        there = any(file.path.resolve() == path for file in self.files)
        place = len(before) + by - (by > 0 and not there)
        return self.files[place] if 0 <= place < len(self.files) else None

    # -- what changes --------------------------------------------------------------------------

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the files are that are open or can be."""
        return tuple(dict.fromkeys([self.folder.resolve(), *(p.parent for p in self._screens)]))

    def list_anew(self) -> None:
        """Look for the lessons and the words again; a folder that is gone leaves them as they were.

        It may take a moment, and may be called in a thread.
        """
        self.changes += 1
        with suppress(SourceError):
            self.files = source.lessons(self.folder)
            self.glossary = glossary.load(self.folder)

    def revise(self, paths: Collection[Path]) -> None:
        """Have the screens of what may have changed read it again.

        A folder stands for all that is in it, and a glossary for all that has words in it.
        """
        words = self.folder.resolve() / glossary.NAME in paths
        for path, screen in self._screens.items():
            if words or path in paths or path.parent in paths:
                screen.revise()

    def key(self, path: Path) -> str:
        """The name of a lesson in the journal."""
        return source.key_of(path)

    def record(self, path: Path) -> LessonRecord:
        """What the reader has done in a lesson."""
        return self.journal.lesson(self.key(path))

    def forget(self, path: Path | None) -> None:
        """Forget what the reader has done in a lesson, or in all."""
        self.journal.reset(None if path is None else self.key(path))

    async def show_forgotten(self, path: Path | None) -> None:
        """Have the screens of what is forgotten begin anew."""
        for each, screen in list(self._screens.items()):
            if path is None or each == path.resolve():
                await screen.begin_anew()


def _order(path: Path) -> tuple[int, str]:
    """By what lessons are in order."""
    named = source.NAME.fullmatch(path.name)
    return (int(named[1]) if named else 0, path.name)


def _faults(path: Path) -> Sequence[Fault]:
    """All that is wrong with a lesson; what finds that is imported after the first screen."""
    from adamtui.course.check import check_file

    try:
        return check_file(path)
    except Exception as error:  # the last resort: a reader need not know that there is a check
        told = " ".join(str(error).split()) or type(error).__name__
        return (Fault(str(path), 1, 1, f"cannot be checked: {told}"),)
