"""Many restarts of one moving average, against what the moments predict, as rows of text.

heading
their mean       their standard deviation
predicted and simulated, after update t
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from adamtui.algebra.mgf import Step
from adamtui.charts.cells import fit
from adamtui.charts.graph import Function, Graph, Mark, graph
from adamtui.core.problem import Array
from adamtui.core.restarts import Prediction, Restarts
from adamtui.ink import Ink, Row, Run
from adamtui.panels.derivation import excerpt, one_line
from adamtui.panels.numbers import brief
from adamtui.typeset import cells

NARROWEST, LOWEST = 54, 13
PICTURES = 9
READOUT = 7
ROWS_IN_LESSON = 1 + PICTURES + READOUT
TALLEST = 16
_GAP = 1
_WORD, _SIGN, _PREDICTED = 9, 32, 13

_QUIET = Ink("muted")
_BOLD = Ink(bold=True)
_MATH = Ink("math")
_TITLE = Ink("title", bold=True)


@dataclass(frozen=True, eq=False, slots=True)
class AveragingScene:
    """All that the picture is made of; the arrays hold t = 1 … T."""

    title: str
    beta1: float
    t: int
    """The update looked at, 1 … T."""
    count: int
    """How many restarts."""
    mean: float
    """E[g], which the average is an estimate of."""
    simulated: Restarts
    predicted: Prediction
    steps: Sequence[Step] = ()
    """What SymPy has derived for this t so far."""
    busy: str = ""


def averaging(scene: AveragingScene, size: tuple[int, int]) -> list[Row]:
    """`size[1]` rows of at most `size[0]` cells."""
    width, height = size
    if width < NARROWEST or height < LOWEST:
        text = f"too small: {NARROWEST}×{LOWEST} cells are needed"
        return [(Run(text.center(width)[:width], Ink("warn")),)]
    pictures = min(height - 1 - READOUT, TALLEST)
    left = (width - _GAP) // 2
    means = _means(scene, (left, pictures))
    spreads = _spreads(scene, (width - left - _GAP, pictures))
    rows = [
        fit([Run(scene.title, _TITLE), Run(_heading(scene), _QUIET)], width),
        *((*a, Run(" " * _GAP), *b) for a, b in zip(means, spreads, strict=True)),
        *(fit(row, width) for row in _readout(scene)),
    ]
    return [*rows, *excerpt(scene.steps, (width, height - len(rows)), busy=scene.busy)]


def _heading(scene: AveragingScene) -> str:
    return f"  m = β₁·m + (1 − β₁)·g from m₀ = 0, started {scene.count:,} times"


def _means(scene: AveragingScene, size: tuple[int, int]) -> list[Row]:
    """The mean over the restarts of m and of m̂, over what is predicted."""
    seen, told = scene.simulated, scene.predicted
    low, high = min(0.0, scene.mean), max(0.0, scene.mean)
    room = 0.25 * (high - low) or 0.5
    graphs = [
        Graph("", _over(told.m), "muted"),
        Graph("", _over(told.m_hat), "muted"),
        Graph("mean of m", _over(seen.m), "series-0"),
        Graph("of m̂ = m/(1 − β₁ᵗ)", _over(seen.m_hat), "series-1"),
    ]
    marks = [_mark(scene.t, seen.m, "series-0"), _mark(scene.t, seen.m_hat, "series-1")]
    view = ((0.0, float(len(seen.m))), (low - room, high + room))
    return graph(graphs, view, size, marks=marks, under=float(scene.t))


def _spreads(scene: AveragingScene, size: tuple[int, int]) -> list[Row]:
    """The standard deviation over the restarts, and the floor that it never gets below."""
    seen, told = scene.simulated, scene.predicted
    graphs = [
        Graph("", _over(told.m_hat_sd), "muted"),
        Graph("floor", lambda t: np.full(t.shape, told.floor), "bad"),
        Graph("sd of m", _over(seen.m_sd), "series-0"),
        Graph("of m̂", _over(seen.m_hat_sd), "series-1"),
    ]
    marks = [_mark(scene.t, seen.m_sd, "series-0"), _mark(scene.t, seen.m_hat_sd, "series-1")]
    top = float(told.m_hat_sd[0]) or 1.0
    view = ((0.0, float(len(seen.m))), (0.0, 1.1 * top))
    return graph(graphs, view, size, marks=marks, under=float(scene.t))


def _over(values: Array) -> Function:
    """The values at t = 1 … T as a function of t, straight between; nan before 1."""
    ts = np.arange(1, len(values) + 1)
    return lambda t: np.interp(t, ts, values, left=np.nan)


def _mark(t: int, values: Array, ink: str) -> Mark:
    return Mark(float(t), float(values[t - 1]), ink=ink)


def _readout(scene: AveragingScene) -> list[Row]:
    """Predicted against simulated, after update t; then what that does not say."""
    i, seen, told = scene.t - 1, scene.simulated, scene.predicted
    root = math.sqrt(scene.count)
    share = 1 - scene.beta1**scene.t
    first = f"after update {scene.t}"
    rows: list[Row] = [
        (Run(f"{first:{_WORD + _SIGN}}  {'predicted':{_PREDICTED}}over the restarts", _QUIET),),
        _line(
            "E[m]",
            f"μ(1 − β₁ᵗ) = {brief(scene.mean)}·{brief(share)}",
            told.m[i],
            seen.m[i],
            seen.m_sd[i] / root,
        ),
        _line(
            "E[m̂]",
            "μ: unbiased, for every t",
            told.m_hat[i],
            seen.m_hat[i],
            seen.m_hat_sd[i] / root,
        ),
        _line("sd of m̂", "its noise, of one restart", told.m_hat_sd[i], seen.m_hat_sd[i]),
        _line("floor", "σ√((1 − β₁)/(1 + β₁)), for ever", told.floor),
        (
            Run(
                "Right on average is not the same as settled: one restart never stops moving.",
                _QUIET,
            ),
        ),
        _product(scene),
    ]
    return rows


def _line(
    word: str, sign: str, predicted: float, simulated: float | None = None, error: float = 0.0
) -> Row:
    runs = [
        Run(f"{word}{' ' * (_WORD - cells(word))}", _BOLD),
        Run(f"{sign:{_SIGN}}", _MATH),
        Run(f"= {brief(float(predicted)):{_PREDICTED}}", _BOLD),
    ]
    if simulated is not None:
        spread = f" ± {error:.2g}" if error else ""
        runs += [Run(f"{float(simulated):.5g}"), Run(spread, _QUIET)]
    return tuple(runs)


def _product(scene: AveragingScene) -> Row:
    """M of m as SymPy writes it out, where t is small enough."""
    product = next((step.tex for step in scene.steps if step.key == "product"), "")
    if product:
        return Run(one_line(product), _MATH), Run(f"  {scene.busy}", _QUIET)
    if scene.busy:
        return (Run(f"{scene.busy} SymPy is multiplying out", _QUIET),)
    return (Run("i derives this, from the moment generating function of m", _QUIET),)
