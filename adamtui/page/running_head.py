"""The row above a lesson."""

from __future__ import annotations

from adamtui.course.model import Lesson
from adamtui.ink import Ink, Row, Run
from adamtui.page.glyphs import cells, shortened

_SHORTEST = 12
"""Cells that a title needs beside the number of faults."""


def running_head(lesson: Lesson, share: float, width: int) -> Row:
    """Number and title, and how far one has read."""
    right = f"{share:4.0%}"
    count = len(lesson.faults)
    faults = f"{count} fault{'s' * (count > 1)}, listed last  " if count else ""
    if width < len(right) + len(faults) + _SHORTEST:
        faults = ""
    room = width - len(right) - len(faults) - 1
    if room < 1:
        return (Run(right.strip()[: max(width, 0)], Ink("muted")),)
    title = f"{lesson.number} · {lesson.title}" if lesson.number else lesson.title
    left = shortened(title, room)
    return (
        Run(left + " " * (room + 1 - cells(left)), Ink("muted")),
        Run(faults, Ink("bad")),
        Run(right, Ink("muted")),
    )
