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
    """Print the lessons in order; what is wrong with the record of progress is no failure."""
    journal = Journal(state_file())
    try:
        records = [_record(file, journal) for file in lessons(find(options.lessons))]
    except SourceError as error:
        raise CommandError(str(error)) from None
    note(journal.notes)
    if options.format == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        _print_table(records)
    return OK


def _record(file: LessonFile, journal: Journal) -> dict[str, Any]:
    parts = [directive.id for directive in load(file.path).directives() if directive.id]
    entries = journal.lesson(key_of(file.path)).parts
    return {
        "number": file.number,
        "slug": file.slug,
        "title": file.title,
        "file": str(file.path),
        "parts": parts,
        "done": [part for part in parts if part in entries and entries[part].done],
    }


def _share(record: dict[str, Any]) -> str:
    """How many of a lesson's live parts are done."""
    done, parts = len(record["done"]), len(record["parts"])
    return f"{done} of {parts}" if parts else ""


def _print_table(records: Sequence[dict[str, Any]]) -> None:
    rows = [("number", "slug", "title", "done")]
    rows += [(r["number"], r["slug"], r["title"], _share(r)) for r in records]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)
        )
        print("  ".join(padded).rstrip())
