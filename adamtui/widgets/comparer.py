"""The comparison: several runs to walk in together."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from adamtui.core.comparison import Comparison
from adamtui.core.position import Position
from adamtui.panels.comparison_scene import ComparisonScene
from adamtui.widgets.comparer_keys import KEYS
from adamtui.widgets.comparer_stage import ComparerStage
from adamtui.widgets.walker import Walker


class Comparer(Walker[Comparison]):
    """Steps two to six runs by the same keys, by update and by line, forward and back."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(
        self,
        comparison: Comparison,
        *,
        steps: int = 0,
        until: int | None = None,
        seed: int | None = None,
    ) -> None:
        """Opens after update `steps`; `seed` is told where the problem draws random numbers."""
        stage = ComparerStage()
        super().__init__(comparison, stage, opening=comparison.walk.end(steps), until=until)
        self.stage: ComparerStage = stage
        self._seed = seed
        self._coordinate = 0

    def scene(self, at: Position) -> ComparisonScene:
        """The runs, where one stands, and what is shown of them."""
        return ComparisonScene(
            self.record, at, self._coordinate, self.names, self._seed, self.until
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of one coordinate there is no next one."""
        if action == "coordinate":
            return self._dimension > 1
        return super().check_action(action, parameters)

    def action_coordinate(self) -> None:
        """Show the buffers and the rates of the next coordinate."""
        self._coordinate = (self._coordinate + 1) % self._dimension
        self.stage.show_otherwise(coordinate=self._coordinate)

    def action_buffers(self) -> None:
        """Show the buffers side by side, or what was in their place."""
        self.stage.turn()

    def as_opened(self) -> None:
        """The first coordinate too."""
        super().as_opened()
        self._coordinate = 0

    @property
    def _dimension(self) -> int:
        return self.record.traces[0].dimension
