"""A rule's own source, walked through as it runs: code, equations and buffers lit together."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from adamtui.core.engine import Run
from adamtui.core.listing import Listing
from adamtui.core.listing_difference import listed
from adamtui.core.position import Position
from adamtui.core.python_source import NoSourceError
from adamtui.core.trace import Trace
from adamtui.ink import Row
from adamtui.panels import listing as panel
from adamtui.panels import pictures
from adamtui.panels.places import notice
from adamtui.panels.scene import Scene
from adamtui.widgets.stage_canvas import StageCanvas
from adamtui.widgets.walker import Walker
from adamtui.widgets.walking_keys import walking


class ListingStage(StageCanvas[Scene]):
    """Shows a listing, and where one stands in it."""

    def __init__(self, source: Listing | str) -> None:
        """Where there is no source, a line that says why."""
        super().__init__()
        self._source = source
        self._stage: panel.SourceStage | None = None

    def lay_out(self, scene: Scene, size: tuple[int, int]) -> list[Row] | None:
        """The layout of the stage."""
        if isinstance(self._source, str):
            return notice(self._source, size)
        self._stage = panel.SourceStage.of(scene, self._source, size)
        return self._stage.notice() if self._stage.too_small else None

    def draw_numbers(self, scene: Scene, *, lit: bool) -> list[Row]:
        """Heading, code, equations and buffers."""
        return self._stage.numbers(scene, lit=lit) if self._stage else []

    def draw_pictures(self, scene: Scene) -> list[Row]:
        """A group of lines, where there is room."""
        return self._stage.history(scene, self.chart) if self._stage else []

    def draw_time(self, scene: Scene, width: int) -> list[Row]:
        """The place among the updates recorded."""
        return pictures.time_line(scene, width)

    def line_at(self, scene: Scene, x: int, y: int) -> int | None:
        """The line whose code or equation was clicked."""
        return self._stage.line_at(scene, y) if self._stage else None


class ListingPart(Walker[Trace]):
    """Steps one optimizer through its own code."""

    BINDINGS: ClassVar[list[BindingType]] = walking()

    def __init__(self, run: Run, source: Listing | str, *, steps: int = 0) -> None:
        """Opens after update `steps`; `source` as `source_of` the run finds it."""
        trace = Trace(run)
        super().__init__(trace, ListingStage(source), opening=trace.walk.end(steps))

    def scene(self, at: Position) -> Scene:
        """The run, where one stands, and how the buffers are called."""
        return Scene(self.record, at, self.names)


def source_of(run: Run, against: str | None = None) -> Listing | str:
    """A run's source, where `against` names a rule as a difference; or why there is none."""
    try:
        return listed(run, against)
    except NoSourceError as error:
        return str(error)
