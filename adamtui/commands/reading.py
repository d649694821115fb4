"""A file that someone has written: its text, its numbers, and where it is wrong."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

from adamtui.commands.faults import IO, USAGE, CommandError
from adamtui.core.nearest import nearest

LARGEST = 200_000_000
"""Bytes of a file that is still read."""

_NOT_A_FILE = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.ENAMETOOLONG)


def text_of(path: Path) -> str:
    """What the file holds; CommandError where it cannot be read or is no text."""
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


def is_json(text: str) -> bool:
    """Whether it is JSON, an array or an object, and not CSV."""
    return text.lstrip()[:1] in ("[", "{")


def json_of(text: str, path: Path, wanted: str) -> Any:
    """What the JSON text says; CommandError with the place of a fault, or with what is `wanted`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CommandError(f"{path}:{error.lineno}:{error.colno}: {error.msg}") from None
    except RecursionError:
        raise CommandError(f"{path}: nested too deeply; write {wanted}") from None
    except ValueError:  # Python refuses an integer of thousands of digits
        raise CommandError(f"{path}: a number in it has too many digits") from None


def number_in(cell: object, path: Path, place: str) -> float:
    """The number that a cell of CSV or a value of JSON is; CommandError at `place` otherwise."""
    try:
        return _plain_float(cell)
    except (ValueError, OverflowError):
        raise CommandError(f"{path}: {place}: {_shown(cell)} is not a number") from None


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
