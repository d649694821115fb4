"""`adamtui list`: the lessons."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from adamtui.commands.faults import OK, CommandError
from adamtui.course.parse import load
from adamtui.course.source import LessonFile, SourceError, find, lessons
from adamtui.page.glyphs import cells


def run(options: argparse.Namespace) -> int:
    """Print the lessons in order."""
    try:
        records = [_record(file) for file in lessons(find(options.lessons))]
    except SourceError as error:
        raise CommandError(str(error)) from None
    if options.format == "json":
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        _print_table(records)
    return OK


def _record(file: LessonFile) -> dict[str, Any]:
    return {
        "number": file.number,
        "slug": file.slug,
        "title": file.title,
        "file": str(file.path),
        "parts": [directive.id for directive in load(file.path).directives() if directive.id],
        "done": [],
    }


def _print_table(records: Sequence[dict[str, Any]]) -> None:
    rows = [("number", "slug", "title", "live parts")]
    rows += [(r["number"], r["slug"], r["title"], str(len(r["parts"]))) for r in records]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)
        )
        print("  ".join(padded).rstrip())
