"""Records of progress to try things with, and the file as a reader would look at it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from adamtui.progress.merging import merge
from adamtui.progress.record import Entry, LessonRecord, Place, Record

# Few names and few moments, so that two records often speak of the same.
NAMES = st.sampled_from(["one", "two", "layer-1", "/home/a b/10-x.md"])
MOMENTS = st.integers(1, 12).map(float)
SHARES = st.sampled_from([0.0, 0.25, 1.0])
ENTRIES = st.builds(
    Entry,
    done=st.booleans(),
    answer=st.sampled_from(["", "β₁·x", '"\\', "1/3"]),
    tries=st.integers(0, 3),
    hints=st.integers(0, 2),
    shown=st.booleans(),
    when=MOMENTS,
)
PLACES = st.builds(
    Place, line=st.integers(1, 99), part=st.sampled_from(["", "one"]), share=SHARES, when=MOMENTS
)
RESETS = st.one_of(st.just(0.0), MOMENTS)
LESSONS = st.builds(
    LessonRecord,
    parts=st.dictionaries(NAMES, ENTRIES, max_size=3),
    place=st.one_of(st.none(), PLACES),
    furthest=SHARES,
    reset=RESETS,
)
RECORDS = st.builds(
    Record,
    lessons=st.dictionaries(NAMES, LESSONS, max_size=3),
    last=NAMES,
    last_when=MOMENTS,
    reset=RESETS,
).map(lambda record: merge(record, Record()))
"""Records as they come about: without what their own resets are later than."""


def done(name: str, when: float, lesson: str = "l") -> Record:
    """One part of a lesson, done."""
    return one(name, Entry(done=True, when=when), lesson)


def one(name: str, entry: Entry, lesson: str = "l") -> Record:
    """One part of a lesson."""
    return Record(lessons={lesson: LessonRecord(parts={name: entry})})


def parts_done(record: Record) -> set[tuple[str, str]]:
    """Lesson and part of all that is done."""
    return {
        (key, name)
        for key, lesson in record.lessons.items()
        for name, entry in lesson.parts.items()
        if entry.done
    }


def told(path: Path) -> dict[str, Any]:
    """What the file says."""
    found = json.loads(path.read_text("utf-8"), parse_constant=lambda name: 1 / 0)
    assert isinstance(found, dict)
    return found


def names_beside(path: Path) -> set[str]:
    """The names in the file's folder."""
    return {each.name for each in path.parent.iterdir()}
