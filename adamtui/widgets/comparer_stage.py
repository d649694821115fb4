"""The comparison's stage: who is where, buffers side by side, paths and a chart."""

from __future__ import annotations

from adamtui.charts.landscape import Heat
from adamtui.core.problem import Problem
from adamtui.ink import Row
from adamtui.panels import comparison_pictures, pictures
from adamtui.panels.comparison import ComparisonStage, time_line
from adamtui.panels.comparison_scene import ComparisonScene
from adamtui.widgets.stage_canvas import StageCanvas


class ComparerStage(StageCanvas[ComparisonScene]):
    """Shows where one stands in several runs."""

    def __init__(self) -> None:
        super().__init__()
        self.turned = False
        """Whether buffers are shown where they are not by themselves, or hidden where they are."""
        self._stage: ComparisonStage | None = None
        self._drawn: tuple[Problem, pictures.View, tuple[int, int]] | None = None
        self._ground: Heat | None = None

    def turn(self) -> None:
        """Show the buffers, or what was in their place."""
        self.turned = not self.turned
        self._pictures = []
        self.show_again()

    def lay_out(self, scene: ComparisonScene, size: tuple[int, int]) -> list[Row] | None:
        """The layout of the stage."""
        self._stage = ComparisonStage.of(scene, size, turned=self.turned)
        return self._stage.notice() if self._stage.too_small else None

    def draw_numbers(self, scene: ComparisonScene, *, lit: bool) -> list[Row]:
        """Heading, table and buffers."""
        return self._stage.numbers(scene, lit=lit) if self._stage else []

    def draw_pictures(self, scene: ComparisonScene) -> list[Row]:
        """The paths over their ground, and a chart."""
        stage = self._stage
        if stage is None:
            return []
        view, runs = comparison_pictures.drawn(scene)
        size = (stage.landscape.width, stage.landscape.height)
        return stage.pictures(scene, self._ground_for(scene.problem, view, size), runs, self.chart)

    def draw_time(self, scene: ComparisonScene, width: int) -> list[Row]:
        """The place among the updates."""
        return time_line(scene, width)

    def line_at(self, scene: ComparisonScene, x: int, y: int) -> int | None:
        """The line in the row clicked."""
        return self._stage.line_at(scene, y) if self._stage else None

    def _ground_for(
        self, problem: Problem, view: pictures.View, size: tuple[int, int]
    ) -> Heat | None:
        if problem.surface is None:
            return None
        wanted = (problem, view, size)
        if self._drawn != wanted:
            self._drawn, self._ground = wanted, pictures.ground(*wanted)
        return self._ground
