"""Which course is meant where a file is named: its own, that of the folder it is in."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

from adamtui.commands.faults import CommandError
from adamtui.core.nearest import nearest
from adamtui.course.characters import without_controls
from adamtui.course.model import Lesson
from adamtui.course.source import NAME, SourceError, find, from_home, lessons


class Wanted(NamedTuple):
    """A lesson of a course, as `source.resolve` takes them."""

    folder: Path
    lesson: str


def course_of(folder: Path | None, wanted: str) -> Wanted:
    """The course that `wanted` is in, where `folder` is the one named by --lessons or none.

    A lesson's file that exists belongs to the lessons it is among; a course that was named has the
    first say. Raises SourceError where there is no such folder.
    """
    name, mark, part = wanted.partition("#")
    path = from_home(name)
    if not (name.endswith(".md") and path.is_file()):
        return Wanted(find(folder), wanted)
    if folder is not None and name in [file.path.name for file in lessons(find(folder))]:
        return Wanted(folder, wanted)
    own = path.absolute()
    try:
        course = find(own.parent if NAME.fullmatch(own.name) else folder)
    except SourceError:
        course = find()
    return Wanted(course, f"{own}{mark}{part}")


def require_part(lesson: Lesson, part: str) -> None:
    """CommandError for a part that a lesson has not; "" is its beginning."""
    anchors = lesson.anchors()
    if part and part not in anchors:
        live = ", ".join(each.id for each in lesson.directives() if each.id)
        hint = nearest(part, anchors, f"; its live parts are {live}" if live else "")
        raise CommandError(f"{lesson.path.name}: no part '{part}'{hint}")


def quoted(path: Path) -> str:
    """A path as a shell takes it; one that begins with a minus would be taken for an option."""
    return shlex.quote(without_controls(f"./{path}" if str(path).startswith("-") else str(path)))
