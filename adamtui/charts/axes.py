"""The axes around a field of cells: labels on the left, labels in the line below.

The field is `columns` × `rows` cells; `GUTTER` more cells on its left hold the y labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from adamtui.charts.cells import BLANK, Cell, fit, row_of
from adamtui.charts.scale import Scale
from adamtui.ink import Ink, Row, Run

GUTTER = 7

_TICK = Ink("muted")
_RULE = Ink("rule")
_MARK = Ink("mark", bold=True)


def head(legends: Sequence[tuple[str, str]], title: str, width: int) -> Row:
    """The title, then each (name, ink role) after a piece of its line; nameless ones left out."""
    runs = [Run(title, Ink("title", bold=True))] if title else []
    for name, ink in legends:
        if name:
            runs += [Run("  " if runs else ""), Run(f"━ {name}", Ink(ink))]
    return fit(runs, width)


def gutter(y: Scale, rows: int) -> list[list[Cell]]:
    """For each row its label, right-aligned, and the axis; `GUTTER` cells."""
    labels = {
        row_of_value(y, tick, rows): text for tick, text in zip(y.ticks, y.labels, strict=True)
    }
    blank = " " * (GUTTER - 1)
    return [
        [
            *(Cell(sign, _TICK) for sign in labels.get(row, "").rjust(len(blank))),
            Cell("┤" if labels.get(row) else "│", _RULE),
        ]
        for row in range(rows)
    ]


def foot(x: Scale, columns: int, mark: float | None = None) -> Row:
    """The x axis below the field, its labels in the line itself, and a mark under one x."""
    return _foot(x, columns, None if mark is None else column_of(x, mark, columns))


@lru_cache(maxsize=512)
def _foot(x: Scale, columns: int, column: int | None) -> Row:
    cells = [Cell("─", _RULE)] * columns
    free = 0
    for tick, text in zip(x.ticks, x.labels, strict=True):
        centre = column_of(x, tick, columns) or 0
        start = min(max(0, centre - (len(text) - 1) // 2), columns - len(text))
        if start >= free and len(text) <= columns:
            cells[start : start + len(text)] = [Cell(sign, _TICK) for sign in text]
            free = start + len(text) + 1
    if column is not None:
        under = cells[column]
        cells[column] = Cell("▲" if under.text == "─" else under.text, _MARK)
    return row_of([*[BLANK] * (GUTTER - 1), Cell("└", _RULE), *cells])


def column_of(x: Scale, value: float, columns: int) -> int | None:
    """The column of an x, None outside the field."""
    where = x.fraction(value) * columns
    return min(int(where), columns - 1) if 0 <= where <= columns else None


def row_of_value(y: Scale, value: float, rows: int) -> int:
    """The row of a y, the nearest one outside the field."""
    where = (1 - min(max(y.fraction(value), 0.0), 1.0)) * rows
    return min(int(where), rows - 1)
