"""The command line's words for a run, as a plan."""

from __future__ import annotations

import argparse

from adamtui.commands.faults import CommandError
from adamtui.core.engine import Run
from adamtui.core.plan import DEFAULT_PROBLEM, Plan, PlanError, parse_setting, parse_start
from adamtui.core.problems import Problem
from adamtui.core.rulebook import RuleError, rule_for


def plan(options: argparse.Namespace) -> Plan:
    """The plan that `step` and `trace` share; CommandError where a word is malformed."""
    try:
        return Plan(
            rule=options.rule,
            problem=DEFAULT_PROBLEM if options.problem is None else options.problem,
            fn=options.fn,
            start=parse_start(options.start) if options.start is not None else None,
            settings=dict(parse_setting(text) for text in options.set),
            convention=options.convention,
            seed=options.seed,
        )
    except PlanError as error:
        raise CommandError(str(error)) from None


def resolve(wanted: Plan, where: Problem | None = None) -> Run:
    """The run, on the problem planned or on `where`, which has no settings of its own.

    Raises CommandError where there is no such run.
    """
    try:
        if where is None:
            return wanted.resolve()
        rule_for(wanted.rule, wanted.convention).check(wanted.settings)
        return wanted.on(where)
    except (PlanError, RuleError) as error:
        raise CommandError(str(error)) from None
