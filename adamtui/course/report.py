"""Folders of lessons and single files, checked together: each file once, all faults in order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from adamtui.core.nearest import nearest
from adamtui.course import glossary, source
from adamtui.course.check import examined
from adamtui.course.link_faults import Anchors
from adamtui.course.model import Fault
from adamtui.course.source import NAME, SourceError

_NO_LESSONS = ("README.md", glossary.NAME)
"""Files that a folder of lessons may hold beside them."""


class Report(NamedTuple):
    """What was found."""

    faults: tuple[Fault, ...]
    lessons: frozenset[str]
    """How faults name the lessons that were checked."""


class _Entry(NamedTuple):
    path: Path
    shown: str


def report(given: Sequence[str], *, limits: bool = False) -> Report:
    """The faults of all that is named, by path and place.

    Paths are as they were given. Raises SourceError for what is not there, and for a folder without
    lessons.
    """
    folders = [each for each in dict.fromkeys(given) if Path(each).is_dir()]
    entries = {each: _entries(each) for each in folders}
    files = [_Entry(Path(each), each) for each in given if each not in entries]
    for entry in files:
        _require(entry)
    faults: list[Fault] = []
    linked: set[Path] = set()
    anchors: Anchors = {}
    lessons: set[str] = set()
    for entry in _once([*_checked(entries), *files]):
        found = examined(entry.path, entry.shown, limits=limits, anchors=anchors)
        faults += found.faults
        linked |= found.files
        if entry.path.name != glossary.NAME:
            lessons.add(entry.shown)
    for each in entries.values():
        faults += [*_taken_twice(each), *_no_lessons(each, linked)]
    return Report(tuple(sorted({*faults})), frozenset(lessons))


def _entries(folder: str) -> list[_Entry]:
    """What lies in a folder, lessons in their order; hidden files and editors' copies left out."""
    source.find(Path(folder))  # for its SourceError, where there is no lesson
    names = [name for name in os.listdir(folder) if name[0] != "." and not name.endswith("~")]
    return [_Entry(Path(folder, name), os.path.join(folder, name)) for name in sorted(names)]


def _checked(entries: dict[str, list[_Entry]]) -> Iterator[_Entry]:
    for each in entries.values():
        for entry in each:
            if NAME.fullmatch(entry.path.name) or entry.path.name == glossary.NAME:
                yield entry


def _once(entries: Iterable[_Entry]) -> Iterator[_Entry]:
    """Each file by the first path that leads to it; one that is a link is a file of its own."""
    seen: set[str] = set()
    for entry in entries:
        key = os.path.join(os.path.realpath(entry.path.parent), entry.path.name)
        if key not in seen:
            seen.add(key)
            yield entry


def _require(entry: _Entry) -> None:
    """SourceError for a file that is not there, with the nearest that is."""
    if os.path.lexists(entry.path):
        return
    parent = entry.path.parent
    beside = sorted(os.listdir(parent)) if parent.is_dir() else []
    raise SourceError(f"{entry.shown}: no such file{nearest(entry.path.name, beside, '')}")


def _taken_twice(entries: Iterable[_Entry]) -> Iterator[Fault]:
    """Lessons whose number or name an earlier one has."""
    named = [(found, entry) for entry in entries if (found := NAME.fullmatch(entry.path.name))]
    taken: dict[str, _Entry] = {}
    for found, entry in sorted(named, key=lambda each: (int(each[0][1]), each[0][2])):
        for name, kind in ((str(int(found[1])), "number"), (found[2], "name")):
            if (first := taken.setdefault(name, entry)) is not entry:
                message = f"{first.path.name} has the {kind} '{name}' already"
                yield Fault(entry.shown, 1, 1, message)


def _no_lessons(entries: Iterable[_Entry], linked: set[Path]) -> Iterator[Fault]:
    """Files that no reader will see."""
    for path, shown in entries:
        known = NAME.fullmatch(path.name) or path.name in _NO_LESSONS
        if known or path.is_dir() or Path(os.path.abspath(path)) in linked:
            continue
        message = "not a lesson: a lesson's file is named NN-slug.md"
        if path.suffix.lower() not in (".md", ".markdown"):
            message = f"no lesson links to it, and it is {message}"
        yield Fault(shown, 1, 1, message, "warning")
