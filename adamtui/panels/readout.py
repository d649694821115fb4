"""The geometry at t = 0 in numbers: slope, curvature and variance, and what Adam makes of them."""

from __future__ import annotations

import math
from functools import lru_cache
from textwrap import wrap

from adamtui.algebra.mgf import Summary, summary
from adamtui.charts.cells import fit
from adamtui.core.distribution import Distribution
from adamtui.ink import Ink, Row, Run
from adamtui.panels.derivation import one_line
from adamtui.panels.lab_scene import Averages, LabScene
from adamtui.panels.numbers import brief
from adamtui.typeset import cells

ROWS = 6
"""Rows that the readout takes."""

_WORD, _SIGN, _NUMBER = 10, 15, 12
"""Columns of the word, the formula and the number."""
_SYMBOLS = 17
"""Cells for what SymPy finds; where it is longer it is left to the derivation."""

_UNCENTRED = "E[g²] is uncentred: squares of g itself, not of its distance from E[g]."

_QUIET = Ink("muted")
_BOLD = Ink(bold=True)
_MATH = Ink("math")
_BAD = Ink("warn")
_TITLE = Ink("title", bold=True)


def heading(scene: LabScene, width: int) -> Row:
    """The distribution, and on the right M(t) as SymPy has derived it, or that it is at it."""
    formula = _closed_form(scene)
    room = width - cells(scene.title)
    if cells(formula) + 2 > room:
        formula = "" if not scene.busy else scene.busy
    gap = " " * max(room - cells(formula), 1)
    return Run(scene.title, _TITLE), Run(gap), Run(formula, _QUIET if scene.busy else _MATH)


def _closed_form(scene: LabScene) -> str:
    if scene.distribution.log_mgf is None:
        return "M(t) does not exist"
    found = summary(scene.steps).mgf
    if found is None:
        return f"{scene.busy} SymPy is deriving M(t)" if scene.busy else ""
    text = f"M(t) = {one_line(found)}"
    return f"{scene.busy} {text}" if scene.busy else text


def readout(scene: LabScene, width: int) -> list[Row]:
    """`ROWS` rows: three numbers, what they mean, where M(t) ends."""
    formulas = summary(scene.steps)
    rows = [
        _line("slope", "M′(0) = E[g]", 0, scene, formulas),
        _line("curvature", "M″(0) = E[g²]", 1, scene, formulas),
        _variance(scene.distribution, formulas),
        (Run(_UNCENTRED, _QUIET),),
        *((Run(line, _BAD),) for line in _wrapped(scene.distribution.why, width)),
        (Run("i shows every step of the derivation", _QUIET),),
    ]
    rows += [()] * (ROWS - len(rows))
    return [fit(row, width) for row in rows[:ROWS]]


@lru_cache(maxsize=64)
def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width)


def _line(word: str, sign: str, k: int, scene: LabScene, formulas: Summary) -> Row:
    """`slope  M′(0) = E[g] = 0.5  μ`, and on the right Adam's own estimate of it."""
    distribution = scene.distribution
    if distribution.log_mgf is None:
        word, sign = ("mean", "E[g]") if k == 0 else ("square", "E[g²]")
    symbols = formulas.at_zero[k] if k < len(formulas.at_zero) else ""
    value = _value(distribution.moments[k])
    return (*_numbers(word, sign, value, symbols), Run(_tracked(k, scene.averages), _QUIET))


def _tracked(k: int, averages: Averages | None) -> str:
    """Which of Adam's buffers follows this moment, and, in a run, how far it has come."""
    buffer, hat = ("m", "m̂") if k == 0 else ("v", "v̂")
    if averages is None:
        return f"tracked by Adam's {buffer}"
    if averages.trained == 0:
        return f"no {hat} before t = 1"
    value = averages.m_hat if k == 0 else averages.v_hat
    return f"Adam's {hat} {_short(value)}"


def _variance(distribution: Distribution, formulas: Summary) -> Row:
    first, second = distribution.moments[:2]
    sign = "M″(0) − M′(0)²" if distribution.log_mgf is not None else "E[g²] − E[g]²"
    row = _numbers("variance", sign, _value(distribution.variance), formulas.variance)
    if not math.isfinite(second - first):
        return row
    return (*row, Run(f"{_short(second)} − {_short(first * first)}", _QUIET))


def _numbers(word: str, sign: str, value: str, symbols: str) -> Row:
    """The first four columns."""
    shown = one_line(symbols) if symbols else ""
    if cells(shown) > _SYMBOLS:
        shown = "…"
    return (
        Run(f"{word:{_WORD}}", _QUIET),
        Run(f"{sign:{_SIGN}}", _MATH),
        Run(f"= {value:{_NUMBER}}", _BOLD),
        Run(shown + " " * (_SYMBOLS + 1 - cells(shown)), _MATH),
    )


def _short(value: float) -> str:
    """A number to compare with another, which is given in full."""
    return brief(float(f"{value:.3g}"))


def _value(value: float) -> str:
    if math.isnan(value):
        return "undefined"
    return "infinite" if math.isinf(value) else brief(value)
