"""The axes around a field of cells: labels on the left, labels in the line below.

The field is `columns` × `rows` cells; `GUTTER` more cells on its left hold the y labels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.charts.cells import BLANK, Cell, fit, row_of
from adamtui.charts.frame import Frame
from adamtui.charts.scale import Scale, linear_scale, short
from adamtui.ink import Ink, Row, Run

GUTTER = 7

_TICK = Ink("muted")
_RULE = Ink("rule")
_MARK = Ink("mark", bold=True)
_PLAIN_POWERS = (-2, 3)
_STRIDES = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500)
"""Of powers of ten; float64 has some six hundred."""
_FEW = 3
"""Powers of ten that a linear axis has room for."""


View: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""The bounds of x and of y."""

Logs: TypeAlias = tuple[bool, bool]
"""Whether the x and the y axis are logarithmic."""


class Axes(NamedTuple):
    """What stays while curves move."""

    x: Scale
    y: Scale
    columns: int
    rows: int
    left: tuple[Row, ...]
    """The y axis with its labels, row by row."""
    xs: NDArray[np.float64]
    """The middle of every column of dots."""


@lru_cache(maxsize=32)
def axes_of(view: View, size: tuple[int, int], logs: Logs = (False, False)) -> Axes:
    """The axes around a field of `size` cells, in log₁₀ where they are logarithmic."""
    columns, rows = size
    counts = max(2, columns // 9), max(3, (rows + 1) // 3)
    x, y = (
        (log_axis if log else partial(linear_scale, snap=False))(*bounds, count)
        for bounds, count, log in zip(view, counts, logs, strict=True)
    )
    # The bounds are the middles of the outer rows, so that a value runs level with its label.
    half = (y.high - y.low) / (2 * max(rows - 1, 1))
    y = y._replace(low=y.low - half, high=y.high + half)
    frame = Frame((x.low, x.high), (y.low, y.high), size)
    xs = frame.centres(across=2, down=1)[0]
    xs.setflags(write=False)
    return Axes(x, y, columns, rows, tuple(map(row_of, gutter(y, rows))), xs)


def log_axis(low: float, high: float, count: int) -> Scale:
    """A log axis from log₁₀ values `low` to `high` exactly, with about `count` ticks.

    At 1, 2 and 5 times each power of ten, or at every so many powers where these are too many;
    where not even two are in sight, at the round numbers of a linear axis.
    """
    ticks = _fractions(low, high)
    if len(ticks) > count:
        stride = next(k for k in _STRIDES if high - low <= k * count)
        first, last = math.ceil(low / stride - 1e-9), math.floor(high / stride + 1e-9)
        ticks = {float(k * stride): _power(k * stride) for k in range(first, last + 1)}
    if len(ticks) < 2 and high - low < _FEW:
        even = linear_scale(10**low, 10**high, count, snap=False)
        pairs = zip(even.ticks, even.labels, strict=True)
        ticks = {math.log10(tick): text for tick, text in pairs if tick > 0}
    return Scale(low, high, tuple(ticks), tuple(ticks.values()))


def _fractions(low: float, high: float) -> dict[float, str]:
    """1, 2 and 5 times each power of ten from `low` to `high`, in log₁₀, with their labels."""
    powers = range(math.floor(low), math.ceil(high) + 1)
    found = {p + math.log10(m): _power(p, m) for p in powers for m in (1, 2, 5)}
    return {tick: text for tick, text in found.items() if low - 1e-9 <= tick <= high + 1e-9}


def _power(power: int, times: int = 1) -> str:
    """`times` ten to a power: 0.05, 2000, 5e4."""
    plain = _PLAIN_POWERS[0] <= power <= _PLAIN_POWERS[1]
    value = float(f"{times}e{power}")
    return f"{value:g}" if plain else short(value)


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
