"""The progress file's text: what is known of a reader as JSON that a human can read, and back.

A field that is wrong is left out and named, and the rest is kept. Fields that this version does not
know are kept as they are. A field that has its usual value is not written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from adamtui.progress.characters import REFUSED
from adamtui.progress.decoding import CorruptError, Fields, decoded, require_shallow
from adamtui.progress.record import Entry, LessonRecord, Place, Record

VERSION = 1
MOST = 10_000
"""Lessons and parts in one file."""
LONGEST_NAME, LONGEST_ANSWER = 4096, 500
"""Characters of a lesson's key or a part's id, and of an answer."""
_LATEST = 1e10
"""No time is later (it is in the year 2286): a float64 tells changes apart as far as that."""
_COUNTED = 1_000_000_000


class ForeignError(Exception):
    """Text that is right but not for this version to touch; the message says why."""


class Document(NamedTuple):
    """A progress file as it was read."""

    record: Record
    fields: Mapping[str, Any]
    """The object in the file, with the fields that this version does not know."""
    faults: tuple[str, ...]
    """What is wrong in it, and so not in the record."""


def read(data: bytes) -> Document:
    """What a progress file says.

    A file that is no JSON at all is an empty record with one fault. Raises ForeignError for one of
    a later version and for one with more entries than are ever written.
    """
    faults: list[str] = []
    try:
        found = decoded(data, faults)
        _require_version(found.get("version"))
        require_shallow(found)
    except CorruptError as error:
        return Document(Record(), {}, (str(error),))
    _require_few(found)
    record = _record(Fields(found, "", faults))
    return Document(record, found, tuple(faults))


def write(record: Record, fields: Mapping[str, Any]) -> bytes:
    """A record as the text of a file; of `fields` what `record` says nothing of is kept."""
    lessons = _object(fields, "lessons")
    last = {"lesson": record.last, "when": record.last_when} if record.last else {}
    whole = _over(
        fields,
        version=VERSION,
        lessons={
            key: _lesson_fields(lesson, _object(lessons, key))
            for key, lesson in record.lessons.items()
        },
        last=last and _over(_object(fields, "last"), **last),
        reset=record.reset,
    )
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)
    return _escaped(text).encode() + b"\n"


def _escaped(text: str) -> str:
    """JSON whose refused characters, which can stand only in its strings, are escapes."""
    return "\n".join(REFUSED.sub(_escape, line) for line in text.split("\n"))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def entries(record: Record) -> int:
    """How many lessons and parts a record has."""
    return len(record.lessons) + sum(len(lesson.parts) for lesson in record.lessons.values())


# -- reading -----------------------------------------------------------------------------------


def _require_version(version: object) -> None:
    if isinstance(version, int | float) and version > VERSION:
        raise ForeignError(f"written by a later adamtui, as version {str(version)[:20]}")
    if type(version) is not int or version != VERSION:
        raise CorruptError(f"its version is not {VERSION}")


def _require_few(found: Mapping[str, Any]) -> None:
    lessons = _object(found, "lessons")
    parts = sum(len(_object(lesson, "parts")) for lesson in lessons.values())
    if len(lessons) + parts > MOST:
        raise ForeignError(f"more than {MOST} entries")


def _record(fields: Fields) -> Record:
    last = fields.child("last")
    return Record(
        lessons={key: _lesson(each) for key, each in fields.children("lessons", LONGEST_NAME)},
        last="" if last is None else last.text("lesson", LONGEST_NAME),
        last_when=0.0 if last is None else last.number("when", _LATEST),
        reset=fields.number("reset", _LATEST),
    )


def _lesson(fields: Fields) -> LessonRecord:
    place = fields.child("place")
    return LessonRecord(
        parts={name: _entry(each) for name, each in fields.children("parts", LONGEST_NAME)},
        place=None if place is None else _place(place),
        furthest=fields.number("furthest", 1.0),
        reset=fields.number("reset", _LATEST),
    )


def _entry(fields: Fields) -> Entry:
    return Entry(
        done=fields.flag("done"),
        answer=fields.text("answer", LONGEST_ANSWER),
        tries=fields.whole("tries", 0, _COUNTED),
        hints=fields.whole("hints", 0, _COUNTED),
        shown=fields.flag("shown"),
        when=fields.number("when", _LATEST),
    )


def _place(fields: Fields) -> Place:
    return Place(
        line=fields.whole("line", 1, _COUNTED),
        part=fields.text("part", LONGEST_NAME),
        share=fields.number("share", 1.0),
        when=fields.number("when", _LATEST),
    )


# -- writing -----------------------------------------------------------------------------------


def _lesson_fields(lesson: LessonRecord, found: Mapping[str, Any]) -> dict[str, Any]:
    parts = _object(found, "parts")
    return _over(
        found,
        parts={
            name: _entry_fields(entry, _object(parts, name)) for name, entry in lesson.parts.items()
        },
        place=lesson.place and _place_fields(lesson.place, _object(found, "place")),
        furthest=lesson.furthest,
        reset=lesson.reset,
    )


def _entry_fields(entry: Entry, found: Mapping[str, Any]) -> dict[str, Any]:
    return _over(
        found,
        done=entry.done,
        answer=entry.answer,
        tries=entry.tries,
        hints=entry.hints,
        shown=entry.shown,
        when=entry.when,
    )


def _place_fields(place: Place, found: Mapping[str, Any]) -> dict[str, Any]:
    return _over(
        found,
        line=place.line,
        part=place.part,
        share=place.share,
        when=place.when,
    )


def _over(found: Mapping[str, Any], **ours: Any) -> dict[str, Any]:
    """The fields found that are not ours, and those of ours that say something."""
    kept = {name: value for name, value in found.items() if name not in ours}
    return kept | {name: value for name, value in ours.items() if value}


def _object(fields: object, name: str) -> Mapping[str, Any]:
    """A field that is an object; an empty one where it is not."""
    found = fields.get(name) if isinstance(fields, Mapping) else None
    return found if isinstance(found, Mapping) else {}
