"""`adamtui open`: the tutorial, at a lesson."""

from __future__ import annotations

import argparse
from pathlib import Path

from adamtui.commands.faults import OK, CommandError
from adamtui.commands.terminal import require_terminal
from adamtui.course.source import SourceError, find


def run(options: argparse.Namespace) -> int:
    """Open the lesson asked for."""
    return open_at(options.lessons, options.lesson)


def open_at(folder: Path | None, lesson: str | None) -> int:
    """Open the course in `folder` at `lesson`, or at its first one."""
    from adamtui.app import Tutorial
    from adamtui.library import Library

    try:
        library = Library(find(folder))
        first = library.screen(lesson or library.files[0].path.name)
    except SourceError as error:
        raise CommandError(str(error)) from None
    require_terminal()
    app = Tutorial(lambda: first, library)
    app.run()
    return app.return_code or OK
