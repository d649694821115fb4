"""Which slip explains a record that differs from a run.

Every suspect is run on the same problem and held against the same record. The likely one explains
everything; where none does, the one that explains the most updates, if they are more than the run
itself explains.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from adamtui.core.agreement import Difference, Given, compared
from adamtui.core.engine import Engine, Run
from adamtui.core.equations import Equation
from adamtui.core.formula import symbol, text
from adamtui.core.hyper import KNOBS
from adamtui.core.measures import measures
from adamtui.core.numerals import short_exponent
from adamtui.core.suspects import Suspect, suspects
from adamtui.core.term import Leaf, Number, Symbol, Term

_BEFORE = "prev."
_CLOSE = 1e-3
"""A part of the tolerance: who is within it wins over who is within the tolerance."""


class Diagnosis(NamedTuple):
    """The likely slip."""

    suspect: Suspect
    updates: int
    """So many updates of the record it explains, from the first on."""
    everything: bool
    """Whether these are all."""
    others: tuple[str, ...]
    """The names of those that explain as much, in the order tried."""


class _Reach(NamedTuple):
    """How much of a record a run explains, and how well; more is more."""

    t: int
    """The first update that differs; the one after the last where none does."""
    close: bool
    """Whether all values are even closer than need be."""


class WrongLine(NamedTuple):
    """One line as a run has it and as a suspect does, each as text."""

    line: str
    right: str
    wrong: str


def diagnose(run: Run, given: Given, rtol: float, first: Difference) -> Diagnosis | None:
    """The likely slip; None where nothing explains more than the run, which differs at `first`."""
    best, found = _Reach(first.t, False), list[Suspect]()
    beyond = int(given.ts[-1]) + 1
    for suspect in (*suspects(run), *_by_rate(run, first)):
        reach = _reached(suspect.run, given, rtol, beyond)
        if reach > best:
            best, found = reach, [suspect]
        elif reach == best and found:
            found.append(suspect)
    if not found:
        return None
    explained = int(given.ts.searchsorted(best.t))
    others = tuple(each.name for each in found[1:])
    return Diagnosis(found[0], explained, best.t == beyond, others)


def _by_rate(run: Run, first: Difference) -> Iterator[Suspect]:
    """The learning rate that would explain the first difference, where that is in a first step."""
    start = {"theta": run.problem.start, "delta": np.zeros_like(run.problem.start)}
    if first.t > 1 or first.line not in start or not math.isfinite(first.yours):
        return
    begun = float(start[first.line][first.coordinate])
    step = first.expected - begun
    rate = float(f"{run.hyper['lr'] * (first.yours - begun) / step:.6g}") if step else 0.0
    if rate > 0 and KNOBS["lr"].fault(rate) is None:
        told = f"η is {short_exponent(repr(rate))}, not {short_exponent(repr(run.hyper['lr']))}"
        yield Suspect("rate", told, replace(run, hyper={**run.hyper, "lr": rate}))


def _reached(run: Run, given: Given, rtol: float, beyond: int) -> _Reach:
    """How well a run explains the record; nothing where it lacks a line of it."""
    known = {*(each.name for each in Engine(run).equations), *measures(run.problem)}
    if not known.issuperset(line for line, _ in given.cells):
        return _Reach(0, False)
    first, worst = compared(run, given, rtol)
    if first is not None:
        return _Reach(first.t, False)
    return _Reach(beyond, worst is None or worst.relative <= _CLOSE * rtol)


def wrong_lines(run: Run, suspect: Suspect) -> tuple[WrongLine, ...]:
    """The lines that both have and that differ."""
    right = {each.name: each for each in Engine(run).equations}
    return tuple(
        WrongLine(wrong.name, _dated(right[wrong.name]), _dated(wrong))
        for wrong in Engine(suspect.run).equations
        if wrong.name in right and _dated(wrong) != _dated(right[wrong.name])
    )


def _dated(line: Equation) -> str:
    """The line's formula; what is of the update before is marked so where that is not plain."""

    def leaf(node: Leaf) -> Term:
        if isinstance(node, Number) or not node.key.startswith(_BEFORE):
            return node
        name = node.key.removeprefix(_BEFORE)
        plain = name in (line.name, "t") or name.startswith("theta")
        return node if plain else Symbol(f"{symbol(name)}ₜ₋₁")

    return text(line.term.fold(leaf, lambda op, args: Term(op, *args)))
