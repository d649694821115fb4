"""The contents of a course as rows: its lessons, what is in them, and what is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from adamtui.course.outline import Item, Kind, Outline
from adamtui.course.source import LessonFile
from adamtui.ink import Ink, Row, Run, plain
from adamtui.page.glyphs import cells, cut
from adamtui.progress.record import Entry, LessonRecord

READ = 0.98
"""From this share of a lesson on it has been read."""
_COLUMNS = (("exercises", 10, 64), ("live parts", 11, 48), ("read", 6, 30))
"""Name, cells, and the width from which the column is shown."""
_NUMBER = Ink("muted")
_TITLE = Ink(bold=True)
_HERE = Ink("accent", bold=True)
_STATE = Ink("muted")
_DONE = Ink("good")
_EXERCISE = Ink("accent")
_WHAT_CELLS = 9
_LEAST_TITLE = 12


class Shelved(NamedTuple):
    """A lesson as the contents know it."""

    file: LessonFile
    record: LessonRecord
    outline: Outline | None
    """None while it is not known."""
    opened: bool
    here: bool
    """Whether it is the one being read."""


class ContentsLine(NamedTuple):
    """A row and where it leads."""

    row: Row
    path: Path
    part: str
    """"" for the lesson itself."""
    names: tuple[str, ...]
    """What the row may be called by, in lower case."""


def heading(width: int) -> Row:
    """The names of the columns."""
    shown = [(name, room) for name, room, least in _COLUMNS if width >= least]
    right = "".join(name.rjust(room) for name, room in shown)
    return (Run(right.rjust(width), _STATE),)


def lines(lesson: Shelved, width: int) -> Iterator[ContentsLine]:
    """A lesson's row and, where it is open, those of what is in it."""
    file = lesson.file
    called = (file.number, file.title.lower())
    yield ContentsLine(_lesson_row(lesson, width), file.path, "", called)
    if lesson.opened and lesson.outline is not None:
        for item in lesson.outline.items:
            row = _item_row(item, lesson.record.parts.get(item.target, Entry()), width)
            yield ContentsLine(row, file.path, item.target, (item.title.lower(),))


def _lesson_row(lesson: Shelved, width: int) -> Row:
    states = (_done_of(lesson, "exercise"), _done_of(lesson, "part"), _read(lesson.record))
    shown = [
        (state, room)
        for state, (_, room, least) in zip(states, _COLUMNS, strict=True)
        if width >= least
    ]
    right = "".join(state.rjust(room) for state, room in shown)
    left = (
        Run("▾ " if lesson.opened else "▸ ", _STATE),
        Run(f"{lesson.file.number:<4}", _NUMBER),
        Run(lesson.file.title, _TITLE),
        Run(" ◂ here" if lesson.here else "", _HERE),
    )
    return _spread(left, right, width)


def _item_row(item: Item, entry: Entry, width: int) -> Row:
    indent = " " * 6
    if item.kind == "section":
        return _spread((Run(indent + "  " * max(item.level - 2, 0)), Run(item.title)), "", width)
    mark = Run("✓ " if entry.done else "· ", _DONE if entry.done else _STATE)
    exercise = item.kind == "exercise"
    what = Run(
        f"{'exercise' if exercise else item.what:<{_WHAT_CELLS}} ",
        _EXERCISE if exercise else _STATE,
    )
    state = _tried(entry) if exercise else ""
    return _spread((Run(indent + "  "), mark, what, Run(item.title)), state, width)


def _done_of(lesson: Shelved, kind: Kind) -> str:
    """How many of a lesson's exercises, or of its other live parts, are done."""
    if lesson.outline is None:
        return "…"
    items = lesson.outline.of(kind)
    done = sum(lesson.record.parts.get(item.target, Entry()).done for item in items)
    return f"{done} of {len(items)}" if items else "–"


def _read(record: LessonRecord) -> str:
    if record.furthest >= READ:
        return "read"
    return f"{record.furthest:.0%}".replace("%", " %") if record.furthest > 0 else "–"


def _tried(entry: Entry) -> str:
    """How an exercise went."""
    if entry.shown:
        return "answer shown"
    tries = f"{entry.tries} tries" if entry.tries > 1 else ""
    if entry.done:
        return f"right, {tries}" if tries else "right"
    return tries or ("1 try" if entry.tries else "")


def _spread(left: Row, right: str, width: int) -> Row:
    """Left and right at the ends of a row; what is left is cut where there is no room for it."""
    if width - cells(right) < _LEAST_TITLE:
        right = ""
    room = width - cells(right) - bool(right)
    kept = _cut(left, room)
    gap = max(width - cells(plain(kept)) - cells(right), 0)
    return (*kept, Run(" " * gap), Run(right, _STATE))


def _cut(row: Row, room: int) -> Row:
    """The row with its longest run shortened to fit."""
    over = cells(plain(row)) - room
    if over <= 0:
        return row
    longest = max(range(len(row)), key=lambda i: len(row[i].text))
    text, ink, _ = row[longest]
    kept = text[: cut(text, 0, max(cells(text) - over - 1, 0))]
    return (*row[:longest], Run(f"{kept.rstrip()}…", ink), *row[longest + 1 :])
