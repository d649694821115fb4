"""The command line's words for a run, as a plan."""

from __future__ import annotations

import argparse

from adamtui.commands.faults import CommandError
from adamtui.core.engine import Run
from adamtui.core.plan import DEFAULT_PROBLEM, Plan, PlanError, parse_setting, parse_start
from adamtui.core.problems import Problem


def plan(options: argparse.Namespace) -> Plan:
    """The plan that `step` and `trace` share; CommandError where a word is malformed."""
    try:
        return Plan(
            rule=options.rule,
            problem=options.problem or DEFAULT_PROBLEM,
            fn=options.fn,
            start=parse_start(options.start) if options.start is not None else None,
            settings=dict(parse_setting(text) for text in options.set),
            convention=options.convention,
            seed=options.seed,
        )
    except PlanError as error:
        raise CommandError(str(error)) from None


def resolve(wanted: Plan, where: Problem | None = None) -> Run:
    """The run; CommandError where there is none."""
    try:
        return wanted.resolve() if where is None else wanted.on(where)
    except PlanError as error:
        raise CommandError(str(error)) from None
