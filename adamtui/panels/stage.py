"""The whole stepper as rows of text: the panels laid out for a size.

    heading
    lines             buffers
    the line worked out, or a question
    landscape         history      [knobs]
    time line

One list of rows, because one widget that paints it costs a fraction of ten. The knobs and the
question are widgets of their own; the stage only keeps their place free.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from adamtui.core.engine import Engine
from adamtui.core.engine import Run as EngineRun
from adamtui.ink import Row, merge
from adamtui.panels import pictures
from adamtui.panels.caption import heading
from adamtui.panels.ledger import buffers_panel, lines_cells, lines_panel
from adamtui.panels.places import GAP, Box, paired, stacked, too_small
from adamtui.panels.question import ROWS as QUESTION_ROWS
from adamtui.panels.scene import Scene
from adamtui.panels.working import COORDINATES, height, working_panel

WIDE = 110
"""Columns from which the knobs are always shown."""
KNOBS_CELLS = 40
FEWEST_PICTURE_ROWS, USUAL_PICTURE_ROWS = 4, 6
NARROWEST, LOWEST = 54, 16
"""Cells that lines and numbers need; of `ROOMY`, margins and keys take the rest."""
ROOMY = (60, 20)
"""What is said to be needed."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where each panel goes on a stage of `width` × `height` cells."""

    FIRST_LINE: ClassVar[int] = 2
    """The row of the update's first line."""

    width: int
    height: int
    worked: bool
    """Whether there is room for the line worked out."""
    landscape: Box
    history: Box
    knobs: Box
    question: Box

    @classmethod
    def of(
        cls,
        scene: Scene,
        size: tuple[int, int],
        *,
        knobs: int | None = 0,
        question: bool = False,
    ) -> Stage:
        """The layout for a scene.

        Where it is narrow, `knobs` rows take the history's place; None where there are never any.
        A `question` takes that of the line worked out, and what it needs beyond of the pictures'.
        """
        width, rows = size
        ledger = cls.FIRST_LINE + len(scene.trace.lines)
        wide = width >= WIDE and knobs is not None
        knobs = knobs or 0
        below = rows - ledger - height(scene) - 1
        worked = not question and below >= (0 if wide else knobs)
        asked = Box(0, ledger, width, QUESTION_ROWS if question else 0)
        top = ledger + asked.height + (height(scene) if worked else 0)
        tall = max(rows - top - 1, 0)
        if tall < FEWEST_PICTURE_ROWS and not knobs:
            tall = 0
        room = width - (KNOBS_CELLS + GAP if wide else 0)
        drawn = scene.trace.run.problem.surface is not None
        left = (room - GAP) // 2 if drawn else 0
        right = left + GAP if drawn else 0
        history = Box(right, top, room - right, tall)
        place = Box(room + GAP, top, KNOBS_CELLS, tall) if wide else history
        if knobs and not wide:
            history = Box(right, top, 0, 0)
        return cls(width, rows, worked, Box(0, top, left, tall), history, place, asked)

    @classmethod
    def rows_in_lesson(cls, run: EngineRun, *, question: bool = False) -> int:
        """The rows a stepper takes in a lesson: as few as show everything."""
        lines = len(Engine(run).equations)
        below = QUESTION_ROWS if question else 2 + min(len(run.problem.start), COORDINATES)
        return cls.FIRST_LINE + lines + below + USUAL_PICTURE_ROWS + 1

    @property
    def too_small(self) -> bool:
        """Whether not even the lines and their numbers have room."""
        return self.width < NARROWEST or self.height < LOWEST

    def notice(self) -> list[Row]:
        """What is shown where it is too small."""
        return too_small(ROOMY, (self.width, self.height))

    def numbers(self, scene: Scene, *, lit: bool) -> list[Row]:
        """The upper part: heading, lines, buffers, and what is below them."""
        lines = lines_cells(scene, self.width - GAP) + GAP
        buffers = self.width - lines
        ledger = zip(lines_panel(scene, lines), buffers_panel(scene, buffers, lit=lit), strict=True)
        return [
            *heading(scene, self.width),
            *(merge([*left, *right]) for left, right in ledger),
            *(working_panel(scene, self.width) if self.worked else ()),
            *((),) * self.question.height,
        ]

    def pictures(self, scene: Scene, chart: int) -> list[Row]:
        """The middle part: the path over its ground, and the `chart`-th group of lines."""
        left = pictures.landscape(scene, self.landscape.size)
        groups = pictures.groups(scene)
        right = stacked(groups, chart, self.history.size, partial(pictures.history, scene))
        return paired(left, right, (self.landscape, self.history))
