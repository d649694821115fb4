"""A rule's own source, walked through as it runs: code, equations and buffers lit together."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from adamtui.core.engine import Run
from adamtui.core.listing import Listing
from adamtui.core.listing_difference import listed
from adamtui.core.notation import NOTATIONS, PAPER
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.python_source import NoSourceError
from adamtui.core.trace import Trace
from adamtui.ink import Row
from adamtui.panels import listing as panel
from adamtui.panels import pictures
from adamtui.panels.scene import Scene
from adamtui.widgets.stage_canvas import StageCanvas
from adamtui.widgets.walker import Walker
from adamtui.widgets.walking_keys import CHART, WALKING

KEYS: list[BindingType] = [
    *WALKING,
    CHART,
    Binding("N", "notation", "name the buffers as another library does", show=False),
    Binding("r", "reset", "everything as it was when opened", show=False),
    Binding("escape", "stop", "leave", tooltip="stop recording or playing"),
]
"""In the order shown. A key's tooltip is what the help says of it."""


class ListingStage(StageCanvas[Scene]):
    """Shows a listing, and where one stands in it."""

    def __init__(self, listing: Listing | None, why: str = "") -> None:
        """Where there is no listing, `why` not."""
        super().__init__()
        self._listing = listing
        self._why = why
        self._sheet: panel.Sheet | None = None

    def lay_out(self, scene: Scene, size: tuple[int, int]) -> list[Row] | None:
        """The layout of the stage."""
        if self._listing is None:
            return panel.notice(self._why, size)
        self._sheet = panel.Sheet.of(scene, self._listing, size)
        return panel.notice(panel.TOO_SMALL, size) if self._sheet.too_small else None

    def draw_numbers(self, scene: Scene, *, lit: bool) -> list[Row]:
        """Heading, code, equations and buffers."""
        return self._sheet.numbers(scene, lit=lit) if self._sheet else []

    def draw_pictures(self, scene: Scene) -> list[Row]:
        """A group of lines, where there is room."""
        return self._sheet.history(scene, self.chart) if self._sheet else []

    def draw_time(self, scene: Scene, width: int) -> list[Row]:
        """The place among the updates recorded."""
        return pictures.time_line(scene, width)

    def line_at(self, scene: Scene, x: int, y: int) -> int | None:
        """The line whose code or equation was clicked."""
        return self._sheet.line_at(scene, y) if self._sheet else None


class ListingPart(Walker[Trace]):
    """Steps one optimizer through its own code."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, plan: Plan, against: str | None = None, *, steps: int = 0) -> None:
        """Opens after update `steps`; PlanError where the plan cannot be run."""
        run = plan.resolve()
        super().__init__(Trace(run), _stage(run, against))
        self.names = PAPER
        """How the buffers are called."""
        self._opening = self.record.walk.end(steps)

    def scene(self, at: Position) -> Scene:
        """The run, where one stands, and how the buffers are called."""
        return Scene(self.record, at, self.names)

    def on_mount(self) -> None:
        """Stand where the lesson wants to begin."""
        self._go(self._opening)
        if self._recorder.running:
            self.watch_at(self.at)

    def action_notation(self) -> None:
        """Call the buffers as the next library does."""
        order = list(NOTATIONS.values())
        self.names = order[(order.index(self.names) + 1) % len(order)]
        self.stage.show(self.scene(self.at))
        self.notice(f"buffers named as in {self.names.title}")

    def action_reset(self) -> None:
        """Everything as it was when opened."""
        self.names, self.stage.chart = PAPER, 0
        self._move(self._opening)


def _stage(run: Run, against: str | None) -> ListingStage:
    """The stage of a run; one that says why where there is no source."""
    try:
        return ListingStage(listed(run, against))
    except NoSourceError as error:
        return ListingStage(None, str(error))


def rows_in_lesson(plan: Plan, against: str | None) -> int:
    """The rows it takes in a lesson."""
    run = plan.resolve()
    try:
        return panel.rows_in_lesson(run, listed(run, against))
    except NoSourceError:
        return panel.MOST_ROWS_IN_LESSON
