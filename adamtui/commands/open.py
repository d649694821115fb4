"""`adamtui open`: the tutorial, at a lesson."""

from __future__ import annotations

import argparse
from pathlib import Path

from adamtui.commands.courses import course_of, require_part
from adamtui.commands.faults import OK, CommandError
from adamtui.commands.notes import note
from adamtui.commands.terminal import require_terminal
from adamtui.course.parse import load
from adamtui.course.source import SourceError, find, resolve
from adamtui.progress.journal import Journal
from adamtui.progress.where import state_file


def run(options: argparse.Namespace) -> int:
    """Open the lesson asked for."""
    return open_at(options.lessons, options.lesson)


def open_at(folder: Path | None, wanted: str | None) -> int:
    """Open the course in `folder` at the lesson `wanted`, or where the reader left off."""
    from adamtui.course_app import CourseApp
    from adamtui.library import Library

    journal = Journal(state_file())
    try:
        if wanted is None:
            library = Library(find(folder), journal)
            first = library.resumed()
        else:
            course, lesson = course_of(folder, wanted)
            library = Library(course, journal)
            first = library.screen(lesson)
            if "#" in lesson:
                path, part = resolve(course, lesson)
                require_part(load(path), part)
    except SourceError as error:
        raise CommandError(str(error)) from None
    require_terminal()
    app = CourseApp(lambda: first, library)
    try:
        app.run()
    finally:
        note(journal.close())
    return app.return_code or OK
