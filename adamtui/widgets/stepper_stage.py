"""The stepper's stage: the lines and buffers of one run, the line worked out, path and history."""

from __future__ import annotations

from adamtui.ink import Row
from adamtui.panels import pictures
from adamtui.panels.scene import Scene
from adamtui.panels.stage import Stage
from adamtui.widgets.stage_canvas import StageCanvas


class StepperStage(StageCanvas[Scene]):
    """Shows where one stands in one run."""

    def __init__(self) -> None:
        super().__init__()
        self.knobs_rows: int | None = 0
        """How many rows the knobs need where it is narrow; 0 while they are closed, None where
        there are none."""
        self.question = False
        """Whether the place of a question is kept."""
        self.stage: Stage | None = None
        """Where the panels are; None until there is a scene and a size."""

    def lay_out(self, scene: Scene, size: tuple[int, int]) -> list[Row] | None:
        """The layout of the stage."""
        self.stage = Stage.of(scene, size, knobs=self.knobs_rows, question=self.question)
        return self.stage.notice() if self.stage.too_small else None

    def draw_numbers(self, scene: Scene, *, lit: bool) -> list[Row]:
        """Heading, lines and buffers, the line worked out."""
        return self.stage.numbers(scene, lit=lit) if self.stage else []

    def draw_pictures(self, scene: Scene) -> list[Row]:
        """The path over its ground, and a group of lines."""
        return self.stage.pictures(scene, self.chart) if self.stage else []

    def draw_time(self, scene: Scene, width: int) -> list[Row]:
        """The place among the updates recorded."""
        return pictures.time_line(scene, width)

    def line_at(self, scene: Scene, x: int, y: int) -> int | None:
        """The line in the row clicked."""
        line = y - Stage.FIRST_LINE + 1
        return line if 1 <= line <= len(scene.trace.lines) else None
