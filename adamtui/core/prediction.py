"""A prediction: what a reader types for the next line of an update, read and judged.

Right is what lies within a tolerance of the run's own value and no nearer to what a usual mistake
gives; of what is wrong, the mistake that it fits is told (`core.mistakes`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from adamtui.core.answers import AnswerError, typed_number
from adamtui.core.formula import symbol
from adamtui.core.mistakes import PLACES, Mistake, mistakes
from adamtui.core.notation import PAPER, Notation
from adamtui.core.position import Position
from adamtui.core.problem import Problem
from adamtui.core.problems import PROBLEMS
from adamtui.core.spelling import spelled
from adamtui.core.term import Term
from adamtui.core.trace import Trace

MOST = 2
"""How many coordinates of a line may be answered at once."""
SHARE = 0.005
"""How far a number may be off, as a share of it; of a point, as a share of the step to it."""

_SHOWN = 6
"""Significant digits that a line worked out shows: a reader computes with no more."""
_MOST_ROUNDED = 0.4
"""The share of a step that may be lost to rounding the point."""
_AS_WELL = 0.01
"""A share of what is near enough: mistakes that differ by less fit a number equally well."""
_CANCELLED = 1e-9
"""What may be left of terms that cancel, as a share of them."""
_ZERO = 1e-12
_ALSO = {"lr": "eta", "eps": "epsilon", "weight_decay": "lambda"}
_SPELLED = {
    "Δ": "delta",
    **dict.fromkeys(("θ′", "θ'", "theta'", "theta′"), "theta_decayed"),
    "g̃": "g_l2",
}
"""Signs on screen that a formula in letters has no word for."""


class Verdict(NamedTuple):
    """How a prediction was."""

    right: bool
    typed: tuple[float, ...]
    values: tuple[float, ...]
    """What the run has for each number typed."""
    wrong: int = 0
    """Which of the numbers is the first that is wrong."""
    mistake: Mistake | None = None
    """What was done there, where a usual mistake fits."""


def asked(problem: Problem, line: str) -> bool:
    """Whether a line can be predicted: not a gradient that is drawn or given, nor its count."""
    seeded = problem.name in PROBLEMS and PROBLEMS[problem.name].seeded
    return line not in ("t", "g") or (bool(problem.slopes) and not seeded)


def known(trace: Trace, at: Position, coordinate: int, names: Notation = PAPER) -> dict[str, float]:
    """What may stand in a formula, as it is on screen: the run's settings, θ, the buffers.

    A buffer whose line is not reached in this update has the value that the one before left. All
    have the names of the lines; those that `names` gives them mean what they mean there.
    """
    hyper = {k: v for k, v in trace.run.hyper.items() if not isinstance(v, str)}
    found: dict[str, float] = {**hyper, **{_ALSO[k]: v for k, v in hyper.items() if k in _ALSO}}
    lines = _on_screen(trace, at)
    for key, value in lines.items():
        found[key] = float(np.ravel(value)[coordinate if np.ndim(value) else 0])
    for name, value in zip(trace.run.problem.names, np.ravel(lines["theta"]), strict=False):
        if trace.dimension <= MOST and name.isidentifier():
            found.setdefault(name, float(value))
    shown = {spelled(symbol(key, names)): found[key] for key in lines}
    return found | {sign: value for sign, value in shown.items() if sign.isidentifier()}


def _on_screen(trace: Trace, at: Position) -> dict[str, Any]:
    """Each line's value where one stands; none for a line that has not been computed yet."""
    if at == trace.walk.start:
        return dict(trace.step(at.t).values)
    before, now = trace.step(at.t - 1).values, trace.step(at.t).values
    each = {name: now[name] for name in trace.lines[: at.line]}
    return {**before, **each}


