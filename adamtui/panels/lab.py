"""The laboratory of moments as rows of text.

heading                        M(t) = …
distribution     M(t) about 0
readout
[derivation]
"""

from __future__ import annotations

from functools import partial

from adamtui.ink import Row
from adamtui.panels.lab_pictures import generating, spread
from adamtui.panels.lab_scene import LabScene
from adamtui.panels.laboratory import Layout
from adamtui.panels.places import Size
from adamtui.panels.readout import ROWS, heading, readout

PICTURES = 9
"""Rows of the pictures in a lesson."""
ROWS_IN_LESSON = 1 + PICTURES + ROWS
_LEFT = 0.38


def lab(scene: LabScene, size: Size) -> list[Row]:
    """`size[1]` rows of at most `size[0]` cells."""
    return Layout(
        heading=heading(scene, size[0]),
        left=partial(spread, scene.distribution),
        right=partial(generating, scene.distribution),
        readout=readout(scene, size[0]),
        steps=scene.steps,
        busy=scene.busy,
        share=_LEFT,
    ).rows(size)
