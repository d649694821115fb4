"""The options of `{compare}`: two to six optimizers on one problem, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from msgspec import Meta

from adamtui.core import entrants
from adamtui.core.hyper import ADJUSTABLE
from adamtui.core.plan import Plan, PlanError
from adamtui.core.rulebook import rule_for
from adamtui.course.options import OptionError, Reader
from adamtui.course.running import MOST_STEPS, Running
from adamtui.course.spec import Conflict

_OF_RULES = (*ADJUSTABLE, "convention", "dtype")
"""What a rule may set for itself."""


def _rules(text: str) -> str:
    """The line as it is; OptionError where a word of it is wrong."""
    try:
        entrants.parse(text)
    except entrants.EntrantError as error:
        name, equals, _ = text[error.at :].partition("=")
        # What every rule has in common, a problem or a seed, is no setting of one of them.
        common = equals and name in Running.__struct_fields__ and name not in _OF_RULES
        told = f"give :{name}: for all of them" if common else str(error)
        raise OptionError(told, error.at) from None
    return text


class Compare(Running, frozen=True, kw_only=True):
    """Rules on one problem, from one start, with the same random numbers.

    A setting that stands alone is that of all rules that have it.
    """

    rules: Annotated[
        str,
        Meta(description="two to six rules: `adam amsgrad adam beta2=0.9 convention=keras`"),
        Reader(_rules, "names of rules, each with its own settings after it"),
    ]
    until: Annotated[
        int | None,
        Meta(ge=1, le=MOST_STEPS, description="the update at which playing stops; else no end"),
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
