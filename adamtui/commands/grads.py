"""Gradients from a file: CSV without a header, or a JSON array of arrays; one update a row."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from adamtui.commands.faults import CommandError
from adamtui.commands.reading import is_json, json_of, number_in, text_of
from adamtui.core.history import Array


def read(path: Path) -> Array:
    """The gradients, shape (steps, n). CommandError names the file, row and column of a fault."""
    text = text_of(path)
    return _stacked(_json_rows(text, path) if is_json(text) else _csv_rows(text), path)


def _csv_rows(text: str) -> Iterator[tuple[int, Sequence[object]]]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line.strip():
            yield number, line.split(",")


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    data = json_of(text, path, "an array of arrays")
    if not isinstance(data, list):
        raise CommandError(f"{path}: an object, not an array of arrays as in [[0.5, 1], [2, 0]]")
    for number, row in enumerate(data, 1):
        if not isinstance(row, list) or not row:
            raise CommandError(f"{path}: row {number} is not an array of numbers, as in [0.5, 1]")
        yield number, row


def _stacked(rows: Iterable[tuple[int, Sequence[object]]], path: Path) -> Array:
    """The rows as one array, eight bytes a number from the start."""
    values = array("d")
    first, width = 0, 0
    for number, row in rows:
        if not width:
            first, width = number, len(row)
        if len(row) != width:
            raise CommandError(
                f"{path}: row {number} has {_columns(len(row))}, row {first} has {width}"
            )
        values.extend(_number(cell, path, number, i) for i, cell in enumerate(row, 1))
    if not width:
        raise CommandError(f"{path}: no gradients; write one update a row, one parameter a column")
    return np.frombuffer(values, dtype=np.float64).reshape(-1, width)


def _columns(count: int) -> str:
    return f"{count} column{'s' if count > 1 else ''}"


def _number(cell: object, path: Path, row: int, column: int) -> float:
    place = f"row {row}, column {column}"
    number = number_in(cell, path, place)
    if not math.isfinite(number):
        raise CommandError(f"{path}: {place}: {number} is not a finite number")
    return number
