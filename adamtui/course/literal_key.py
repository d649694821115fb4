"""Whether a quiz that names a run asks for a number of that run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from adamtui.core.answers import Within
from adamtui.core.plan import Plan
from adamtui.core.trace import Trace

UPDATES = 20
"""How far a number is looked for."""


def stands_in_run(within: Within, plan: Plan) -> bool:
    """Whether a number is one of the first updates of a run, or of its settings.

    Raises PlanError where there is no run.
    """
    return any(within.accepts(value) for value in _numbers(plan))


def _numbers(plan: Plan) -> Iterator[float]:
    run = plan.resolve()
    for value in (*run.hyper.values(), *run.problem.values.values()):
        if not isinstance(value, str):
            yield float(value)
    trace = Trace(run)
    trace.extend_to(UPDATES)
    for t in range(UPDATES + 1):
        step = trace.step(t)
        yield from (step.loss, step.regret, *step.scores.values())
        for name, line in step.values.items():
            if name != "t":
                yield from np.ravel(line).tolist()
