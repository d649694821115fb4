"""All slips there are, in the order of an update's lines, and those that a rule can have.

They are such as bug reports, forum questions and teaching material tell of; each is put in our own
formulas. Of two that compute the same, the first that fits is the one that is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adamtui.core.average_slips import COUNT, MEAN, SQUARE
from adamtui.core.rulebook import Rule
from adamtui.core.slips import Slip, fits
from adamtui.core.step_slips import DECAY, STEP

SLIPS: tuple[Slip, ...] = (*COUNT, *MEAN, *SQUARE, *STEP, *DECAY)


def slips_of(rule: Rule, hyper: Mapping[str, Any]) -> tuple[Slip, ...]:
    """The slips that this rule can have, with its switches as in `hyper`; names are unique."""
    return tuple(slip for slip in SLIPS if fits(slip, rule, hyper))
