"""The lines of the update, and the buffers they fill.

Two panels of equal height, side by side: the lines stay as they are while one steps, only their
mark moves; the numbers change. A line not reached yet in this update is quiet, and its buffer
shows what the update before left in it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adamtui.core.formula import symbol, text
from adamtui.ink import Ink, Row, Run
from adamtui.panels.numbers import BEFORE, aligned
from adamtui.panels.scene import Scene

NAME_CELLS = 4
_TITLE = "  one update, line by line"
_WITHIN = "  below ▸: from the last one"
_QUIET = Ink("muted")
_NOW = Ink("accent", bold=True)
_CHANGED = Ink("changed", bold=True)


def lines_cells(scene: Scene) -> int:
    """Cells that the lines need: mark, name, arrow and the longest formula."""
    longest = max(_cells(text(equation.term)) for equation in scene.trace.equations)
    return max(2 + NAME_CELLS + 3 + longest, len(_TITLE))


def lines_panel(scene: Scene, width: int) -> list[Row]:
    """One row a line under a header: mark, name, expression."""
    within = not scene.trace.walk.is_end(scene.at)
    title = _WITHIN if within else _TITLE
    rows: list[Row] = [(Run(title.ljust(width)[:width], _QUIET),)]
    for index, equation in enumerate(scene.trace.equations):
        now = index == scene.at.line - 1
        ink = _NOW if now else Ink() if index < scene.at.line else _QUIET
        name = _padded(symbol(equation.name), NAME_CELLS)
        row = f"{'▸' if now else ' '} {name} ← {text(equation.term)}"
        rows.append((Run(_padded(row, width), ink),))
    return rows


def buffers_panel(scene: Scene, width: int, *, lit: bool = False) -> list[Row]:
    """One row a line under a header with the coordinates' names; `lit` marks the current line."""
    shown = _columns(scene, width)
    cells = width // shown
    header = "".join((" " * (BEFORE - 1) + name).ljust(cells) for name in scene.coordinates[:shown])
    rows: list[Row] = [(Run(_more(scene, header, shown, width), _QUIET),)]
    for index in range(len(scene.trace.lines)):
        now = index == scene.at.line - 1
        ink = _CHANGED if now and lit else Ink() if index < scene.at.line else _QUIET
        rows.append((Run(_numbers(scene.value(index), shown, cells, width), ink),))
    return rows


def _columns(scene: Scene, width: int) -> int:
    """How many coordinates fit; one narrow number takes BEFORE + 7 cells."""
    return max(1, min(scene.trace.dimension, width // (BEFORE + 7)))


def _more(scene: Scene, header: str, shown: int, width: int) -> str:
    """The header and, as far as there is room after it, how many coordinates are not shown."""
    hidden = scene.trace.dimension - shown
    names = header.rstrip()
    notes = (f"… {hidden} more", f"… {hidden}", f"…{hidden}", "…") if hidden else ()
    note = next((each for each in notes if len(names) + len(each) < width), "")
    return (names.ljust(width - len(note)) + note)[:width]


def _numbers(value: Any, shown: int, cells: int, width: int) -> str:
    if value is None:
        return "".join((" " * (BEFORE - 1) + "·").ljust(cells) for _ in range(shown)).ljust(width)
    if isinstance(value, int):
        return aligned(value, cells).ljust(width)
    return "".join(aligned(float(v), cells) for v in np.ravel(value)[:shown]).ljust(width)


def _padded(row: str, width: int) -> str:
    """`row` padded or cut to `width` cells; the only zero-width character here is the hat."""
    cells = _cells(row)
    if cells <= width:
        return row + " " * (width - cells)
    return row[: width - 1 + len(row) - cells] + "…"


def _cells(text: str) -> int:
    return sum(1 for c in text if c not in "\u0302\u0303")
