"""Settings solved from a record: the learning rate, ε, or a rate that changes, that explain it.

Nothing here says that they do: what is solved from one value is held against all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from adamtui.core.agreement import Difference, Given
from adamtui.core.engine import Run
from adamtui.core.hyper import KNOBS
from adamtui.core.rulebook import Rule
from adamtui.core.rules import Buffers, Hyper, Lines, Value
from adamtui.core.trace import Trace

_DIGITS = (1, 2, 3, 6, 12, 17)
"""A setting that somebody chose has few: so many are tried."""
_STRAIGHT = 1e-6
"""How far three points on a line may be off it."""
_NOTHING = 1e-6
"""An ε that is so small a part of what it should be is what rounding leaves of none."""


def rates(run: Run, first: Difference) -> Iterator[float]:
    """Learning rates that would explain a first difference in θ or Δ, roundest first."""
    if first.line not in ("theta", "delta") or not math.isfinite(first.yours):
        return
    begun = float(run.problem.start[first.coordinate]) if first.line == "theta" else 0.0
    step = first.expected - begun
    if math.isfinite(step) and step:
        yield from _rounded("lr", run.hyper["lr"] * (first.yours - begun) / step)


def epsilons(run: Run, given: Given, first: Difference) -> Iterator[float]:
    """Values of ε that would explain a first difference in θ or Δ, roundest first."""
    if first.line not in ("theta", "delta") or "eps" not in run.hyper:
        return
    trace = Trace(run)
    trace.extend_to(first.t)
    steps = _steps(trace, given, first.t)
    now = [_one_update(trace, first.t, run.hyper["eps"] + more) for more in (0.0, 1.0, 2.0)]
    with np.errstate(all="ignore"):
        moved = {i: abs(step / now[0][i] - 1) for i, step in steps.items()}
    for i in sorted(moved, key=lambda i: -moved[i] if math.isfinite(moved[i]) else 0.0)[:1]:
        solved = _on_a_line([float(each[i]) for each in now], steps[i])
        if solved is not None and run.hyper["eps"] + solved > _NOTHING * run.hyper["eps"]:
            yield from _rounded("eps", run.hyper["eps"] + solved)


def _one_update(trace: Trace, t: int, eps: float) -> Any:
    """Δ in update t alone by another ε."""
    run = replace(trace.run, hyper={**trace.run.hyper, "eps": eps})
    fork = trace.fork(t - 1, run)
    fork.extend_to(t)
    return fork.step(t).values["delta"]


def _on_a_line(deltas: list[float], yours: float) -> float | None:
    """How much ε is larger, where 1/Δ or 1/Δ², at 0, 1 and 2 more, is on a straight line."""
    if not all(map(math.isfinite, (*deltas, yours))) or 0.0 in (*deltas, yours):
        return None
    for power in (1, 2):
        a, b, c = (abs(each) ** -power for each in deltas)
        if abs((c - b) - (b - a)) <= _STRAIGHT * abs(c - a) and yours * deltas[0] > 0:
            return float((abs(yours) ** -power - a) / (b - a)) if b != a else None
    return None


def _steps(trace: Trace, given: Given, t: int) -> dict[int, float]:
    """The record's own Δ in update t by coordinate, as given or as the way that θ went."""
    known = {cell: value for cell, value in _row(given, t).items() if math.isfinite(value)}
    before = _row(given, t - 1)
    now, then = trace.step(t).values, trace.step(t - 1).values
    found = {i: value for (line, i), value in known.items() if line == "delta"}
    for (line, i), value in known.items():
        if line == "theta" and i not in found:
            point = now["theta"][i] - now["delta"][i]
            found[i] = value - (
                point + before.get(("theta", i), then["theta"][i]) - then["theta"][i]
            )
    return {i: float(value) for i, value in found.items()}


def _row(given: Given, t: int) -> Mapping[tuple[str, int], float]:
    at = int(given.ts.searchsorted(t))
    if at == len(given.ts) or given.ts[at] != t:
        return {}
    return {
        cell: float(given.values[at, k]) for k, cell in enumerate(given.cells) if given.known[at, k]
    }


def _rounded(name: str, value: float) -> Iterator[float]:
    if value > 0 and math.isfinite(value):
        for digits in _DIGITS:
            rounded = float(f"{value:.{digits}g}")
            if KNOBS[name].fault(rounded) is None:
                yield rounded


def changing(run: Run, given: Given) -> tuple[Run, Callable[[], Mapping[int, float]]] | None:
    """The run with the rate that each step of the record has; its factors, known once it has run.

    It is taken from the longest step of an update, so that the others tell whether it is right;
    None where there are not two elements.
    """
    lines = {line for line, _ in given.cells}
    if len(run.problem.start) < 2 or not lines & {"theta", "delta"}:
        return None
    factors: dict[int, float] = {}
    rows = {int(t): at for at, t in enumerate(given.ts)}

    def factor(t: int, theta: Any, values: Mapping[str, Any]) -> float:
        if t not in rows:
            return 1.0
        factors[t] = _factor(_row(given, t), theta, values)
        return factors[t]

    return replace(run, rule=_at_rates(run.rule, factor)), lambda: factors


def _factor(yours: Mapping[tuple[str, int], float], theta: Any, values: Mapping[str, Any]) -> float:
    """By how much the record's step is longer, at the element where the run's is longest."""
    best = (0.0, 1.0)
    for (line, i), value in yours.items():
        if line in ("delta", "theta"):
            begun = float(theta[i]) if line == "theta" else 0.0
            step = float(values[line][i]) - begun
            if math.isfinite(step) and math.isfinite(value) and abs(step) > best[0]:
                best = abs(step), (value - begun) / step
    return best[1]


def _at_rates(rule: Rule, factor: Callable[[int, Any, Mapping[str, Any]], float]) -> Rule:
    """The rule with its learning rate times a factor that is chosen by what each update gives."""

    def lines(theta: Value, g: Value, t: Value, prev: Buffers, h: Hyper) -> Lines:
        if not isinstance(theta, np.ndarray):
            return (yield from rule.lines(theta, g, t, prev, h))
        values = dict(_run_through(rule.lines(theta, g, t, prev, h)))
        changed = type(h)(**{**vars(h), "lr": h.lr * factor(t, theta, values)})
        return (yield from rule.lines(theta, g, t, prev, changed))

    return replace(rule, lines=lines)


def _run_through(lines: Lines) -> Iterator[tuple[str, Value]]:
    """What a rule yields in one update."""
    name, value = next(lines)
    while True:
        yield name, value
        try:
            name, value = lines.send(value)
        except StopIteration:
            return
