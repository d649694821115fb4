"""The row above a lesson."""

from __future__ import annotations

from adamtui.course.model import Lesson
from adamtui.ink import Ink, Row, Run


def running_head(lesson: Lesson, share: float, width: int) -> Row:
    """Number and title, and how far one has read."""
    right = f"{share:4.0%}"
    count = len(lesson.faults)
    faults = f"{count} fault{'s' * (count > 1)}, listed last  " if count else ""
    left = f"{lesson.number} · {lesson.title}" if lesson.number else lesson.title
    room = width - len(right) - len(faults) - 1
    left = left if len(left) <= room else left[: room - 1] + "…"
    return (
        Run(left.ljust(room + 1), Ink("muted")),
        Run(faults, Ink("bad")),
        Run(right, Ink("muted")),
    )
