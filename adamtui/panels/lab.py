"""The laboratory of moments as rows of text, laid out for a size.

    heading                        M(t) = …
    distribution     M(t) about 0
    readout
    [derivation]

The pictures have what the readout leaves; where they would be taller than is useful, the
derivation comes below.
"""

from __future__ import annotations

from itertools import zip_longest

from adamtui.ink import Ink, Row, Run
from adamtui.panels.derivation import excerpt
from adamtui.panels.lab_pictures import generating, spread
from adamtui.panels.lab_scene import LabScene
from adamtui.panels.readout import ROWS, heading, readout

NARROWEST, LOWEST = 54, 12
PICTURES = 10
"""Rows of the pictures in a lesson."""
TALLEST = 18
"""Rows of the pictures from which on the derivation has the rest."""
ROWS_IN_LESSON = 1 + PICTURES + ROWS
_LEFT = 0.38
_GAP = 1


def lab(scene: LabScene, size: tuple[int, int]) -> list[Row]:
    """`size[1]` rows of at most `size[0]` cells."""
    width, height = size
    if width < NARROWEST or height < LOWEST:
        return _too_small(width, height)
    pictures = min(height - 1 - ROWS, TALLEST)
    left = round(width * _LEFT)
    pair = zip_longest(
        spread(scene.distribution, (left - _GAP, pictures)),
        generating(scene.distribution, (width - left, pictures)),
        fillvalue=(),
    )
    rows = [
        heading(scene, width),
        *((*a, Run(" " * _GAP), *b) for a, b in pair),
        *readout(scene, width),
    ]
    return [*rows, *excerpt(scene.steps, (width, height - len(rows)), busy=scene.busy)]


def _too_small(width: int, height: int) -> list[Row]:
    text = f"too small: {NARROWEST}×{LOWEST} cells are needed"
    rows: list[Row] = [()] * max(height, 1)
    rows[max(height, 1) // 2] = (Run(text.center(width)[:width], Ink("warn")),)
    return rows
