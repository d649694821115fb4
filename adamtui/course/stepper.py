"""The options of `{stepper}`: an optimizer to walk through, forward and back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Annotated

from msgspec import Meta

from adamtui.core.plan import Plan
from adamtui.core.rulebook import RuleError, rule_for
from adamtui.course.options import RULE
from adamtui.course.running import Running
from adamtui.course.spec import Conflict


class Stepper(Running, frozen=True, kw_only=True):
    """A rule on a problem."""

    rule: Annotated[str, Meta(description="the optimizer"), RULE] = "adam"

    def plan(self) -> Plan:
        """What to run."""
        return replace(self.base(), rule=self.rule)

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit together, and settings that the rule lacks."""
        yield from super().conflicts(broken)
        if not {"rule", "convention"} & set(broken):
            yield from self._rule_conflicts()

    def _rule_conflicts(self) -> Iterator[Conflict]:
        try:
            rule = rule_for(self.rule, self.convention)
        except RuleError as error:
            yield Conflict("convention", str(error))
            return
        for name, value in self.hyperparameters().items():
            try:
                rule.check({name: value})
            except RuleError as error:
                yield Conflict(name, str(error))
