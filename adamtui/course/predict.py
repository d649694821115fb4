"""The options of `{predict}`: a stepper in which only predictions lead on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from msgspec import Meta

from adamtui.core.plan import Plan
from adamtui.course import written_reason
from adamtui.course.model import Node
from adamtui.course.running import OF_PROBLEMS
from adamtui.course.spec import BodyFault, Conflict
from adamtui.course.stepper import Stepper

MOST_UPDATES = 1000


class Predict(Stepper, frozen=True, kw_only=True):
    """A rule on a problem or on given gradients, and how many updates are to be predicted."""

    gradients: Annotated[
        tuple[float, ...] | None,
        Meta(description="one parameter's gradients, one an update, not a function's; else none"),
    ] = None
    updates: Annotated[
        int, Meta(ge=1, le=MOST_UPDATES, description="how many updates the reader predicts")
    ] = 3

    def plan(self) -> Plan:
        """What to run."""
        return replace(super().plan(), gradients=self.gradients)

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit together, and gradients that do not reach."""
        if self.gradients is None:
            yield from super().conflicts(broken)
            return
        for name in ("fn", "problem"):
            if getattr(self, name) is not None:
                yield Conflict(name, f"give either ':gradients:' or ':{name}:', not both")
        for name in self._given(OF_PROBLEMS):
            yield Conflict(name, f"given gradients have no {name}")
        yield from self._given_conflicts(self.gradients, broken)
        if not {"rule", "convention"} & set(broken):
            yield from self._rule_conflicts()

    def _given_conflicts(
        self, gradients: tuple[float, ...], broken: Collection[str]
    ) -> Iterator[Conflict]:
        if len(gradients) > MOST_UPDATES:
            told = f"at most {MOST_UPDATES:,} gradients can be given, not {len(gradients):,}"
            yield Conflict("gradients", told, True)
        elif not {"steps", "updates"} & set(broken) and self.steps + self.updates > len(gradients):
            after = f" after {self.steps}" if self.steps else ""
            told = f"{len(gradients)} are too few for {self.updates} updates{after}"
            yield Conflict("gradients", told, True)
        if "start" not in broken and self.start is not None and len(self.start) != 1:
            told = f"given gradients start from 1 number, not {len(self.start)}"
            yield Conflict("start", told, True)

    def body_faults(self, body: Sequence[Node]) -> Iterator[BodyFault]:
        """A reason that is not written as one."""
        yield from written_reason.faults(body)
