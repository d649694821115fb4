"""What is looked at where a slip is hunted: two runs, and the place one stands at in both."""

from __future__ import annotations

from dataclasses import dataclass

from adamtui.core.hunt import LOOKED_AT, RIGHT, THIS, Hunt
from adamtui.core.position import Position
from adamtui.panels.comparison_scene import ComparisonScene
from adamtui.panels.scene import Scene


@dataclass(frozen=True, eq=False, slots=True)
class HuntScene:
    """One moment of a hunt. `t` must be recorded. Read-only: panels draw from it."""

    hunt: Hunt
    at: Position
    coordinate: int = 0
    """Whose numbers are shown."""
    worked: bool = False
    """Whether the line one stands on is worked out."""
    solved: bool = False
    """Whether the wrong line may be marked."""

    @property
    def line(self) -> str | None:
        """The name of the line one stands on; None at the start."""
        started = self.at != self.hunt.comparison.walk.start
        return self.hunt.lines[self.at.line - 1] if started else None

    @property
    def both(self) -> ComparisonScene:
        """The same moment as any comparison's."""
        return ComparisonScene(self.hunt.comparison, self.at, self.coordinate, until=LOOKED_AT)

    @property
    def right(self) -> Scene:
        """Where the run stands that is as it should be."""
        return self.both.run(RIGHT)

    @property
    def this(self) -> Scene:
        """Where the run with the slip stands."""
        return self.both.run(THIS)
