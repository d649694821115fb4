"""The options of `{compare}`: two to six optimizers on one problem, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from msgspec import Meta

from adamtui.core import entrants
from adamtui.core.plan import Plan, PlanError
from adamtui.core.rulebook import RuleError, rule_for
from adamtui.course.options import OptionError, Reader
from adamtui.course.running import MOST_STEPS, Running
from adamtui.course.spec import Conflict


def _rules(text: str) -> str:
    """The line as it is; OptionError where a word of it is wrong."""
    try:
        found = entrants.parse(text)
    except entrants.EntrantError as error:
        raise OptionError(str(error), error.at) from None
    for entrant in found:
        if entrant.convention is not None:
            try:
                rule_for(entrant.rule, entrant.convention)
            except RuleError as error:
                offset = text.index(f"convention={entrant.convention}")
                raise OptionError(str(error), offset) from None
    return text


class Compare(Running, frozen=True, kw_only=True):
    """Rules on one problem, from one start, with the same random numbers.

    A setting that stands alone is that of all rules that have it.
    """

    rules: Annotated[
        str,
        Meta(description="two to six, each with settings of its own after it: adam beta2=0.9 sgd"),
        Reader(_rules),
    ]
    until: Annotated[
        int | None,
        Meta(ge=1, le=MOST_STEPS, description="the update at which playing stops"),
    ] = None

    def plans(self) -> tuple[Plan, ...]:
        """What to run, one plan a rule."""
        return entrants.plans(entrants.parse(self.rules), self.base())

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit together, a setting that no rule has, a rule that cannot be run."""
        found = list(super().conflicts(broken))
        yield from found
        if self.until is not None and self.until < self.steps:
            yield Conflict("until", f"until is before steps, {self.steps}", of_value=True)
        if not found and not broken:
            yield from self._rule_conflicts()

    def _rule_conflicts(self) -> Iterator[Conflict]:
        every = entrants.parse(self.rules)
        for line in entrants.missed(every, self.base()):
            yield Conflict("convention", line)
        plans = self.plans()
        for name in self.hyperparameters():
            if not any(name in rule_for(p.rule, p.convention).hyper for p in plans):
                yield Conflict(name, f"none of these rules has {name}")
        for plan in plans:
            try:
                plan.resolve()
            except PlanError as error:
                yield Conflict("rules", str(error), of_value=True)
