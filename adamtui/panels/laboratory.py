"""How a laboratory is laid out: a heading, two pictures side by side, a readout, the derivation.

The pictures have what heading and readout leave; where they would be taller than is useful, the
derivation comes below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from adamtui.algebra.steps import Step
from adamtui.charts.cells import fit
from adamtui.ink import Row, Run
from adamtui.panels.derivation import excerpt
from adamtui.panels.places import GAP, Size, too_small
from adamtui.panels.time_row import progress

NARROWEST = 54
FEWEST = 5
"""Rows that a picture needs."""
TALLEST = 18
"""Rows of a picture from which on the derivation has the rest."""

PictureOf: TypeAlias = Callable[[Size], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Layout:
    """What is laid out; `share` of the width is the left picture's."""

    heading: Row
    left: PictureOf
    right: PictureOf
    readout: Sequence[Row]
    steps: Sequence[Step]
    busy: str
    share: float

    def rows(self, size: Size) -> list[Row]:
        """`size[1]` rows of at most `size[0]` cells."""
        width, height = size
        lowest = 1 + FEWEST + len(self.readout)
        if width < NARROWEST or height < lowest:
            return too_small((NARROWEST, lowest), size)
        tall = min(height - 1 - len(self.readout), TALLEST)
        left = round(width * self.share) - GAP
        pair = zip(self.left((left, tall)), self.right((width - left - GAP, tall)), strict=True)
        rows = [
            fit(self.heading, width),
            *((*a, Run(" " * GAP), *b) for a, b in pair),
            *(fit(row, width) for row in self.readout),
        ]
        return [*rows, *excerpt(self.steps, (width, height - len(rows)), busy=self.busy)]


def recording(done: int, wanted: int, size: Size) -> list[Row]:
    """How far it is, in place of what updates are recorded for."""
    return [*[()] * (size[1] // 2), *progress(done, wanted, size[0])]
