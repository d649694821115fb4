"""The live parts of the lesson on moments: what they are set to, and what is on their screens."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from adamtui.charts.scale import page_window
from adamtui.core.distribution import Distribution
from adamtui.core.gradients import training
from adamtui.core.moments import family
from adamtui.core.restarts import Prediction, Restarts, predicted, restarts
from adamtui.ink import Row, plain
from adamtui.panels.averaging import AveragingScene, averaging
from adamtui.panels.lab import lab
from adamtui.panels.lab_scene import Averages, LabScene
from adamtui.panels.numbers import brief
from adamtui.widgets.averaging import RESTARTS, SHORTEST

LESSON = Path(__file__).parents[1] / "lessons" / "10-layer-0-moments.md"
SIZE = (120, 20)
"""Wide enough for every number of a readout."""


class Simulation(NamedTuple):
    """The restarts of the lesson's moving average; `t` is the update looked at."""

    t: int
    beta1: float
    mean: float
    simulated: Restarts
    predicted: Prediction


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


def restarted(part_id: str, t: int, *, beta1: float | None = None) -> Simulation:
    """The restarts that the part shows with its slider on `t`; as many updates as it draws."""
    given = numbers(part_id)
    beta = given.pop("beta1") if beta1 is None else beta1
    names = {knob.name for knob in family(options(part_id)["dist"]).knobs}
    gradient = family(options(part_id)["dist"]).at(**{k: given[k] for k in names})
    updates = int(page_window(max(t, SHORTEST))[1])
    draws = gradient.draw(np.random.default_rng(0), (RESTARTS, updates))
    mean, sd = gradient.moments[0], math.sqrt(gradient.variance)
    told = predicted(mean, sd, beta, updates)
    return Simulation(t, beta, mean, restarts(draws, beta), told)


def readout_of(distribution: Distribution) -> str:
    """The lab's rows below its pictures, with Adam's estimates where there are any."""
    values, averages = distribution.values, None
    if distribution.name == "digits":
        trained, weight = int(values["trained"]), int(values["weight"])
        averages = Averages(trained, *training().averages(trained, weight))
    return _text(lab(LabScene(distribution, "", averages=averages), SIZE))


def shows(distribution: Distribution) -> bool:
    """Whether the lab has the two moments and the variance on screen."""
    shown = readout_of(distribution)
    values = (*distribution.moments[:2], distribution.variance)
    return all(f"= {brief(value)} " in shown for value in values)


def readout_of_restarts(run: Simulation) -> str:
    scene = AveragingScene(
        title="",
        beta1=run.beta1,
        t=run.t,
        count=RESTARTS,
        mean=run.mean,
        simulated=run.simulated,
        predicted=run.predicted,
    )
    return _text(averaging(scene, SIZE))


def _text(rows: Sequence[Row]) -> str:
    """The rows on one line, without the columns' blanks."""
    return " ".join(" ".join(plain(row) for row in rows).split())
