"""Someone's own buffers from a file: the CSV or JSON that `trace` prints, or any part of it.

Columns are named as ours, or as PyTorch's, optax' or Keras' buffers are. Rows may stand in any
order; without a column t they are updates 1, 2, …
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from adamtui.commands import tables
from adamtui.commands.columns import Columns, columns
from adamtui.commands.faults import CommandError
from adamtui.commands.reading import number_in
from adamtui.commands.tables import ABSENT, Table
from adamtui.core.agreement import Given
from adamtui.core.engine import Run
from adamtui.core.measures import LOSS
from adamtui.core.numerals import plain

FURTHEST = 1_000_000
"""The last update that is still compared."""


def read(path: Path, run: Run, most: int | None = None) -> Given:
    """The buffers, as far as update `most` where that is given.

    CommandError names the file, the place and the fault.
    """
    table = tables.read(path)
    what = columns(table, run, path)
    rows = _Rows(table, what, path)
    for number, cells in table.rows:
        rows.add(number, cells)
    given = rows.given()
    if not len(given.ts):
        raise CommandError(f"{path}: {rows.why_nothing}")
    return given if most is None else _up_to(given, most, path)


class _Rows:
    """The rows read so far, eight bytes a number."""

    def __init__(self, table: Table, what: Columns, path: Path) -> None:
        self._table, self._what, self._path = table, what, path
        self._lenient = {
            i for i, cell in zip(what.places, what.cells, strict=True) if cell[0] == LOSS
        }
        self._values = array("d")
        self._known = bytearray()
        self._numbers: dict[int, int] = {}

    def add(self, number: int, cells: Sequence[object]) -> None:
        """Read a row; `number` is its place in the file."""
        t = self._t(number, cells)
        if t in self._numbers:
            unit = self._table.unit
            raise CommandError(
                f"{self._path}: t = {t} stands in {unit} {self._numbers[t]} and in {unit} {number}"
            )
        self._numbers[t] = number
        for column in self._what.places:
            cell = cells[column]
            missing = cell is ABSENT or (column in self._lenient and cell in (None, ""))
            self._known.append(not missing)
            self._values.append(float("nan") if missing else self._number(number, column, cell))

    def _number(self, row: int, column: int, cell: object) -> float:
        return number_in(cell, self._path, self._table.place(row, column))

    def _t(self, number: int, cells: Sequence[object]) -> int:
        column = self._what.t
        if column is None:
            return len(self._numbers) + 1
        if cells[column] is ABSENT:
            raise CommandError(
                f"{self._path}: {self._table.unit} {number} has no t, others have one"
            )
        t = self._number(number, column, cells[column])
        if not t.is_integer() or not 1 <= t <= FURTHEST:
            place = self._table.place(number, column)
            shown = plain(t) if math.isfinite(t) else t
            raise CommandError(
                f"{self._path}: {place}: {shown} is no update; they are 1, 2, … {plain(FURTHEST)}"
            )
        return int(t)

    @property
    def why_nothing(self) -> str:
        """What is wrong where no value was read."""
        if self._numbers:
            return "nothing to compare: no cell has a value"
        return f"no {self._table.unit}s; write one an update"

    def given(self) -> Given:
        """All that was read, by update; what has no value is left out."""
        shape = (len(self._numbers), len(self._what.cells))
        ts = np.array(list(self._numbers), dtype=np.int64)
        order = ts.argsort()
        values = np.frombuffer(self._values, dtype=np.float64).reshape(shape)
        known = np.frombuffer(self._known, dtype=np.bool_).reshape(shape)
        return _held(Given(ts[order], self._what.cells, values[order], known[order]))


def _held(given: Given) -> Given:
    """The updates and the cells that have a value."""
    rows, columns = np.any(given.known, axis=1), np.any(given.known, axis=0)
    cells = tuple(cell for cell, held in zip(given.cells, columns.tolist(), strict=True) if held)
    kept = np.ix_(rows, columns)
    return Given(given.ts[rows], cells, given.values[kept], given.known[kept])


def _up_to(given: Given, most: int, path: Path) -> Given:
    if given.ts[0] > most:
        raise CommandError(f"{path}: begins at t = {given.ts[0]}, beyond --steps {most}")
    return _held(given.up_to(most))
