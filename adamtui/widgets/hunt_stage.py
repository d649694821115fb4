"""The stage of a hunt, and below it what is said to the hunter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from textual.geometry import Size

from adamtui.ink import Row
from adamtui.panels.hunt import HuntStage
from adamtui.panels.hunt_scene import HuntScene
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.stage_canvas import StageCanvas

Words: TypeAlias = Callable[[int], Sequence[Row]]
"""From a width in cells to the rows that hold what is said."""


class HunterStage(StageCanvas[HuntScene]):
    """Shows where one stands in two runs; takes more rows where the screen has them."""

    def __init__(self) -> None:
        super().__init__()
        self._stage: HuntStage | None = None

    def show(self, scene: HuntScene, *, lit: bool = False) -> None:
        """Paint a scene; what is found takes fewer rows."""
        before, self._stage = self._stage, HuntStage.of(scene, self.size)
        if before is None or before.worked != self._stage.worked:
            self.refresh(layout=True)
        super().show(scene, lit=lit)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows for this screen."""
        return self._stage.rows_on(viewport.height) if self._stage else 0

    def lay_out(self, scene: HuntScene, size: tuple[int, int]) -> list[Row] | None:
        """The layout of the stage."""
        self._stage = HuntStage.of(scene, size)
        return self._stage.notice() if self._stage.too_small else None

    def draw_numbers(self, scene: HuntScene, *, lit: bool) -> list[Row]:
        """Heading, lines with their numbers, the line worked out."""
        return self._stage.numbers(scene, lit=lit) if self._stage else []

    def draw_pictures(self, scene: HuntScene) -> list[Row]:
        """How both runs fare."""
        return self._stage.pictures(scene) if self._stage else []

    def draw_time(self, scene: HuntScene, width: int) -> list[Row]:
        """The place among the updates recorded."""
        return self._stage.time(scene) if self._stage else []

    def line_at(self, scene: HuntScene, x: int, y: int) -> int | None:
        """The line in the row clicked."""
        return self._stage.line_at(y) if self._stage else None


class HunterWords(Canvas):
    """As many rows as what is said takes."""

    def __init__(self) -> None:
        super().__init__()
        self._words: Words = _nothing

    def say(self, words: Words) -> None:
        """Say something else from now on."""
        self._words = words
        self.paint(self.fitted(self.size.width))

    def fitted(self, width: int) -> Sequence[Row]:
        """Wrapped at a width."""
        return self._words(width)


def _nothing(_width: int) -> Sequence[Row]:
    return ()
