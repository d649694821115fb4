"""What the laboratory of the moving average shows: an experiment, and the update looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adamtui.algebra.steps import Step
from adamtui.core.restarts import Experiment


@dataclass(frozen=True, eq=False, slots=True)
class AveragingScene:
    """All that its picture is made of."""

    title: str
    """The distribution of the gradients in words."""
    experiment: Experiment
    t: int
    """The update looked at, 1 … T."""
    steps: Sequence[Step] = ()
    """What SymPy has derived for this t so far."""
    busy: str = ""
    """What turns while it derives, one cell; "" when it does not."""