def read(text: str, trace: Trace, at: Position, names: Notation = PAPER) -> tuple[float, ...]:
    """The number typed, or two with a comma between, for the first coordinates.

    Raises AnswerError, with what would be read, for what cannot be.
    """
    plain = text
    for sign, word in _SPELLED.items():
        plain = plain.replace(sign, word)
    parts = _parted(plain) if trace.dimension > 1 else [plain]
    if len(parts) > MOST:
        raise AnswerError(f"at most {MOST} numbers are read, with a comma between", 1)
    begun, found = 0, []
    for i, part in enumerate(parts):
        try:
            found.append(typed_number(part, known(trace, at, i, names)))
        except AnswerError as error:
            raise AnswerError(error.message, begun + error.column) from error
        begun += len(part) + 1
    return tuple(found)


def _parted(text: str) -> list[str]:
    """The text at its commas that stand in no brackets."""
    depth, parts = 0, [""]
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def judge(
    trace: Trace,
    t: int,
    line: str,
    typed: Sequence[float],
    coordinate: int = 0,
    names: Notation = PAPER,
) -> Verdict:
    """How the numbers typed for a line of update t are, that of `coordinate` first.

    The update is recorded where it is not yet. Of a line that is one number, one is looked at.
    """
    trace.extend_to(t)
    row = np.ravel(trace.step(t).values[line])[coordinate:]
    numbers = tuple(typed[: len(row)])
    values = tuple(float(value) for value in row[: len(numbers)])
    found = list(mistakes(trace, t, line, names))
    for i, (number, value) in enumerate(zip(numbers, values, strict=True)):
        at = coordinate + i
        reach = _tolerance(trace, t, line, at)
        others = [each for each in found if _differs(float(each.values[at]), value, reach)]
        near = [float(each.values[at]) for each in others if not each.far]
        if not _right(number, value, reach, near):
            mistake = _fitting(number, others, at, None if line not in PLACES else reach)
            return Verdict(False, numbers, values, i, mistake)
    return Verdict(True, numbers, values)


def _differs(wrong: float, value: float, reach: float) -> bool:
    return math.isfinite(wrong) and not abs(wrong - value) <= reach


def _right(number: float, value: float, reach: float, wrong: Sequence[float]) -> bool:
    """Whether a number is near enough, and nearer to the value than to all that is wrong."""
    if not math.isfinite(value) or not math.isfinite(number):
        return number == value or (math.isnan(number) and math.isnan(value))
    off = abs(number - value)
    return off <= reach and not any(abs(number - each) < off for each in wrong)


def _fitting(
    number: float, those: Sequence[Mistake], at: int, reach: float | None
) -> Mistake | None:
    """The mistake that a number fits, within `reach` or its own share; the first of equals."""
    near = []
    for each in those:
        value = float(each.values[at])
        share = max(SHARE * abs(value), _ZERO) if reach is None else reach
        if abs(number - value) <= share:
            near.append((abs(number - value) / share, each))
    best = min((off for off, _ in near), default=0.0) + _AS_WELL
    return next((each for off, each in near if off <= best), None)


def _tolerance(trace: Trace, t: int, line: str, at: int) -> float:
    """How far a number may be from the line's value."""
    value = _coordinate(trace.step(t).values[line], at)
    if line not in PLACES:
        return max(SHARE * abs(value), _left_over(trace, t, line, at), _ZERO * (value == 0))
    step = abs(value - _coordinate(trace.step(t - 1).values["theta"], at))
    if step == 0:
        return _CANCELLED * abs(value) or _ZERO
    return SHARE * step + min(_half_a_digit(value), _MOST_ROUNDED * step)


def _left_over(trace: Trace, t: int, line: str, at: int) -> float:
    """What rounding may leave of a sum whose terms cancel."""
    term: Term = next(each.term for each in trace.equations if each.name == line)
    if term.op not in ("+", "-"):
        return 0.0
    symbols: Mapping[str, Any] = trace.known(t)
    return _CANCELLED * max(abs(_coordinate(part.value(symbols), at)) for part in term.args)


def _half_a_digit(value: float) -> float:
    """Half a unit of the last digit that is shown of a value."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - _SHOWN + 1)


def _coordinate(value: Any, at: int) -> float:
    """A coordinate of a line, or the number that it is."""
    return float(np.ravel(value)[at if np.ndim(value) else 0])
