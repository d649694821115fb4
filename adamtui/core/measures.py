"""How well a run does: what is measured of it beside its lines, and which of that judges it.

The names are those of `Trace.series`: "loss", the problem's scores, "regret".
"""

from __future__ import annotations

import numpy as np

from adamtui.core.problem import Array, Problem
from adamtui.core.trace import Step

LOSS, REGRET = "loss", "regret"


def measures(problem: Problem) -> tuple[str, ...]:
    """All that is recorded of a run on it beside its lines; the loss even where it is not known."""
    return (LOSS, *problem.scores, *((REGRET,) if problem.best is not None else ()))


def judged_by(problem: Problem) -> str | None:
    """What tells how well a run does, a score, the regret or the loss; None where nothing does.

    Of a score more is better; of the others less. The regret is told as its average, which falls
    to nothing in a run that learns.
    """
    if problem.scores:
        return next(iter(problem.scores))
    if problem.online and problem.best is not None:
        return REGRET
    return None if problem.loss is None else LOSS


def average_regret(step: Step) -> float:
    """The regret by the updates it is summed over; nan where it is not known, 0 at the start."""
    return float(averaged(np.asarray(step.regret), np.asarray(step.t)))


def averaged(regrets: Array, ts: Array) -> Array:
    """The average regrets of updates `ts` from the regrets summed up to them; both any shape."""
    return np.asarray(regrets / np.maximum(ts, 1))


def distance(problem: Problem, theta: Array) -> Array:
    """From each θ, shape (…, n), to the optimum that is nearest to it; infinite without any."""
    with np.errstate(all="ignore"):
        away = [np.linalg.norm(theta - np.array(point), axis=-1) for point in problem.optima]
        return np.asarray(np.min(away, axis=0, initial=np.inf))
