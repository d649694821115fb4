"""The comparison's stage: who is where, buffers side by side, paths and a chart."""

from __future__ import annotations

from adamtui.ink import Row
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

    def as_opened(self) -> None:
        """Also show buffers only where they are by themselves."""
        super().as_opened()
        if self.turned:
            self.turned, self._pictures = False, []

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
        return self._stage.pictures(scene, self.chart) if self._stage else []

    def draw_time(self, scene: ComparisonScene, width: int) -> list[Row]:
        """The place among the updates."""
        return time_line(scene, width)

    def line_at(self, scene: ComparisonScene, x: int, y: int) -> int | None:
        """The line in the row clicked."""
        return self._stage.line_at(scene, y) if self._stage else None
