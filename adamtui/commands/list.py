"""`adamtui list`: the lessons."""

from __future__ import annotations

import argparse
import json

from adamtui.commands.faults import OK, CommandError
from adamtui.course.parse import load
from adamtui.course.source import SourceError, find, lessons


def run(options: argparse.Namespace) -> int:
    """Print the lessons in order."""
    try:
        files = lessons(find(options.lessons))
        parts = {file.path: [d.id for d in load(file.path).directives() if d.id] for file in files}
    except SourceError as error:
        raise CommandError(str(error)) from None
    if options.format == "json":
        records = [
            {
                "number": file.number,
                "slug": file.slug,
                "title": file.title,
                "file": str(file.path),
                "parts": parts[file.path],
                "done": [],
            }
            for file in files
        ]
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for file in files:
            count = len(parts[file.path])
            print(f"{file.number}  {file.title}  ({count} live parts)")
    return OK
