"""CSV with a header, and JSON objects, as one kind of table: names, and rows of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from adamtui.commands.faults import CommandError
from adamtui.commands.reading import is_json, json_of, text_of

ABSENT = object()
"""The cell of a JSON object that lacks the name."""
_TEXTS = "lines"
"""The key of what is written out, no numbers."""
_WANTED = 'the object that trace prints, or a list as in [{"t": 1, "m": [0.1, 0.2]}]'

_OTHER_MARKS = ((";", "';'"), ("\t", "tabs"))
"""What else separates columns in files that are called CSV."""


class Table(NamedTuple):
    """What a file holds."""

    names: Sequence[str]
    """A column each, as written."""
    rows: Iterator[tuple[int, Sequence[object]]]
    """A row's number in the file, and a cell a name; a fault is raised when it is reached."""
    unit: str
    """What a row is called."""

    def place(self, row: int, column: int) -> str:
        """Where a cell is: `row 3, column 5 (m.1)`, or `step 3, m.1`."""
        return f"{self.unit} {row}, {self.head(column)}"

    def head(self, column: int) -> str:
        """Which column it is, for a message."""
        if self.unit == "step":
            return self.names[column]
        return f"column {column + 1} ({self.names[column]})"


def read(path: Path) -> Table:
    """The file as a table; CommandError names the file and the place of a fault."""
    text = text_of(path)
    return _of_json(text, path) if is_json(text) else _of_csv(text, path)


def _of_csv(text: str, path: Path) -> Table:
    rows = _csv_rows(text, path)
    _, names = next(rows, (0, ()))
    if all(map(_is_number, names)) and names:
        raise CommandError(f"{path}: row 1 has no names; write a header as in t,theta.0,theta.1")
    if not names:
        raise CommandError(
            f"{path}: empty; write a header as in t,theta.0,theta.1 and a row an update"
        )
    other = next((word for mark, word in _OTHER_MARKS if mark in names[0]), None)
    if len(names) == 1 and other:
        raise CommandError(f"{path}: row 1: commas separate, not {other}")
    return Table([name.strip() for name in names], _even(rows, len(names), path), "row")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that are not blank, each with the number of its last line."""
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise CommandError(f"{path}: row {reader.line_num}: {error}") from None


def _even(
    rows: Iterator[tuple[int, Sequence[str]]], width: int, path: Path
) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in rows:
        if len(row) != width:
            count = f"{len(row)} cell{'s' if len(row) != 1 else ''}"
            raise CommandError(f"{path}: row {number} has {count}, the header {width}")
        yield number, row


def _of_json(text: str, path: Path) -> Table:
    data = json_of(text, path, _WANTED)
    if isinstance(data, dict):
        data = data.get("steps")
    if not isinstance(data, list):
        raise CommandError(f'{path}: no list "steps"; write {_WANTED}')
    if not data:
        raise CommandError(f"{path}: no steps; write one an update")
    steps = [_flat(step, path, number) for number, step in enumerate(data, 1)]
    names = list(dict.fromkeys(name for step in steps for name in step))
    rows = (
        (number, [step.get(name, ABSENT) for name in names]) for number, step in enumerate(steps, 1)
    )
    return Table(names, rows, "step")


def _flat(step: Any, path: Path, number: int) -> dict[str, object]:
    """A step's numbers by name and element."""
    if not isinstance(step, dict):
        raise CommandError(f"{path}: step {number} is not an object; write {_WANTED}")
    flat: dict[str, object] = {}
    for name, value in step.items():
        if isinstance(value, list):
            flat.update((f"{name}.{i}", each) for i, each in enumerate(value))
        elif name != _TEXTS:
            flat[name] = value
    return flat
