"""A stage as the stepper paints it, for a plan, an update and a line."""

from __future__ import annotations

import numpy as np

from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace
from adamtui.ink import Row
from adamtui.panels import pictures
from adamtui.panels.scene import Scene
from adamtui.panels.stage import Stage


def scene(plan: Plan, t: int, line: str = "theta") -> Scene:
    """The run of a plan after update t, or in it at `line`."""
    return at(Trace(plan.resolve()), t, line)


def gradients(rule: str, rows: list[list[float]], t: int) -> Scene:
    """A rule on given gradients."""
    return at(Trace(Plan(rule=rule).on(replayed(np.array(rows)))), t, "theta")


def at(trace: Trace, t: int, line: str) -> Scene:
    """A position of a trace, recorded."""
    trace.extend_to(t)
    return Scene(trace, Position(t, trace.lines.index(line) + 1) if t else trace.walk.start)


def painted(shown: Scene, size: tuple[int, int], *, knobs: int = 0, chart: int = 0) -> list[Row]:
    """All rows of the stage, `size` in cells."""
    width, height = size
    stage = Stage.of(shown, size, knobs=knobs)
    numbers = stage.numbers(shown, lit=True)
    if stage.too_small:
        return stage.notice()
    below = stage.pictures(shown, chart)
    room = max(height - len(numbers) - 1, 0)
    below = [*below[:room], *[()] * (room - len(below))]
    return [*numbers, *below, *pictures.time_line(shown, width)][:height]
