"""What is looked at where several runs are compared, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adamtui.charts.series import INKS
from adamtui.core.comparison import Comparison, apart
from adamtui.core.fork import Fork
from adamtui.core.notation import PAPER, Notation
from adamtui.core.position import Position
from adamtui.core.problem import Problem
from adamtui.ink import Ink
from adamtui.panels.scene import Scene
from adamtui.panels.time_row import divergence

SIGNS = "●■▲◆▼★"
"""A sign for each run, so that it does without its colour."""


@dataclass(frozen=True, eq=False, slots=True)
class ComparisonScene:
    """One moment of a comparison. `t` must be recorded. Read-only: panels draw from it."""

    comparison: Comparison
    at: Position
    coordinate: int = 0
    """Whose buffers and rates are shown."""
    names: Notation = PAPER
    seed: int | None = None
    """Of the random numbers that all meet; None where there are none."""
    until: int | None = None
    """The update that the time line ends at, where that is not the last recorded."""

    @property
    def started(self) -> bool:
        """False before the first update."""
        return self.at != self.comparison.walk.start

    @property
    def problem(self) -> Problem:
        """What all of them run on."""
        return self.comparison.traces[0].run.problem

    @property
    def coordinates(self) -> Sequence[str]:
        """The parameters' names."""
        return self.problem.names

    @property
    def of_coordinate(self) -> str:
        """` of x`; nothing where there is only one coordinate."""
        return f" of {self.coordinates[self.coordinate]}" if len(self.coordinates) > 1 else ""

    @property
    def runs(self) -> range:
        """The numbers of the runs."""
        return range(len(self.comparison.traces))

    @property
    def labels(self) -> tuple[str, ...]:
        """What the runs are called; a fork with the update it begins after."""
        return self._of_fork(self.comparison.labels)

    @property
    def heads(self) -> tuple[str, ...]:
        """The same as short as tells them apart: no run says again what the first has said."""
        parts = apart(self.comparison.traces)
        first = parts[0]
        alone = [part for part in first if any(part not in other for other in parts[1:])]
        others = ([part for part in other if part not in first] for other in parts[1:])
        heads = [" ".join(words) for words in (alone or first[:1], *others)]
        return self._of_fork(heads) if all(heads) and len({*heads}) == len(heads) else self.labels

    def _of_fork(self, labels: Sequence[str]) -> tuple[str, ...]:
        if not isinstance(self.comparison, Fork):
            return tuple(labels)
        own, other = labels
        return own, f"fork at t = {self.comparison.first}: {other.removeprefix('fork: ')}"

    def run(self, i: int) -> Scene:
        """Where run number i stands."""
        return Scene(self.comparison.traces[i], self.comparison.place(i, self.at), self.names)

    def diverged(self, i: int) -> str:
        """`diverged at t = 41: θ is inf`, from there on; "" before."""
        return divergence(self.comparison.traces[i], self.at.t)

    def ink(self, i: int, *, bold: bool = False) -> Ink:
        """The ink of run number i, in the table as in the pictures."""
        return Ink(INKS[i], bold=bold)
