"""All slips there are: what is found in bug reports, forum questions and teaching material.

Described here, not copied. The more particular ones stand first.
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
