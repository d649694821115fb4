"""A hunt for a slip as rows of text: the panels laid out for a size.

heading
lines as they should be      as it should be      this one
the line one stands on, worked out of this one's own numbers
[loss of both]
time line

Until the wrong line is found nothing but the numbers themselves says where the two runs differ, and
no formula but the right one is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from adamtui.charts.cells import fit
from adamtui.core.engine import Engine
from adamtui.core.engine import Run as EngineRun
from adamtui.core.formula import symbol, text
from adamtui.core.hunt import RIGHT, THIS, TITLES
from adamtui.ink import Ink, Row, Run
from adamtui.panels import comparison_pictures
from adamtui.panels.caption import heading
from adamtui.panels.comparison import time_line
from adamtui.panels.comparison_scene import SIGNS
from adamtui.panels.hunt_scene import HuntScene
from adamtui.panels.numbers import BEFORE, in_columns
from adamtui.panels.places import too_small
from adamtui.panels.scene import Scene
from adamtui.panels.stage import NARROWEST
from adamtui.typeset import cells

WORKED = 3
"""Rows of the line worked out."""
FEWEST_PICTURE_ROWS, MOST_PICTURE_ROWS = 6, 12
_FOR_WORDS = 8
"""Rows of a screen that are kept for what stands above and below."""
_NARROW, _ROOMY, _WIDE = 13, 18, 22
"""Cells of a number: the fewest, those from which it stands as in the stepper, the most."""
_NARROW_BEFORE = 5
_MARK, _NAME, _IS, _GAP = 3, 2, " ← ", 1
_TITLED = 34
"""Cells in which the header's words have room."""
_VALUE = 20
"""Cells of a result."""

_QUIET = Ink("muted")
_NOW = Ink("accent", bold=True)
_JUST = Ink("changed", bold=True)
_WRONG = Ink("bad", bold=True)
_BOLD = Ink(bold=True)


@dataclass(frozen=True, slots=True)
class HuntStage:
    """What is where on a stage of `width` × `height` cells."""

    FIRST_LINE: ClassVar[int] = 2
    """The row of the update's first line."""

    width: int
    height: int
    lines: int
    worked: int
    """Rows of the line worked out."""

    @classmethod
    def of(cls, scene: HuntScene, size: tuple[int, int]) -> HuntStage:
        """The layout for a scene. What is found leaves room to say so, unless it is asked for."""
        worked = WORKED if scene.worked or not scene.solved else 0
        return cls(*size, len(scene.hunt.lines), worked)

    @classmethod
    def rows_in_lesson(cls, run: EngineRun) -> int:
        """The rows that the stage takes at the least, before anything is found."""
        return cls.FIRST_LINE + len(Engine(run).equations) + WORKED + 1

    @property
    def needed(self) -> int:
        """The rows without a picture."""
        return self.FIRST_LINE + self.lines + self.worked + 1

    def rows_on(self, screen: int) -> int:
        """The rows on a screen of so many: a picture too, where there is room."""
        room = screen - self.FIRST_LINE - self.lines - WORKED - 1 - _FOR_WORDS
        tall = min(room, MOST_PICTURE_ROWS)
        return self.needed + (tall if tall >= FEWEST_PICTURE_ROWS else 0)

    @property
    def too_small(self) -> bool:
        """Whether not even the lines and their numbers have room."""
        return self.width < NARROWEST or self.height < self.needed

    def notice(self) -> list[Row]:
        """What is shown where it is too small."""
        return too_small((NARROWEST, self.needed), (self.width, self.height))

    def numbers(self, scene: HuntScene, *, lit: bool) -> list[Row]:
        """The upper part: heading, lines and numbers, the line worked out."""
        return [
            *heading(scene.right, self.width),
            *_ledger(scene, self.width, lit=lit),
            *_worked(scene, self.width)[: self.worked],
        ]

    def pictures(self, scene: HuntScene) -> list[Row]:
        """How both fare, where there is room for it."""
        tall = self.height - self.needed
        if tall < FEWEST_PICTURE_ROWS:
            return []
        both = scene.both
        size = (self.width, tall)
        return comparison_pictures.chart(both, comparison_pictures.charts(both)[0], size)

    def time(self, scene: HuntScene) -> list[Row]:
        """The last row: the place among the updates recorded."""
        return time_line(scene.both, self.width)

    def line_at(self, y: int) -> int | None:
        """The line in a row, counted from 1."""
        line = y - self.FIRST_LINE + 1
        return line if 1 <= line <= self.lines else None


