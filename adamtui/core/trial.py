"""One suspect, held against a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from adamtui.core.agreement import Difference, Given, compared
from adamtui.core.equations import equations
from adamtui.core.measures import measures
from adamtui.core.suspects import Suspect

_CLOSE = 1e-3
"""A part of the tolerance: who is within it wins over who is within the tolerance."""


class Reach(NamedTuple):
    """How much of a record a run explains, and how well; more is more."""

    t: int
    """The first update that differs; the one after the last where none does."""
    close: bool
    """Whether all values are even closer than need be."""


class Trial(NamedTuple):
    """A suspect and how it did."""

    suspect: Suspect
    reach: Reach
    first: Difference | None
    """Where it first differs; None also where it lacks a line of the record."""
    given: Given


def trial(
    suspect: Suspect, given: Given, rtol: float, beyond: int, late: frozenset[str] = frozenset()
) -> Trial:
    """How well a suspect explains the record; nothing where it lacks a line of it.

    `beyond` is what is reached by who explains it all; the lines `late` stood one row further on.
    """
    run = suspect.run
    projected = run.problem.feasible is not None
    lines = equations(run.rule, run.hyper, projected=projected)
    known = {*(each.name for each in lines), *measures(run.problem)}
    if not known.issuperset(line for line, _ in given.cells):
        return Trial(suspect, Reach(0, False), None, given)
    first, worst = compared(run, given, rtol)
    if first is None:
        close = worst is None or worst.relative <= _CLOSE * rtol
        return Trial(suspect, Reach(beyond, close), None, given)
    return Trial(suspect, Reach(first.t + (first.line in late), False), first, given)


def farthest(first: Difference, trials: Sequence[Trial]) -> tuple[Reach, list[Trial]]:
    """The farthest reach beyond `first`, and who has it."""
    best = max((each.reach for each in trials), default=Reach(0, False))
    if best <= Reach(first.t, False):
        return Reach(first.t, False), []
    return best, [each for each in trials if each.reach == best]
