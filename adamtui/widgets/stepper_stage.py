"""The stepper's stage: one canvas, painted from a scene.

Numbers are painted at once. Pictures, which cost several times as much, wait until the numbers are
on screen, and are skipped for positions that were left before that.
"""

from __future__ import annotations

from textual.events import Click, Resize
from textual.message import Message

from adamtui.charts.landscape import Heat
from adamtui.core.problem import Problem
from adamtui.ink import Ink, Row
from adamtui.panels import pictures
from adamtui.panels.scene import Scene
from adamtui.panels.stage import Stage
from adamtui.widgets.canvas import Canvas

_OLD = Ink("muted")


class StepperStage(Canvas):
    """Shows the scene it was last given, at whatever size it has."""

    class LineClicked(Message):
        """A line of the update was clicked; `line` counts from 1."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    class TimeClicked(Message):
        """The time line was clicked; `share` of it lies to the left, 0 … 1."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self) -> None:
        super().__init__()
        self.knobs_rows = 0
        """How many rows the knobs need where it is narrow; 0 while they are closed."""
        self._chart = 0
        self._scene: Scene | None = None
        self._lit = False
        self._stage: Stage | None = None
        self._numbers: list[Row] = []
        self._pictures: list[Row] = []
        self._time: list[Row] = []
        self._due = False
        self._drawn: tuple[Problem, pictures.View, tuple[int, int]] | None = None
        self._ground: Heat | None = None

    @property
    def stage(self) -> Stage | None:
        """Where the panels are; None until there is a scene and a size."""
        return self._stage

    def show(self, scene: Scene, *, lit: bool = False) -> None:
        """Paint a scene; `lit` marks the number of the line just computed."""
        self._scene, self._lit = scene, lit
        width, height = self.size
        if not (width and height):
            return
        self._stage = Stage.of(scene, (width, height), knobs=self.knobs_rows)
        self._numbers = self._stage.numbers(scene, lit=lit)
        self._time = pictures.time_line(scene, width)
        self._compose_rows()
        if not self._due:
            self._due = True
            self.call_after_refresh(self._paint_pictures)

    def show_again(self) -> None:
        """Paint the same scene, after what it depends on beside the scene has changed."""
        if self._scene is not None:
            self.show(self._scene, lit=self._lit)

    def next_chart(self) -> None:
        """Chart the next group of lines."""
        self._chart += 1
        self.show_again()

    def show_progress(self, done: int, wanted: int) -> None:
        """Show how far a recording has got, in place of the time line; the numbers are old now."""
        self._numbers = [tuple(run._replace(ink=_OLD) for run in row) for row in self._numbers]
        self._time = pictures.progress(done, wanted, self.size.width)
        self._compose_rows()

    def on_resize(self, _event: Resize) -> None:
        """Lay out again."""
        self._pictures = []
        self.show_again()

    def on_click(self, event: Click) -> None:
        """Tell of a click on a line or on the time line."""
        scene, stage = self._scene, self._stage
        if scene is None or stage is None or stage.too_small:
            return
        line = event.y - stage.FIRST_LINE + 1
        if 1 <= line <= len(scene.trace.lines):
            self.post_message(self.LineClicked(line))
        elif event.y == stage.height - 1:
            share = (event.x - 1) / max(pictures.time_cells(scene, stage.width) - 1, 1)
            self.post_message(self.TimeClicked(min(max(share, 0.0), 1.0)))

    def _compose_rows(self) -> None:
        """The three parts under one another, the time line on the last row."""
        stage = self._stage
        if stage is None:
            return
        room = max(stage.height - len(self._numbers) - 1, 0)
        if stage.too_small:
            self.paint(stage.notice())
            return
        middle = [*self._pictures[:room], *[()] * (room - len(self._pictures))]
        self.paint([*self._numbers, *middle, *self._time][: stage.height])

    def _paint_pictures(self) -> None:
        self._due = False
        scene, stage = self._scene, self._stage
        if scene is None or stage is None or stage.too_small or not self.is_attached:
            return
        self._pictures = stage.pictures(scene, self._ground_for(scene, stage), self._chart)
        self._compose_rows()

    def _ground_for(self, scene: Scene, stage: Stage) -> Heat | None:
        problem = scene.trace.run.problem
        if problem.surface is None:
            return None
        size = (stage.landscape.width, stage.landscape.height)
        wanted = (problem, pictures.view_of(scene), size)
        if self._drawn != wanted:
            self._drawn, self._ground = wanted, pictures.ground(*wanted)
        return self._ground
