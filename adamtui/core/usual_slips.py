"""All slips there are, in the order of an update's lines, and those that a rule can have.

They are such as bug reports, forum questions and teaching material tell of; each is put in our own
formulas. Of two that compute the same, the first that fits is the one that is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adamtui.core.average_slips import COUNT, MEAN, SQUARE
from adamtui.core.nearest import nearest
from adamtui.core.rulebook import Rule
from adamtui.core.slips import Slip, fits
from adamtui.core.step_slips import DECAY, STEP

_NAMED, _PROPOSED = 8, 3
"""Slips that a message names where none is near, and of those that are."""

SLIPS: tuple[Slip, ...] = (*COUNT, *MEAN, *SQUARE, *STEP, *DECAY)


def slips_of(rule: Rule, hyper: Mapping[str, Any]) -> tuple[Slip, ...]:
    """The slips that this rule can have, with its switches as in `hyper`; names are unique."""
    return tuple(slip for slip in SLIPS if fits(slip, rule, hyper))


def instead(name: str, slips: Sequence[str]) -> str:
    """For the end of a message: which of `slips` a wrong name may mean; else some of them.

    That is what it is a misspelling of, or else what is spelt alike or has a word in common.
    """
    import difflib

    told = f"; slips of this rule: {', '.join(slips[:_NAMED])}"
    if len(slips) > _NAMED:
        told += ", …; lessons/README.md lists them"
    alike = difflib.get_close_matches(name, slips, n=_PROPOSED)
    kindred = [slip for slip in slips if {*slip.split("-")} & {*name.split("-")}]
    if near := list(dict.fromkeys([*alike, *kindred]))[:_PROPOSED]:
        told = f"; the nearest {'is' if len(near) == 1 else 'are'} {', '.join(near)}"
    return nearest(name, slips, told)
