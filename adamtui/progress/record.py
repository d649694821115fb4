"""What is known of a reader: frozen values, no file and no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One live part of a lesson, or one exercise."""

    done: bool = False
    """A part was used, an exercise answered rightly; it stays so."""
    answer: str = ""
    """What was last answered, one line; of what is done, a right answer."""
    tries: int = 0
    hints: int = 0
    """The hints that were shown before the last try."""
    shown: bool = False
    """Whether the answer was shown before it was found."""
    when: float = 0.0
    """Of the last change: seconds since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a lesson the reader was."""

    line: int = 1
    """The source line at the top of the screen, from 1."""
    part: str = ""
    """The id of the live part that had the focus, if any had."""
    share: float = 0.0
    """How far that is: 0 at the top, 1 at the end."""
    when: float = 0.0


@dataclass(frozen=True, slots=True)
class LessonRecord:
    """One lesson."""

    parts: Mapping[str, Entry] = field(default_factory=dict)
    """By the part's id."""
    place: Place | None = None
    furthest: float = 0.0
    """The largest share seen."""
    reset: float = 0.0
    """When the reader had it forgotten: nothing here is older; 0 for never."""


@dataclass(frozen=True, slots=True)
class Record:
    """All lessons, by key: a built-in lesson's slug, any other file's absolute path."""

    lessons: Mapping[str, LessonRecord] = field(default_factory=dict)
    last: str = ""
    """The key of the lesson last read; "" at first."""
    last_when: float = 0.0
    reset: float = 0.0
    """When the reader had all lessons forgotten: nothing here is older; 0 for never."""
