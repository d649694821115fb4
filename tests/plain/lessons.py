"""Lessons to print, and what was printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec

from adamtui.course.model import Directive, Lesson
from adamtui.course.parse import load, parse
from adamtui.ink import plain
from adamtui.plain.lesson import lesson_rows

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("[0-9]*.md"))
SOON = 40
"""Updates that are enough to look at."""


def printed(lesson: Lesson, width: int = 80) -> str:
    return "\n".join(map(plain, lesson_rows(lesson, width)))


def written(text: str, path: str = "10-mine.md") -> Lesson:
    return parse(text, path)


def shortened(path: Path) -> Lesson:
    """A lesson whose runs are short: what is printed is as it is, but for the update."""
    lesson = load(path)
    blocks = (_shorter(b) if isinstance(b, Directive) else b for b in lesson.blocks)
    return replace(lesson, blocks=tuple(blocks))


def _shorter(part: Directive) -> Directive:
    options = part.options
    for name in ("steps", "until"):
        long = getattr(options, name, None)
        if options is not None and long is not None and long > SOON:
            options = msgspec.structs.replace(options, **{name: SOON})
    return replace(part, options=options)
