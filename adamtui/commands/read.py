"""`adamtui read`: a lesson as text, for pipes, plain terminals and screen readers."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from adamtui.commands.courses import course_of, quoted, require_part
from adamtui.commands.faults import OK, CommandError
from adamtui.commands.notes import note
from adamtui.commands.options import WIDTHS
from adamtui.commands.spinner import awaited, spinning
from adamtui.commands.terminal import is_plain
from adamtui.course.characters import without_controls
from adamtui.course.check import check_file
from adamtui.course.parse import load
from adamtui.course.source import SourceError, resolve
from adamtui.ink import plain
from adamtui.plain.colours import coloured
from adamtui.plain.excerpt import excerpt
from adamtui.plain.lesson import lesson_rows


def run(options: argparse.Namespace) -> int:
    """Print a lesson or a part of it; say at the end how many faults it has."""
    try:
        path, part = resolve(*course_of(options.lessons, options.lesson))
        lesson = load(path)
    except SourceError as error:
        raise CommandError(str(error)) from None
    if part:
        require_part(lesson, part)
        lesson = excerpt(lesson, part)
    show = coloured if _in_colour() else plain
    for row in awaited("computing", lesson_rows(lesson, _width(options.width))):
        # At once: what comes next may take a while, and nobody may be reading any more.
        print(show(row), flush=True)
    with spinning("checking"):
        count = len(check_file(path, limits=True))
    if count:
        name, them = without_controls(str(path)), "them" if count > 1 else "it"
        faults = f"{count} fault{'s' * (count > 1)}"
        note([f"{name}: {faults}; adamtui check {quoted(path)} shows {them}"])
    return OK


def _width(wanted: int | None) -> int:
    """As asked for, or the terminal's; 80 where there is none."""
    return wanted or max(shutil.get_terminal_size().columns, WIDTHS[0])


def _in_colour() -> bool:
    """On a terminal that knows colours, unless the reader wants none (https://no-color.org)."""
    return sys.stdout.isatty() and not is_plain() and not os.environ.get("NO_COLOR")
