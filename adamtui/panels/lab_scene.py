"""What the laboratory of moments shows: a distribution, and how far SymPy has got with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from adamtui.algebra.steps import Step
from adamtui.core.distribution import Distribution


class Averages(NamedTuple):
    """Adam's estimates for the parameter whose gradients are shown, after so many updates."""

    trained: int
    m_hat: float
    v_hat: float


@dataclass(frozen=True, eq=False, slots=True)
class LabScene:
    """All that a picture of the laboratory is made of."""

    distribution: Distribution
    title: str
    """The distribution in words."""
    steps: Sequence[Step] = ()
    """What SymPy has derived so far."""
    busy: str = ""
    """What turns while it derives, one cell; "" when it does not."""
    averages: Averages | None = None
    """Where the numbers are gradients of a run."""
