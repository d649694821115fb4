"""Gradients from a file: CSV without a header, or a JSON array of arrays; one update a row."""

from __future__ import annotations

import errno
import json
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from adamtui.commands.faults import IO, USAGE, CommandError
from adamtui.core.history import Array
from adamtui.core.nearest import nearest

LARGEST = 200_000_000
"""Bytes of a file that is still read."""

_NOT_A_FILE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG)


def read(path: Path) -> Array:
    """The gradients, shape (steps, n). CommandError names the file, row and column of a fault."""
    text = _text(path)
    is_json = text.lstrip()[:1] in ("[", "{")
    return _stacked(_json_rows(text, path) if is_json else _csv_rows(text), path)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        hint = _beside(path) if error.errno == errno.ENOENT else ""
        status = USAGE if error.errno in _NOT_A_FILE else IO
        raise CommandError(f"{path}: {error.strerror}{hint}", status) from None
    if len(data) > LARGEST:
        raise CommandError(f"{path}: larger than {LARGEST // 10**6} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: byte {error.start + 1} is not UTF-8") from None


def _beside(path: Path) -> str:
    """The nearest name in the folder where a file is missing."""
    try:
        return nearest(path.name, [each.name for each in path.parent.iterdir()], "")
    except OSError:
        return ""


def _csv_rows(text: str) -> Iterator[tuple[int, Sequence[object]]]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line.strip():
            yield number, line.split(",")


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, Sequence[object]]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CommandError(f"{path}:{error.lineno}:{error.colno}: {error.msg}") from None
    except RecursionError:
        raise CommandError(f"{path}: nested too deeply; write an array of arrays") from None
    except ValueError:  # Python refuses an integer of thousands of digits
        raise CommandError(f"{path}: a number in it has too many digits") from None
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
    try:
        number = _plain_float(cell)
    except (ValueError, OverflowError):
        shown = _shown(cell)
        raise CommandError(f"{path}: row {row}, column {column}: {shown} is not a number") from None
    if not math.isfinite(number):
        raise CommandError(f"{path}: row {row}, column {column}: {number} is not a finite number")
    return number


def _shown(cell: object) -> str:
    if isinstance(cell, str | int | float) and not isinstance(cell, bool):
        text = str(cell).strip()
        return f"'{text[:40]}'" if text else "an empty cell"
    return {list: "an array", dict: "an object", bool: "a truth value"}.get(type(cell), "null")


def _plain_float(cell: object) -> float:
    """The number; ValueError for what only Python would take for one."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise ValueError(cell)
    if isinstance(cell, str) and ("_" in cell or not cell.isascii()):
        raise ValueError(cell)
    return float(cell)
