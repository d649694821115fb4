"""Where one has been, and the way back and forth, as in a browser."""

from __future__ import annotations

from typing import Generic, TypeVar

Spot = TypeVar("Spot")

_LONGEST = 200


class Trail(Generic[Spot]):
    """Two piles of spots: those left behind, and those one has come back from."""

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []

    def left(self, spot: Spot) -> None:
        """One goes on from a spot to another one; there is nothing ahead any more."""
        self._behind.append(spot)
        del self._behind[:-_LONGEST]
        self._ahead.clear()

    def back(self, here: Spot) -> Spot | None:
        """The spot one came from; None where that was the first."""
        return _moved(self._behind, self._ahead, here)

    def forward(self, here: Spot) -> Spot | None:
        """The spot one has come back from; None where there is none."""
        return _moved(self._ahead, self._behind, here)


def _moved(taken: list[Spot], given: list[Spot], here: Spot) -> Spot | None:
    if not taken:
        return None
    given.append(here)
    return taken.pop()
