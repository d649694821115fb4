"""From what was asked for, by command line, lesson or knob, to a run.

One function decides every default, so that the stepper, `trace` and a lesson's live part run the
same thing when the same is asked of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from adamtui.core.engine import Run
from adamtui.core.expression import ExpressionError
from adamtui.core.floats import DOUBLE, DTYPES
from adamtui.core.hyper import CORRECTIONS, KNOBS
from adamtui.core.numerals import number
from adamtui.core.problems import PROBLEMS, Problem, ProblemError, parameters, problem, typed
from adamtui.core.replayed import given
from adamtui.core.rulebook import PYTORCH, Rule, RuleError, nearest, rule_for

DEFAULT_PROBLEM = "bowl"


class PlanError(ValueError):
    """What was asked for cannot be run; the message is one line that says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run, as asked for: names and numbers, nothing resolved, everything optional."""

    rule: str = "adam"
    problem: str = DEFAULT_PROBLEM
    fn: str | None = None
    """A typed function, in place of a problem."""
    gradients: Sequence[float] | None = None
    """Gradients of one parameter, in place of either: update t is given the t-th."""
    start: Sequence[float] | None = None
    settings: Mapping[str, float | str] = field(default_factory=dict)
    """Hyperparameters of the rule and parameters of the problem, by name."""
    convention: str = PYTORCH
    seed: int = 0
    dtype: str = DOUBLE
    """The floats it is computed in."""

    def resolve(self) -> Run:
        """The run; PlanError where a name, number or start does not fit."""
        return self._run(*self._problem())

    def on(self, where: Problem) -> Run:
        """The same rule on a problem made elsewhere, from `start` where there is one.

        The problem is made with its own settings, so that ours of that name are passed over.
        PlanError as for `resolve`.
        """
        return self._run(where, tuple(where.values))

    def _run(self, where: Problem, own: tuple[str, ...]) -> Run:
        """`own` are the names of the settings that the problem has taken."""
        try:
            self._check_names(own)
            rule = rule_for(self.rule, self.convention)
            place = where if self.start is None else where.at(self.start)
            if self.dtype not in DTYPES:
                raise PlanError(f"unknown dtype '{self.dtype}'{nearest(self.dtype, DTYPES)}")
            return Run(rule, _hyper(rule, place, self._of_rule()), place, self.dtype)
        except ValueError as error:
            raise PlanError(str(error)) from error

    def _problem(self) -> tuple[Problem, tuple[str, ...]]:
        """The problem, and the names of its settings."""
        try:
            if self.gradients is not None:
                return given(self.gradients), ()
            if self.fn is not None:
                return typed(self.fn), ()
            own = parameters(self.problem)
            self._check_names(own)
            others = {k: v for k, v in self.settings.items() if k in own}
            return problem(self.problem, self.seed, **_numbers(others)), own
        except ExpressionError as error:
            raise PlanError(f"{self.fn!r}, column {error.column}: {error.message}") from error
        except (ProblemError, RuleError) as error:
            raise PlanError(str(error)) from error

    @property
    def drawn_from(self) -> int | None:
        """The seed, where the problem draws random numbers."""
        named = self.fn is None and self.gradients is None and self.problem in PROBLEMS
        return self.seed if named and PROBLEMS[self.problem].seeded else None

    def fitting(self) -> Plan:
        """The plan without hyperparameters that its rule lacks, in a convention that it has."""
        try:
            rule = rule_for(self.rule, self.convention)
        except RuleError:
            rule = rule_for(self.rule)
        kept = {k: v for k, v in self.settings.items() if k in rule.hyper or not _is_hyper(k)}
        return replace(self, settings=kept, convention=rule.convention)

    def elsewhere(self, other: Plan) -> Plan:
        """The same rule on another plan's function, from that function's start, at its rate."""
        kept = {k: v for k, v in self.settings.items() if _is_hyper(k) and k != "lr"}
        return replace(
            self,
            problem=other.problem,
            fn=other.fn,
            gradients=other.gradients,
            start=None,
            settings=kept,
        )

    def _check_names(self, own: tuple[str, ...]) -> None:
        """RuleError for a setting that is neither the rule's nor one of `own`, the problem's."""
        rule = rule_for(self.rule, self.convention)
        for name in self.settings:
            if not _is_hyper(name) and name not in own:
                raise RuleError(f"{rule.name} has no {name}{nearest(name, (*rule.knobs, *own))}")

    def _of_rule(self) -> dict[str, float | str]:
        return {k: v for k, v in self.settings.items() if _is_hyper(k)}


def _is_hyper(name: str) -> bool:
    return name in KNOBS or name == "correction"


def _numbers(settings: Mapping[str, float | str]) -> dict[str, float]:
    return {name: value for name, value in settings.items() if not isinstance(value, str)}


def _hyper(rule: Rule, where: Problem, settings: Mapping[str, float | str]) -> dict[str, Any]:
    """The rule's defaults, the problem's learning rate, then what was asked for."""
    rule.check(settings)
    suggested: dict[str, Any] = {}
    if rule.family in where.lr:
        # Twelve digits: a tenth of 0.1 is 0.01.
        suggested["lr"] = float(f"{where.lr[rule.family] * rule.rate_share:.12g}")
    return {**rule.hyper, **suggested, **settings}


def parse_setting(text: str) -> tuple[str, float | str]:
    """`lr=0.1` as a name and a value; PlanError where it is neither number nor correction."""
    name, equals, raw = text.partition("=")
    if not (name and equals and raw):
        raise PlanError(f"'{text}' is not a setting; write name=value, as in lr=0.1")
    if name == "correction":
        if raw not in CORRECTIONS:
            raise PlanError(f"correction is one of {', '.join(CORRECTIONS)}, not '{raw}'")
        return name, raw
    return name, parse_number(raw, name)


def parse_start(text: str) -> tuple[float, ...]:
    """`-4,2` as numbers; PlanError naming the place that is not one."""
    return tuple(
        parse_number(part.strip(), f"start, place {i}") for i, part in enumerate(text.split(","), 1)
    )


def parse_number(text: str, what: str) -> float:
    """A number; PlanError naming `what` otherwise, with how to write it."""
    try:
        return number(text)
    except ValueError as error:
        raise PlanError(f"{what}: {error}") from None
