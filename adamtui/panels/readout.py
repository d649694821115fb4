"""The geometry at t = 0 in numbers: slope, curvature and variance, and what Adam makes of them."""

from __future__ import annotations

import math
from functools import lru_cache, partial
from textwrap import wrap
from typing import NamedTuple

from adamtui.algebra.steps import Summary, summary
from adamtui.ink import Ink, Row, Run
from adamtui.panels.derivation import one_line
from adamtui.panels.lab_scene import Averages, LabScene
from adamtui.panels.numbers import brief
from adamtui.typeset import cells

ROWS = 5
"""Rows that the readout takes."""

_WORD, _SIGN, _NUMBER = 10, 15, 12
"""Columns of the word, the formula and the number."""
_SYMBOLS = 17
"""Cells for what SymPy finds; where it is longer it is left to the derivation."""
_REMARK, _SHORT_REMARK = 19, 14
"""Cells for a remark, with and without formulas beside it."""
_ROOMY = 72
"""Cells from which on there is room for all columns."""

_UNCENTRED = (
    "E[g²] is uncentred: squares of g itself, not of its distance from E[g].",
    "E[g²] is uncentred: measured from 0, not from E[g].",
)
_KEYS = "i shows every step of the derivation"

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
    """At least `ROWS` rows: three numbers, where M(t) ends or what E[g²] is, how to see more."""
    rows = numbers(scene, width)
    rows += [(Run(text, _QUIET),) for text in (_UNCENTRED[width < _ROOMY], _KEYS)][
        : max(ROWS - len(rows), 0)
    ]
    return rows + [()] * (ROWS - len(rows))


def numbers(scene: LabScene, width: int) -> list[Row]:
    """Mean, square and variance, and why there is no M(t) where there is none."""
    formulas, roomy = summary(scene.steps), width >= _ROOMY
    lines = [*map(partial(_moment, scene, formulas), (0, 1)), _variance(scene, formulas)]
    rows: list[Row] = [line.row(roomy=roomy) for line in lines]
    return [*rows, *((Run(line, _BAD),) for line in _wrapped(scene.distribution.why, width))]


@lru_cache(maxsize=64)
def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width)


class _Line(NamedTuple):
    """One row: a number, its name, sign and formula, and a remark, in full and in short."""

    word: str
    sign: str
    value: float
    formula: str
    remarks: tuple[str, str] = ("", "")

    def row(self, *, roomy: bool) -> Row:
        """The row; where there is little room without the formula and with the short remark."""
        shown = one_line(self.formula) if roomy and self.formula else ""
        if cells(shown) > _SYMBOLS:
            # It can be read in the derivation.
            shown = ""
        column = " " * (_SYMBOLS + 1 - cells(shown)) if roomy else ""
        return (
            Run(f"{self.word:{_WORD}}", _QUIET),
            Run(f"{self.sign:{_SIGN}}", _MATH),
            Run(f"= {_value(self.value):{_NUMBER}} ", _BOLD),
            Run(shown + column, _MATH),
            Run(self.remarks[not roomy], _QUIET),
        )


def _moment(scene: LabScene, formulas: Summary, k: int) -> _Line:
    """E[g] as the slope, E[g²] as the curvature; beside it Adam's own estimate of it."""
    curve = scene.distribution.log_mgf is not None
    word = (("mean", "square"), ("slope", "curvature"))[curve][k]
    sign = (("E[g]", "E[g²]"), ("M′(0) = E[g]", "M″(0) = E[g²]"))[curve][k]
    value = scene.distribution.moments[k]
    formula = formulas.at_zero[k] if k < len(formulas.at_zero) else ""
    remarks = _tracked(k, scene.averages) if math.isfinite(value) else ("", "")
    return _Line(word, sign, value, formula, remarks)


def _tracked(k: int, averages: Averages | None) -> tuple[str, str]:
    """Which of Adam's buffers follows this moment, and, in a run, how far it has come."""
    buffer, hat = (("m", "m̂"), ("v", "v̂"))[k]
    if averages is None:
        return (f"{('the mean', 'uncentred')[k]}: Adam's {buffer}", f"Adam's {buffer}")
    if averages.trained == 0:
        return (f"no {hat} before t = 1", f"no {hat} yet")
    value = (averages.m_hat, averages.v_hat)[k]
    return (f"Adam's {hat} {_short(value)}", f"{hat} {_short(value)}")


def _variance(scene: LabScene, formulas: Summary) -> _Line:
    distribution = scene.distribution
    first, second = distribution.moments[:2]
    sign = "M″(0) − M′(0)²" if distribution.log_mgf is not None else "E[g²] − E[g]²"
    told = ""
    if math.isfinite(distribution.variance):
        told = f"{brief(second)} − {brief(first * first)}"
        if len(told) > _REMARK:
            told = f"{_short(second)} − {_short(first * first)}"
    remarks = (told, told if len(told) <= _SHORT_REMARK else "")
    return _Line("variance", sign, distribution.variance, formulas.variance, remarks)


def _short(value: float) -> str:
    """A number to compare with another, which is given in full."""
    return brief(float(f"{value:.3g}"))


def _value(value: float) -> str:
    if math.isnan(value):
        return "undefined"
    return "infinite" if math.isinf(value) else brief(value)
