"""The options of `{stepper}`: an optimizer to walk through, forward and back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from msgspec import Meta

from adamtui.core.expression import parse
from adamtui.core.hyper import ADJUSTABLE
from adamtui.core.plan import DEFAULT_PROBLEM, Plan
from adamtui.core.problem import starting_point
from adamtui.core.problems import problem
from adamtui.core.rulebook import RuleError, rule_for
from adamtui.course.options import CONVENTION, FUNCTION, PROBLEM, RULE
from adamtui.course.spec import Conflict, Seed, Spec

MOST_STEPS = 100_000


class Stepper(Spec, frozen=True, kw_only=True):
    """A rule on a problem. What is not given is the rule's or the problem's own."""

    rule: Annotated[str, Meta(description="the optimizer"), RULE] = "adam"
    problem: Annotated[
        str | None, Meta(description="the function to minimise, by its name"), PROBLEM
    ] = None
    fn: Annotated[
        str | None, Meta(description="a function in x, or in x and y, instead"), FUNCTION
    ] = None
    start: Annotated[
        tuple[float, ...] | None, Meta(description="where the parameters start: x, or x and y")
    ] = None
    steps: Annotated[
        int, Meta(ge=0, le=MOST_STEPS, description="the update that the reader finds it on")
    ] = 0
    seed: Seed = 0
    convention: Annotated[str, Meta(description="whose defaults and formulas"), CONVENTION] = (
        "pytorch"
    )
    lr: Annotated[float | None, Meta(description="η, the learning rate"), ADJUSTABLE["lr"]] = None
    beta1: Annotated[
        float | None, Meta(description="β₁, the memory of the mean"), ADJUSTABLE["beta1"]
    ] = None
    beta2: Annotated[
        float | None, Meta(description="β₂, the memory of the squares"), ADJUSTABLE["beta2"]
    ] = None
    eps: Annotated[
        float | None, Meta(description="ε, keeps the division finite"), ADJUSTABLE["eps"]
    ] = None
    mu: Annotated[float | None, Meta(description="μ, momentum"), ADJUSTABLE["mu"]] = None
    rho: Annotated[
        float | None, Meta(description="ρ, RMSProp's memory of the squares"), ADJUSTABLE["rho"]
    ] = None
    weight_decay: Annotated[
        float | None, Meta(description="λ, weight decay"), ADJUSTABLE["weight_decay"]
    ] = None
    correction: Annotated[
        str | None,
        Meta(description="which of Adam's bias corrections is applied"),
        ADJUSTABLE["correction"],
    ] = None

    def settings(self) -> Mapping[str, float | str]:
        """The hyperparameters that are given."""
        given = {name: getattr(self, name) for name in ADJUSTABLE}
        return {name: value for name, value in given.items() if value is not None}

    def plan(self) -> Plan:
        """What to run."""
        return Plan(
            rule=self.rule,
            problem=self.problem or DEFAULT_PROBLEM,
            fn=self.fn,
            start=self.start,
            settings=self.settings(),
            convention=self.convention,
            seed=self.seed,
        )

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """Options that exclude each other or that the rule lacks; a start of the wrong size."""
        if self.fn is not None and self.problem is not None:
            yield Conflict("problem", "give either ':fn:' or ':problem:', not both")
        if not {"rule", "convention"} & set(broken):
            yield from self._rule_conflicts()
        if not {"fn", "problem", "start"} & set(broken) and self.start is not None:
            yield from self._start_conflicts(self.start)

    def _rule_conflicts(self) -> Iterator[Conflict]:
        try:
            rule = rule_for(self.rule, self.convention)
        except RuleError as error:
            yield Conflict("convention", str(error))
            return
        for name, value in self.settings().items():
            try:
                rule.check({name: value})
            except RuleError as error:
                yield Conflict(name, str(error))

    def _start_conflicts(self, start: tuple[float, ...]) -> Iterator[Conflict]:
        of = self.fn or self.problem or DEFAULT_PROBLEM
        names: tuple[str, ...]
        if self.fn is None:
            names = problem(of).names
        else:
            names = ("x", "y") if "y" in parse(self.fn).names else ("x",)
        try:
            starting_point(start, names, of)
        except ValueError as error:
            yield Conflict("start", str(error))
