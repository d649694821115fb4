"""The live parts of the lesson on moments: what they are set to, and what is on their screens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from adamtui.charts.scale import page_window
from adamtui.core.distribution import Distribution
from adamtui.core.moments import family
from adamtui.core.restarts import experiment
from adamtui.course.parse import load
from adamtui.course.quiz import Quiz
from adamtui.ink import Row, plain
from adamtui.panels.averaging import averaging
from adamtui.panels.averaging_scene import AveragingScene
from adamtui.panels.lab import lab
from adamtui.panels.numbers import brief
from adamtui.panels.specimen import specimen
from adamtui.widgets.averaging import SHORTEST

LESSON = Path(__file__).parents[1] / "lessons" / "10-layer-0-moments.md"
SIZE = (120, 20)
"""Wide enough for every number of a readout."""


@cache
def source() -> str:
    return LESSON.read_text(encoding="utf-8")


@cache
def options(part_id: str) -> dict[str, str]:
    """What the lesson's live part of that name sets, as written there."""
    fence = re.search(rf"^```\{{\w+\}} {part_id}\n((?::.*\n)*)```$", source(), re.MULTILINE)
    assert fence, f"the lesson has no live part {part_id}"
    return dict(re.findall(r"^:(\w+): (.*)$", fence[1], re.MULTILINE))


def numbers(part_id: str) -> dict[str, float]:
    return {name: float(value) for name, value in options(part_id).items() if name != "dist"}


def part(part_id: str, **changed: float) -> Distribution:
    """The distribution that a lab shows; `changed` is what the reader is told to turn."""
    return family(options(part_id)["dist"]).at(**{**numbers(part_id), **changed})


@cache
def _quiz(part_id: str) -> Quiz:
    (found,) = (part.options for part in load(LESSON).directives() if part.id == part_id)
    assert isinstance(found, Quiz)
    return found


def asked(part_id: str) -> Distribution:
    """The distribution that a quiz asks about."""
    found = _quiz(part_id).distribution()
    assert found is not None
    return found


def key(part_id: str) -> float:
    """The number that a quiz takes for right."""
    return _quiz(part_id).number_key().right()


def restarted(part_id: str, t: int, *, beta1: float | None = None) -> AveragingScene:
    """What the part shows with its slider on `t`: the restarts, as many updates as it draws."""
    given = numbers(part_id)
    beta = given["beta1"] if beta1 is None else beta1
    kind = family(options(part_id)["dist"])
    gradient = kind.at(**{knob.name: given[knob.name] for knob in kind.knobs})
    updates = int(page_window(max(t, SHORTEST))[1])
    return AveragingScene("", experiment(gradient, beta, updates, 0), t)


def readout_of(distribution: Distribution) -> str:
    """The lab's rows below its pictures, with Adam's estimates where there are any."""
    return _text(lab(specimen(distribution.name, distribution.values).scene(), SIZE))


def shows(distribution: Distribution) -> bool:
    """Whether the lab has the two moments and the variance on screen."""
    shown = readout_of(distribution)
    values = (*distribution.moments[:2], distribution.variance)
    return all(f"= {brief(value)} " in shown for value in values)


def readout_of_restarts(scene: AveragingScene) -> str:
    return _text(averaging(scene, SIZE))


def _text(rows: Sequence[Row]) -> str:
    """The rows on one line, without the columns' blanks."""
    return " ".join(" ".join(plain(row) for row in rows).split())
