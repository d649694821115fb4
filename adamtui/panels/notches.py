"""Where the marker of a plot may stand: notches along the axis as it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from adamtui.core.hyper import Scale
from adamtui.core.scale import Ladder
from adamtui.panels.plot import Curves


@dataclass(frozen=True)
class Counts(Ladder):
    """The notches of a ladder that are whole numbers."""

    @property
    def values(self) -> tuple[float, ...]:
        """The notches, rising."""
        return tuple(value for value in super().values if value.is_integer())

    @property
    def landmarks(self) -> tuple[float, ...]:
        """The notches of the coarse walk, rising."""
        return tuple(value for value in super().landmarks if value.is_integer())


def notches(curves: Curves, *, counts: bool) -> Ladder:
    """Evenly or by factors, as the axis is; over counts by whole numbers."""
    return (Counts if counts else Ladder)(*curves.over, scale_of(curves))


def opening(curves: Curves, at: float | None, *, counts: bool) -> float:
    """Where the marker opens: at the middle of the axis where `at` is not given."""
    return notches(curves, counts=counts).at(0.5) if at is None else at


def scale_of(curves: Curves) -> Scale:
    """How the x axis is drawn."""
    return "log" if curves.logs[0] else "linear"
