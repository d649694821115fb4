"""The lines of the update, and the buffers they fill.

Two panels of equal height, side by side: the lines stay as they are while one steps, only their
mark moves; the numbers change. A line not reached yet in this update is quiet, and its buffer
shows what the update before left in it. Where names are long the numbers come first: the lines'
formulas are cut.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adamtui.core.formula import symbol, text
from adamtui.core.notation import PAPER
from adamtui.ink import Ink, Row, Run
from adamtui.panels.numbers import BEFORE, aligned, in_columns
from adamtui.panels.scene import Scene
from adamtui.typeset import cells

NAME_CELLS = 4
"""Cells of the shortest column of names."""
NUMBER_CELLS = BEFORE + 7
"""Cells of the narrowest number."""
ENOUGH_CELLS = 48
"""Cells in which even long names can be read."""
_TITLE = "  one update, line by line"
_WITHIN = "  below ▸: from the last one"
_QUIET = Ink("muted")
_NOW = Ink("accent", bold=True)
_CHANGED = Ink("changed", bold=True)


def lines_cells(scene: Scene, room: int | None = None) -> int:
    """Cells that the lines need: mark, name, arrow and the longest formula.

    Of `room` cells they leave the numbers theirs: two columns where `ENOUGH_CELLS` are left, or
    one.
    """
    longest = max(cells(text(equation.term, scene.names)) for equation in scene.trace.equations)
    needed = max(2 + _name_cells(scene) + 3 + longest, len(_titled(scene)))
    if room is None:
        return needed
    beside_two = room - NUMBER_CELLS * min(scene.trace.dimension, 2)
    left = beside_two if beside_two >= ENOUGH_CELLS else room - NUMBER_CELLS
    return max(min(needed, left), 0)


def lines_panel(scene: Scene, width: int) -> list[Row]:
    """One row a line under a header: mark, name, expression."""
    within = not scene.trace.walk.is_end(scene.at)
    title = _WITHIN if within else _titled(scene)
    column = _name_cells(scene)
    rows: list[Row] = [(Run(_padded(title, width), _QUIET),)]
    for index, equation in enumerate(scene.trace.equations):
        now = index == scene.at.line - 1
        ink = _NOW if now else Ink() if index < scene.at.line else _QUIET
        name = _padded(symbol(equation.name, scene.names), column)
        row = f"{'▸' if now else ' '} {name} ← {text(equation.term, scene.names)}"
        rows.append((Run(_padded(row, width), ink),))
    return rows


def _name_cells(scene: Scene) -> int:
    names = (symbol(equation.name, scene.names) for equation in scene.trace.equations)
    return max(NAME_CELLS, *map(cells, names))


def _titled(scene: Scene) -> str:
    """What the panel shows, and whose names they are where they are not the papers'."""
    if scene.names.name == PAPER.name:
        return _TITLE
    return f"  as {scene.names.title} names it"


def buffers_panel(scene: Scene, width: int, *, lit: bool = False) -> list[Row]:
    """One row a line under a header with the coordinates' names; `lit` marks the current line."""
    shown = _columns(scene, width)
    each = width // shown
    header = "".join((" " * (BEFORE - 1) + name).ljust(each) for name in scene.coordinates[:shown])
    rows: list[Row] = [(Run(_more(scene, header, shown, width), _QUIET),)]
    for index in range(len(scene.trace.lines)):
        now = index == scene.at.line - 1
        ink = _CHANGED if now and lit else Ink() if index < scene.at.line else _QUIET
        rows.append((Run(_numbers(scene.value(index), shown, each, width), ink),))
    return rows


def _columns(scene: Scene, width: int) -> int:
    """How many coordinates fit."""
    return max(1, min(scene.trace.dimension, width // NUMBER_CELLS))


def _more(scene: Scene, header: str, shown: int, width: int) -> str:
    """The header and, as far as there is room after it, how many coordinates are not shown."""
    hidden = scene.trace.dimension - shown
    names = header.rstrip()
    notes = (f"… {hidden} more", f"… {hidden}", f"…{hidden}", "…") if hidden else ()
    note = next((each for each in notes if len(names) + len(each) < width), "")
    return (names.ljust(width - len(note)) + note)[:width]


def _numbers(value: Any, shown: int, each: int, width: int) -> str:
    if value is None:
        return "".join((" " * (BEFORE - 1) + "·").ljust(each) for _ in range(shown)).ljust(width)
    if isinstance(value, int):
        return aligned(value, each).ljust(width)
    return "".join(in_columns([float(v) for v in np.ravel(value)[:shown]], each)).ljust(width)


def _padded(row: str, width: int) -> str:
    """`row` padded or, an ellipsis at its end, cut to `width` cells."""
    if cells(row) > width:
        while row and cells(row) >= width:
            row = row[:-1]
        row = f"{row}…"[:width]
    return row + " " * (width - cells(row))