def _ledger(scene: HuntScene, width: int, *, lit: bool) -> Iterator[Row]:
    """A header, and of each line its name, its right formula and the numbers of both runs."""
    equations = scene.hunt.right.equations
    name = max(_NAME, *(cells(symbol(each.name)) for each in equations))
    longest = max(cells(text(each.term)) for each in equations)
    needed = _MARK + name + cells(_IS) + longest + _GAP
    each = min(max((width - needed) // 2, _NARROW), _WIDE)
    left = min(max(needed, _TITLED), width - 2 * each)
    yield fit([*fit([Run(_title(scene), _QUIET)], left), *_heads(scene, each)], width)
    for index, equation in enumerate(equations):
        ink = _ink(scene, index)
        label = fit([Run(symbol(equation.name), ink)], name)
        line = [_mark(scene, index), *label, Run(_IS + text(equation.term), ink)]
        formula = [*fit(line, left - _GAP), Run(" " * _GAP)]
        yield fit([*formula, *_cells(scene, index, each, lit=lit)], width)


def _title(scene: HuntScene) -> str:
    """Whose numbers they are, and that some are old."""
    of = scene.both.of_coordinate
    if not scene.right.trace.walk.is_end(scene.right.at):
        return f"   numbers{of}; below ▸ old" if of else "   below ▸: from before"
    return f"   the lines; numbers{of}" if of else "   the lines as they should be"


def _heads(scene: HuntScene, each: int) -> Iterator[Run]:
    """The names of the two runs over their numbers."""
    for run in (RIGHT, THIS):
        title = TITLES[run] if each >= _ROOMY else ("right", TITLES[THIS])[run]
        indent = " " * max(min(_before(each) - 2, each - len(title) - 3), 0)
        label = f"{indent}{SIGNS[run]} {title}"
        yield from fit([Run(label, scene.both.ink(run, bold=True))], each)


def _before(each: int) -> int:
    """Cells before the decimal point."""
    return BEFORE if each >= _ROOMY else _NARROW_BEFORE


def _ink(scene: HuntScene, index: int) -> Ink:
    """Bright where one stands, quiet where this update has not come to yet."""
    if index == scene.at.line - 1:
        return _NOW
    return Ink() if index < scene.at.line else _QUIET


def _mark(scene: HuntScene, index: int) -> Run:
    """Where one stands; and, once that is known, which line is wrong."""
    here = "▸" if index == scene.at.line - 1 else " "
    if scene.solved and scene.hunt.lines[index] in scene.hunt.culprits:
        return Run(f"{here}✗ ", _WRONG)
    return Run(f"{here}  ", _NOW)


def _cells(scene: HuntScene, index: int, each: int, *, lit: bool) -> list[Run]:
    """A line's number in either run; of a line not reached yet that of the update before."""
    now = index == scene.at.line - 1
    ink = _JUST if now and lit else Ink() if index < scene.at.line else _QUIET
    right, this = (_number(run, index, scene.coordinate) for run in (scene.right, scene.this))
    if right is None or this is None:
        # What a slip alone keeps from the start on would tell where it is.
        right = this = " " * (_before(each) - 1) + "·"
    return [Run(number, ink) for number in in_columns([right, this], each, _before(each))]


def _number(run: Scene, index: int, coordinate: int) -> float | str | None:
    value: Any = run.value(index)
    if value is None:
        return None
    values = np.ravel(value)
    return float(values[min(coordinate, len(values) - 1)])


def _worked(scene: HuntScene, width: int) -> list[Row]:
    """`WORKED` rows: the right formula with this run's own numbers, and what either makes of it."""
    line = scene.line
    if line is None or not scene.worked:
        invitation = "w puts its own numbers into the right formula"
        return [(), fit([Run(f"   {invitation}", _QUIET)], width), ()]
    worked = scene.hunt.worked(line, scene.at.t, scene.coordinate)
    formula = [Run(f"   {symbol(line)}", _NOW), Run(f" ← {worked.numbers}")]
    return [
        fit(formula, width),
        _result("=", worked.value, "made of its own numbers", width),
        _result("", worked.computed, "what it computed", width),
    ]


def _result(sign: str, value: float, told: str, width: int) -> Row:
    number = in_columns([value], _VALUE, before=3)[0]
    return fit([Run(f"   {sign:2}", _QUIET), Run(number, _BOLD), Run(told, _QUIET)], width)
