"""The command that prints a recorded run again, to the bit."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import numpy as np

from adamtui.core.engine import Run
from adamtui.core.floats import DOUBLE
from adamtui.core.history import Array
from adamtui.core.plan import Plan, PlanError
from adamtui.core.problems import PROBLEMS
from adamtui.core.rulebook import PYTORCH
from adamtui.core.trace import Trace
from adamtui.export import sheet

_TRIED = 32
"""Updates that are computed again to see that the command gives them."""
_MANY = 12
"""From more coordinates the start is left out where it is the problem's own."""


def repeating(run: Run, seed: int | None, updates: int, beginning: Array) -> str | None:
    """`adamtui trace …`, quoted for a shell; None where no command gives this run.

    None does for a fork, or for a rule with a slip in it. `seed` is None where nothing is drawn.
    `beginning` are the numbers of the first updates, as `sheet.numbers` has them.
    """
    plan = _plan(run, 0 if seed is None else seed)
    try:
        again = Trace(plan.resolve())
    except PlanError:
        return None
    tried = beginning[:_TRIED]
    if again.run.rule.lines is not run.rule.lines or not _gives(again, tried):
        return None
    return shlex.join(_words(plan, again.run, seed, updates))


def _plan(run: Run, seed: int) -> Plan:
    problem, known = run.problem, run.problem.name in PROBLEMS
    return Plan(
        rule=run.rule.name,
        problem=problem.name if known else Plan().problem,
        fn=None if known else problem.name,
        start=tuple(problem.start.tolist()),
        settings={**run.hyper, **problem.values},
        convention=run.rule.convention,
        seed=seed,
        dtype=run.dtype,
    )


def _gives(again: Trace, tried: Array) -> bool:
    again.extend_to(len(tried))
    found = sheet.numbers(again, 1, len(tried)) if len(tried) else tried
    return found.shape == tried.shape and np.array_equal(found, tried, equal_nan=True)


def _words(plan: Plan, run: Run, seed: int | None, updates: int) -> list[str]:
    words = ["adamtui", "trace", plan.rule]
    words += ["--problem", plan.problem] if plan.fn is None else ["--fn", plan.fn]
    if len(run.problem.start) <= _MANY or not _starts_there(plan):
        words += ["--start", ",".join(map(_spelled, run.problem.start.tolist()))]
    words += ["--set", *_settings(plan.settings)]
    words += ["--convention", plan.convention] if plan.convention != PYTORCH else []
    words += [] if seed is None else ["--seed", str(seed)]
    words += ["--dtype", plan.dtype] if plan.dtype != DOUBLE else []
    return [*words, "--steps", str(updates), "--format", "csv"]


def _starts_there(plan: Plan) -> bool:
    """Whether the problem begins at the plan's start by itself."""
    own = Plan(problem=plan.problem, fn=plan.fn, seed=plan.seed).resolve().problem.start
    return np.array_equal(own, plan.start or ())


def _settings(settings: Mapping[str, Any]) -> list[str]:
    """All of them: what is usual may be another value one day."""
    return [f"{name}={_spelled(value)}" for name, value in settings.items()]


def _spelled(value: float | str) -> str:
    """A number with all of its digits, a word as it is."""
    return value if isinstance(value, str) else repr(float(value)).removesuffix(".0")
