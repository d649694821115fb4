"""Two records of the same reader in one: what several sessions have seen at once adds up.

`merge` does not depend on which of the two is first. What is done stays done, tries add up, the
newer answer and the newer place hold, and what is older than a reset is gone, whichever of the two
remembers it. So each session hands over only what it has not handed over before: a record of its
changes, with the tries since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adamtui.progress.record import Entry, LessonRecord, Place, Record

TICK = 1e-5
"""Seconds between two changes that the clock does not tell apart; a float64 still can."""


def merge(one: Record, other: Record) -> Record:
    """What is known from both; a reset in either drops what is older in both."""
    lessons = dict(one.lessons)
    for key, lesson in other.lessons.items():
        lessons[key] = _both(lessons[key], lesson) if key in lessons else lesson
    reset = max(one.reset, other.reset)
    kept = {key: _since(reset, lesson) for key, lesson in lessons.items()}
    when, last = max((one.last_when, one.last), (other.last_when, other.last))
    return Record(
        lessons={key: lesson for key, lesson in kept.items() if lesson != LessonRecord()},
        last=last if _outlives(when, reset) else "",
        last_when=when if _outlives(when, reset) else 0.0,
        reset=reset,
    )


def latest(record: Record) -> float:
    """When anything in a record last changed; 0 for nothing."""
    return max(_moments(record), default=0.0)


def put_after(moment: float, record: Record) -> Record:
    """The record, later as a whole by so much that all of it is later than `moment`."""
    by = moment + TICK - min(_moments(record), default=moment + TICK)
    if by <= 0:
        return record
    return Record(
        lessons={key: _lesson_later(lesson, by) for key, lesson in record.lessons.items()},
        last=record.last,
        last_when=_later(record.last_when, by),
        reset=_later(record.reset, by),
    )


def _both(one: LessonRecord, other: LessonRecord) -> LessonRecord:
    reset = max(one.reset, other.reset)
    one, other = _since(reset, one), _since(reset, other)
    parts = dict(one.parts)
    for name, entry in other.parts.items():
        parts[name] = _both_entries(parts[name], entry) if name in parts else entry
    places = [place for place in (one.place, other.place) if place is not None]
    return LessonRecord(
        parts=parts,
        place=max(places, key=_newer_place, default=None),
        furthest=max(one.furthest, other.furthest),
        reset=reset,
    )


def _both_entries(one: Entry, other: Entry) -> Entry:
    """The newer answer, with what neither of the two may lose."""
    return replace(
        max(one, other, key=_newer_answer),
        done=one.done or other.done,
        shown=one.shown or other.shown,
        tries=one.tries + other.tries,
        when=max(one.when, other.when),
    )


def _newer_answer(entry: Entry) -> tuple[bool, float, str, int]:
    """Orders answers; a part that was used without an answer takes none away."""
    return (entry.tries > 0, entry.when, entry.answer, entry.hints)


def _newer_place(place: Place) -> tuple[float, int, str, float]:
    return (place.when, place.line, place.part, place.share)


def _since(reset: float, lesson: LessonRecord) -> LessonRecord:
    """What is left of a lesson after a reset of all, and its own."""
    last = max(reset, lesson.reset)
    if not last:
        return lesson
    stays = lesson.place is not None and lesson.place.when > last
    return LessonRecord(
        parts={name: entry for name, entry in lesson.parts.items() if entry.when > last},
        place=lesson.place if stays else None,
        furthest=lesson.furthest if stays else 0.0,
        reset=lesson.reset if lesson.reset > reset else 0.0,
    )


def _outlives(when: float, reset: float) -> bool:
    return not reset or when > reset


def _moments(record: Record) -> Iterator[float]:
    """All times in a record; 0, which stands for none, is not among them."""
    for lesson in record.lessons.values():
        yield from (entry.when for entry in lesson.parts.values() if entry.when)
        if lesson.place is not None and lesson.place.when:
            yield lesson.place.when
        if lesson.reset:
            yield lesson.reset
    yield from filter(None, (record.last_when, record.reset))


def _lesson_later(lesson: LessonRecord, by: float) -> LessonRecord:
    place = lesson.place
    return LessonRecord(
        parts={
            name: replace(entry, when=_later(entry.when, by))
            for name, entry in lesson.parts.items()
        },
        place=None if place is None else replace(place, when=_later(place.when, by)),
        furthest=lesson.furthest,
        reset=_later(lesson.reset, by),
    )


def _later(when: float, by: float) -> float:
    return when + by if when else 0.0
