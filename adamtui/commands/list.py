"""`adamtui list`: the lessons, and what the reader has done in them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from adamtui.commands.faults import OK, CommandError
from adamtui.commands.notes import note
from adamtui.course.parse import load
from adamtui.course.source import LessonFile, SourceError, find, key_of, lessons
from adamtui.page.glyphs import cells
from adamtui.progress.journal import Journal
from adamtui.progress.where import state_file


def run(options: argparse.Namespace) -> int:
    """Print the lessons in order; what is wrong with one, or with the record, is no failure."""
    journal = Journal(state_file())
    unread: list[str] = []
    try:
        records = [_record(file, journal, unread) for file in lessons(find(options.lessons))]
    except SourceError as error:
        raise CommandError(str(error)) from None
    note([*unread, *journal.notes])
    if options.format == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        _print_table(records)
    return OK


def _record(file: LessonFile, journal: Journal, unread: list[str]) -> dict[str, Any]:
    """What there is to tell of a lesson; a file that cannot be read is noted in `unread`."""
    parts, faults = [], 1
    try:
        lesson = load(file.path)
    except SourceError as error:
        unread.append(str(error))
    else:
        parts = [directive.id for directive in lesson.directives() if directive.id]
        faults = sum(fault.severity == "error" for fault in lesson.faults)
    entries = journal.lesson(key_of(file.path)).parts
    return {
        "number": file.number,
        "slug": file.slug,
        "title": file.title,
        "file": str(file.path),
        "parts": parts,
        "done": [part for part in parts if part in entries and entries[part].done],
        "faults": faults,
    }


def _share(record: dict[str, Any]) -> str:
    """How many of a lesson's live parts are done."""
    done, parts = len(record["done"]), len(record["parts"])
    return f"{done} of {parts}" if parts else ""


def _print_table(records: Sequence[dict[str, Any]]) -> None:
    """A row a lesson; a column of faults only where there is one."""
    rows = [["number", "slug", "title", "done"]]
    rows += [[r["number"], r["slug"], r["title"], _share(r)] for r in records]
    if any(record["faults"] for record in records):
        faults = ["faults", *(str(record["faults"] or "") for record in records)]
        rows = [[*row, cell] for row, cell in zip(rows, faults, strict=True)]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)
        )
        print("  ".join(padded).rstrip())
