"""Many restarts of one moving average, against what the moments predict, as rows of text.

    heading
    their mean       their standard deviation
    predicted and simulated, after update t

The pictures depend on the experiment, the update and the size alone, and are kept by these.
"""

from __future__ import annotations

import math
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from adamtui.charts.columns import Function
from adamtui.charts.graph import Graph, Mark, graph
from adamtui.core.problem import Array, Interval
from adamtui.core.restarts import Experiment
from adamtui.ink import Ink, Row, Run
from adamtui.panels.averaging_scene import AveragingScene
from adamtui.panels.derivation import one_line
from adamtui.panels.laboratory import Layout
from adamtui.panels.numbers import brief
from adamtui.panels.places import Size
from adamtui.typeset import cells

PICTURES = 9
READOUT = 7
ROWS_IN_LESSON = 1 + PICTURES + READOUT
_LEFT = 0.5
_WORD, _SIGN, _PREDICTED = 9, 32, 13
_ROOMY = 72
"""Cells from which on there is room for the formulas."""

_QUIET = Ink("muted")
_BOLD = Ink(bold=True)
_MATH = Ink("math")
_TITLE = Ink("title", bold=True)


def averaging(scene: AveragingScene, size: Size) -> list[Row]:
    """`size[1]` rows of at most `size[0]` cells."""
    return Layout(
        heading=(Run(scene.title, _TITLE), Run(about(scene), _QUIET)),
        left=partial(means, scene.experiment, scene.t),
        right=partial(spreads, scene.experiment, scene.t),
        readout=_readout(scene, size[0]),
        steps=scene.steps,
        busy=scene.busy,
        share=_LEFT,
    ).rows(size)


def about(scene: AveragingScene) -> str:
    """What is averaged, after the title."""
    return (
        f" · m = β₁·m + (1 − β₁)·g, {scene.experiment.count:,} times from m = 0 · m̂ = m/(1 − β₁ᵗ)"
    )


@lru_cache(maxsize=4)
def means(done: Experiment, t: int, size: Size) -> list[Row]:
    """The mean over the restarts of m and of m̂, over what is predicted, and one m̂ by itself."""
    seen, told = done.simulated, done.predicted
    low, high = min(0.0, done.mean), max(0.0, done.mean)
    noise = 4 * float(told.m_hat_sd[0]) / math.sqrt(done.count)
    room = max(0.25 * (high - low), noise) or 0.5
    bounds = (low - room, high + room)
    graphs = [
        Graph("", _over(told.m), "muted"),
        Graph("", _over(told.m_hat), "muted"),
        Graph("one m̂", _over(_within(seen.one, bounds)), "rule"),
        Graph("mean of m", _over(seen.m), "series-0"),
        Graph("mean of m̂", _over(seen.m_hat), "series-1"),
    ]
    marks = [_mark(t, seen.m, "series-0"), _mark(t, seen.m_hat, "series-1")]
    view = ((0.0, float(len(seen.m))), bounds)
    return graph(graphs, view, size, marks=marks, under=float(t))


@lru_cache(maxsize=4)
def spreads(done: Experiment, t: int, size: Size) -> list[Row]:
    """The standard deviation over the restarts, and the floor that both come to."""
    seen, told = done.simulated, done.predicted
    graphs = [
        Graph("", _over(told.m_hat_sd), "muted"),
        Graph("sd of m", _over(seen.m_sd), "series-0"),
        Graph("sd of m̂", _over(seen.m_hat_sd), "series-1"),
        Graph("floor", lambda at: np.full(at.shape, told.floor), "bad"),
    ]
    marks = [_mark(t, seen.m_sd, "series-0"), _mark(t, seen.m_hat_sd, "series-1")]
    top = float(told.m_hat_sd[0]) or 1.0
    view = ((0.0, float(len(seen.m))), (0.0, 1.1 * top))
    return graph(graphs, view, size, marks=marks, under=float(t))


def _within(values: Array, bounds: Interval) -> Array:
    """nan for what is out of sight: joined up, it would be a wall."""
    return np.where((values >= bounds[0]) & (values <= bounds[1]), values, np.nan)


def _over(values: Array) -> Function:
    """The values at t = 1 … T as a function of t, straight between; nan before 1."""
    ts = np.arange(1, len(values) + 1)
    return lambda t: np.interp(t, ts, values, left=np.nan)


def _mark(t: int, values: Array, ink: str) -> Mark:
    return Mark(float(t), float(values[t - 1]), ink=ink)


def _readout(scene: AveragingScene, width: int) -> list[Row]:
    """The numbers, and how to see more."""
    return [*numbers(scene, width), _product(scene, width)]


def numbers(scene: AveragingScene, width: int) -> list[Row]:
    """Predicted against simulated, after update t; then what that does not say."""
    done, i = scene.experiment, scene.t - 1
    seen, told = done.simulated, done.predicted
    root = math.sqrt(done.count)
    formula = f"μ(1 − β₁ᵗ) = {brief(done.mean)}·{brief(1 - done.beta1**scene.t)}"
    sign = _SIGN if width >= _ROOMY else 0
    first = f"after update {scene.t}"
    lines = [
        _Line("E[m]", formula, told.m[i], seen.m[i], seen.m_sd[i] / root),
        _Line(
            "E[m̂]",
            "μ: unbiased, for every t",
            told.m_hat[i],
            seen.m_hat[i],
            seen.m_hat_sd[i] / root,
        ),
        _Line("sd of m̂", "its noise, of one restart", told.m_hat_sd[i], seen.m_hat_sd[i]),
        _Line("floor", "σ√((1 − β₁)/(1 + β₁)), for ever", told.floor),
    ]
    head = f"{first:{_WORD + sign}}  {'predicted':{_PREDICTED}}over the restarts"
    return [
        (Run(head, _QUIET),),
        *(line.row(sign) for line in lines),
        (Run("Right on average is not settled: one m̂ never stops.", _QUIET),),
    ]


class _Line(NamedTuple):
    """One row of the readout: what is predicted, and what was seen, with its standard error."""

    word: str
    formula: str
    predicted: float
    seen: float | None = None
    error: float = 0.0

    def row(self, sign: int) -> Row:
        """The row, with `sign` cells for the formula."""
        runs = [
            Run(f"{self.word}{' ' * (_WORD - cells(self.word))}", _BOLD),
            Run(f"{self.formula:{sign}}"[:sign], _MATH),
            Run(f"= {brief(float(self.predicted)):{_PREDICTED}}", _BOLD),
        ]
        if self.seen is not None:
            known = self.error > 1e-12 * abs(self.seen)
            spread = f" ± {_rounded(self.error, 2)}" if known else ""
            runs += [Run(_rounded(self.seen, 5)), Run(spread, _QUIET)]
        return tuple(runs)


def _rounded(value: float, digits: int) -> str:
    return brief(float(f"{value:.{digits}g}"))


def _product(scene: AveragingScene, width: int) -> Row:
    """M of m as SymPy writes it out where t is small enough, else how to see it for a small t."""
    hint = Run("i shows every step of the derivation", _QUIET)
    product = next((step.tex for step in scene.steps if step.key == "product"), "")
    if scene.busy:
        return (Run(f"{scene.busy} SymPy is multiplying out", _QUIET),)
    told = f"i derives {one_line(product)}"
    return (Run(told, _MATH),) if product and cells(told) <= width else (hint,)
