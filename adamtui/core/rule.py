"""What an optimizer is: its lines, its hyperparameters, its buffers, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adamtui.core.hyper import CORRECTIONS, KNOBS
from adamtui.core.rules import RuleLines

PYTORCH = "pytorch"


class RuleError(ValueError):
    """A rule, convention or hyperparameter that does not exist; the message is one line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An optimizer in one library's convention."""

    name: str
    title: str
    lines: RuleLines
    hyper: Mapping[str, float | str]
    """Default of every hyperparameter; `correction` alone is a word."""
    state: Mapping[str, float]
    """The buffers that live from one update to the next, and their value before the first."""
    family: str
    """Which of a problem's suggested learning rates suits it."""
    source: str
    convention: str = PYTORCH
    rate_share: float = 1.0
    """What part of its family's suggested learning rate suits it."""
    own: frozenset[str] = frozenset()
    """Buffers that mean another thing here than under other rules or conventions: not to be handed
    from one to the other."""
    follows: str = ""
    """Whom it follows where that is not the convention's library, which has no such rule."""
    assumed: frozenset[str] = frozenset()
    """The hyperparameters for which whom it follows has no default, or one that turns the rule into
    another: what stands in `hyper` is adamtui's."""

    @property
    def knobs(self) -> tuple[str, ...]:
        """Names of the hyperparameters, in the order they are shown."""
        return tuple(self.hyper)

    def check(self, settings: Mapping[str, Any]) -> None:
        """Raise RuleError for a setting that this rule does not have or may not take."""
        for name, value in settings.items():
            if name not in self.hyper:
                raise RuleError(f"{self.name} has no {name}; it has {', '.join(self.knobs)}")
            if name in KNOBS and (fault := KNOBS[name].fault(value)):
                raise RuleError(fault)
            if name == "correction" and value not in CORRECTIONS:
                raise RuleError(f"correction is one of {', '.join(CORRECTIONS)}, not '{value}'")
