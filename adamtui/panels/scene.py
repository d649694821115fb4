"""What is looked at: a recorded run and the position one stands on in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adamtui.core.equations import Equation
from adamtui.core.measures import average_regret
from adamtui.core.notation import PAPER, Notation, under
from adamtui.core.position import Position
from adamtui.core.trace import Trace


@dataclass(frozen=True, eq=False, slots=True)
class Scene:
    """One moment of a run. `t` must be recorded. Read-only: panels draw from it."""

    trace: Trace
    at: Position
    names: Notation = PAPER
    """What the lines are called; kept as it is under the run's rule."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", under(self.names, self.trace.run.rule.name))

    @property
    def started(self) -> bool:
        """False before the first update."""
        return self.at != self.trace.walk.start

    @property
    def equation(self) -> Equation | None:
        """The line one stands on; None at the start."""
        return self.trace.equations[self.at.line - 1] if self.started else None

    @property
    def coordinates(self) -> Sequence[str]:
        """The parameters' names."""
        return self.trace.run.problem.names

    @property
    def scores(self) -> Mapping[str, float]:
        """The scores of θ as it stands now: it moves with an update's last line.

        Where each update has another loss, how much more that was than at the best fixed point, on
        average so far.
        """
        ended = self.trace.walk.is_end(self.at)
        step = self.trace.step(self.at.t if ended else self.at.t - 1)
        if self.trace.run.problem.online and step.t:
            return {"regret/t": average_regret(step), **step.scores}
        return step.scores

    def value(self, line: int) -> Any:
        """The value of a line as it stands now; None where it has none yet.

        Lines of this update that are not computed yet still have the value of the update before.
        """
        name = self.trace.lines[line]
        reached = not self.started or line < self.at.line
        return self.trace.step(self.at.t if reached else self.at.t - 1).values.get(name)
