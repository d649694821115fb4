"""One canvas for everything that shows where one stands in a run.

Numbers are painted at once. Pictures, which cost several times as much, wait until the numbers are
on screen, and are skipped for positions that were left before that. The time line is the last row.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.events import Click, Resize
from textual.message import Message

from adamtui.charts.plotter import load_ahead
from adamtui.charts.timeline import share_at
from adamtui.ink import Ink, Row
from adamtui.panels.time_row import progress
from adamtui.widgets.canvas import Canvas

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Scene = TypeVar("Scene", bound="DataclassInstance")
"""What a stage is drawn from: what was recorded, and where one stands in it."""

_OLD = Ink("muted")


class StageCanvas(Canvas, Generic[Scene]):
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
        self.scene: Scene | None = None
        """What is shown; None before the first."""
        self.chart = 0
        """Which group of lines is charted."""
        self._lit = False
        self._numbers: list[Row] = []
        self._pictures: list[Row] = []
        self._time: list[Row] = []
        self._due = False
        self._recording = False

    # -- what another stage draws otherwise ---------------------------------------------------

    @abstractmethod
    def lay_out(self, scene: Scene, size: tuple[int, int]) -> list[Row] | None:
        """Find the place of everything; where it is too small for that, the rows to show."""

    @abstractmethod
    def draw_numbers(self, scene: Scene, *, lit: bool) -> list[Row]:
        """The upper rows; `lit` marks the number of the line just computed."""

    @abstractmethod
    def draw_pictures(self, scene: Scene) -> list[Row]:
        """The rows between the numbers and the time line."""

    @abstractmethod
    def draw_time(self, scene: Scene, width: int) -> list[Row]:
        """The last row."""

    def line_at(self, scene: Scene, x: int, y: int) -> int | None:
        """The line of the update that a place belongs to, counted from 1."""
        return None

    # -- showing ------------------------------------------------------------------------------

    def show(self, scene: Scene, *, lit: bool = False) -> None:
        """Paint a scene; `lit` marks the number of the line just computed."""
        self.scene, self._lit, self._recording = scene, lit, False
        if not all(self.size):
            return
        notice = self.lay_out(scene, self.size)
        if notice is not None:
            self._numbers = self._time = []
            self.paint(notice)
            return
        self._numbers = self.draw_numbers(scene, lit=lit)
        self._time = self.draw_time(scene, self.size.width)
        self._compose_rows()
        if not self._due:
            self._due = True
            self.call_after_refresh(self._paint_pictures)

    def show_again(self) -> None:
        """Paint the same scene, after what it depends on beside the scene has changed."""
        if self.scene is not None:
            self.show(self.scene, lit=self._lit)

    def show_otherwise(self, **changes: Any) -> None:
        """Paint the same scene with these of its fields changed."""
        if self.scene is not None:
            self.show(replace(self.scene, **changes), lit=self._lit)

    def next_chart(self) -> None:
        """Chart the next group of lines."""
        self.chart += 1
        self.show_again()

    def as_opened(self) -> None:
        """Chart what was charted at first, from the next scene on."""
        self.chart = 0

    def show_progress(self, done: int, wanted: int) -> None:
        """Show how far a recording has got, in place of the time line; the numbers are old now."""
        if not self._time:
            return
        self._numbers = [tuple(run._replace(ink=_OLD) for run in row) for row in self._numbers]
        self._recording = True
        self._time = progress(done, wanted, self.size.width)
        self._compose_rows()

    def on_resize(self, _event: Resize) -> None:
        """Lay out again."""
        self._pictures = []
        self.show_again()

    def on_click(self, event: Click) -> None:
        """Tell of a click on a line or on the time line; while both are old, of none."""
        if self.scene is None or not self._time or self._recording:
            return
        if event.y == self.size.height - 1:
            share = share_at(self._time[0], event.x)
            if share is not None:
                self.post_message(self.TimeClicked(share))
        elif line := self.line_at(self.scene, event.x, event.y):
            self.post_message(self.LineClicked(line))

    def _compose_rows(self) -> None:
        """The three parts under one another, the time line on the last row."""
        room = max(self.size.height - len(self._numbers) - 1, 0)
        middle = [*self._pictures[:room], *[()] * (room - len(self._pictures))]
        self.paint([*self._numbers, *middle, *self._time][: self.size.height])

    def _paint_pictures(self) -> None:
        self._due = False
        if self.scene is None or not self._time or not self.is_attached:
            return
        self._pictures = self.draw_pictures(self.scene)
        self._compose_rows()
        load_ahead()
