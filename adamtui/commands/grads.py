"""Gradients from a file: CSV without a header, or a JSON array of arrays; one update a row."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from adamtui.commands.faults import IO, CommandError
from adamtui.core.history import Array


def read(path: Path) -> Array:
    """The gradients, shape (steps, n). CommandError names the file, row and column of a fault."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: byte {error.start + 1} is not UTF-8") from None
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}", IO if path.exists() else 2) from None
    rows = list(_json_rows(text, path) if text.lstrip().startswith("[") else _csv_rows(text, path))
    if not rows:
        raise CommandError(f"{path}: no gradients; write one update a row, one parameter a column")
    for number, row in rows:
        if len(row) != len(rows[0][1]):
            raise CommandError(
                f"{path}: row {number} has {len(row)} columns, row {rows[0][0]} has {len(rows[0][1])}"
            )
    return np.array([row for _, row in rows], dtype=np.float64)


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, list[float]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            cells = line.split(",")
            yield number, [_number(c.strip(), path, number, i) for i, c in enumerate(cells, 1)]


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, list[float]]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CommandError(f"{path}:{error.lineno}:{error.colno}: {error.msg}") from None
    except RecursionError:
        raise CommandError(f"{path}: nested too deeply; an array of arrays is expected") from None
    for number, row in enumerate(data, 1):
        if not isinstance(row, list) or not row:
            raise CommandError(f"{path}: row {number} is not an array of numbers")
        yield number, [_number(value, path, number, i) for i, value in enumerate(row, 1)]


def _number(value: object, path: Path, row: int, column: int) -> float:
    where = f"{path}: row {row}, column {column}"
    shown = str(value)[:40]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CommandError(f"{where}: '{shown}' is not a number")
    try:
        if isinstance(value, str) and (not value.isascii() or "_" in value):
            raise ValueError(value)
        number = float(value)
    except (ValueError, OverflowError):
        raise CommandError(f"{where}: '{shown}' is not a number") from None
    if not math.isfinite(number):
        raise CommandError(f"{where}: {shown} is not a finite number")
    return number
