"""What a reader has done in a lesson, as Markdown to keep.

Right answers stand in it only where they were found or shown.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from adamtui.course.exercise import EXERCISES, choices_in, prompt
from adamtui.course.model import Directive, Lesson, Node
from adamtui.export.answers import reasons, remarks, right_answers
from adamtui.export.given import given, still_right
from adamtui.export.marked import code, escaped, fenced
from adamtui.export.run_record import named, signed
from adamtui.ink import plain
from adamtui.page.layout import layout
from adamtui.progress.record import Entry, LessonRecord

_WIDTH = 79
"""Cells of a question's rows."""
_CHANGED = "right when it was answered; the question has changed since"


def markdown(
    lesson: Lesson, record: LessonRecord, now: datetime, sheets: Sequence[str] = ()
) -> str:
    """The record of one lesson; `sheets` are the endings of the CSV files that go with it."""
    rows = [
        f"# {escaped(_title(lesson))}",
        "",
        f"A reader's record. {signed(now)}",
        "",
        *_body(lesson, record, 2),
    ]
    if sheets:
        rows += ["", "## Runs", "", "All numbers of what was stepped: the files that end in", ""]
        rows += [f"- {code(sheet)}" for sheet in sheets]
    return "\n".join(rows) + "\n"


def markdown_of_all(read: Sequence[tuple[Lesson, LessonRecord]], now: datetime) -> str:
    """The records of several lessons in one."""
    rows = ["# adamtui: what I have read and answered", "", signed(now)]
    for lesson, record in read:
        rows += ["", f"## {escaped(_title(lesson))}", "", *_body(lesson, record, 3)]
    return "\n".join(rows) + "\n"


def stem(lesson: Lesson, now: datetime) -> str:
    """What the files are called, before an ending."""
    return f"adamtui-{named(lesson.slug or lesson.path.stem)}-{now:%Y%m%d-%H%M}"


def stem_of_all(now: datetime) -> str:
    """What the file with all lessons is called, before its ending."""
    return f"adamtui-all-lessons-{now:%Y%m%d-%H%M}"


def _title(lesson: Lesson) -> str:
    return f"{lesson.number} · {lesson.title}" if lesson.number else lesson.title


def _body(lesson: Lesson, record: LessonRecord, level: int) -> list[str]:
    """How far, every exercise in order, and the other live parts."""
    named_parts = [each for each in lesson.directives() if each.id and each.options is not None]
    exercises = [each for each in named_parts if each.name in EXERCISES]
    others = [each for each in named_parts if each.name not in EXERCISES]
    rows = [_summary(record, exercises, others)]
    for number, each in enumerate(exercises, 1):
        entry = record.parts.get(each.id, Entry())
        rows += ["", f"{'#' * level} Exercise {number}: {escaped(each.id)}", ""]
        rows += _exercise(each, entry)
    if others:
        rows += ["", f"{'#' * level} Live parts", ""]
        rows += [_part(each, record.parts.get(each.id, Entry())) for each in others]
    return rows


def _summary(
    record: LessonRecord, exercises: Sequence[Directive], others: Sequence[Directive]
) -> str:
    """`Read to 83%. Exercises solved: 3 of 5. Live parts used: 2 of 4.`"""
    share = min(max(0.0, record.furthest), 1.0)
    counted = (("Exercises solved", exercises), ("Live parts used", others))
    told = [f"{what}: {_done(parts, record)} of {len(parts)}." for what, parts in counted if parts]
    return " ".join([f"Read to {share:.0%}.", *told])


def _done(parts: Iterable[Directive], record: LessonRecord) -> int:
    return sum(record.parts.get(each.id, Entry()).done for each in parts)


def _part(directive: Directive, entry: Entry) -> str:
    mark = "x" if entry.done else " "
    return f"- [{mark}] {escaped(directive.id)} ({escaped(directive.name)})"


def _exercise(directive: Directive, entry: Entry) -> list[str]:
    """The question, then how it went."""
    rows = fenced([*_plain(prompt(directive)), *_choices(directive)])
    rows += ["", f"- {_state(directive, entry)}"]
    if entry.answer and directive.name != "predict":
        rows.append(f"- last answer: {code(given(directive, entry.answer))}")
        if entry.done and not still_right(directive, entry.answer):
            rows[-1] += f" ({_CHANGED})"
    if entry.hints:
        rows.append(f"- hints seen: {entry.hints}")
    if entry.done or entry.shown:
        rows += [f"- right: {code(each)}" for each in right_answers(directive)]
        why = _why(directive)
        rows += ["", "Why:", "", *fenced(why)] if why else []
    return rows


def _state(directive: Directive, entry: Entry) -> str:
    """`solved in 3 tries`, and what else there is to say in one line."""
    tries = f"{entry.tries:,} {'try' if entry.tries == 1 else 'tries'}"
    lines = directive.name == "predict"
    if entry.done:
        what = "lines of it were" if lines else "its answer was"
        return f"solved in {tries}" + (f", after {what} shown" if entry.shown else "")
    if entry.shown and lines:
        predicted = f"{escaped(entry.answer)} predicted, " if entry.answer else ""
        return f"not solved: {predicted}the rest shown"
    if entry.shown:
        return f"not solved: its answer was shown after {tries}"
    return f"not solved yet, after {tries}" if entry.tries else "not tried yet"


def _why(directive: Directive) -> list[str]:
    """The reasons for it, with an empty row between."""
    texts = [rows for rows in (*remarks(directive), *map(_plain, reasons(directive))) if rows]
    return [row for rows in texts for row in ("", *rows)][1:]


def _choices(directive: Directive) -> Iterator[str]:
    """What there is to choose among, which of them is right not told."""
    choices = choices_in(directive.body)
    yield from [""] * bool(choices)
    for choice in choices:
        first, *others = _plain(choice.words) or [""]
        yield f"- {first}"
        yield from (f"  {row}" for row in others)


def _plain(nodes: Sequence[Node]) -> list[str]:
    """Blocks as plain rows, without the page's margin."""
    rows = "\n".join(plain(row).rstrip() for row in layout(nodes, _WIDTH))
    return textwrap.dedent(rows).strip("\n").split("\n")
