"""The live parts of the lesson on weight decay, and many runs at once for the means it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from adamtui.core.plan import Plan
from adamtui.core.problem import Array, Problem
from adamtui.core.streams import data_noise, flat_noise
from adamtui.core.trace import Trace
from tests.lesson_parts import LessonParts

LESSON = LessonParts("50-layer-4-adamw")
RUNS = 400
"""So many independent runs the lesson's means are of."""

_NOISY: Mapping[str, Callable[..., Problem]] = MappingProxyType(
    {"flat-noise": flat_noise, "data-noise": data_noise}
)


def theta(trace: Trace, t: int) -> Array:
    """The parameters after update t, shape (n,)."""
    found: Array = trace.step(t).values["theta"]
    return found


@cache
def ends(part_id: str) -> tuple[Array, ...]:
    """Where a comparison's runs are when it stops, in the order of the lesson."""
    until = LESSON.until(part_id)
    return tuple(theta(trace, until) for trace in LESSON.runs(part_id, until))


@cache
def many(part_id: str) -> tuple[Array, ...]:
    """The same for `RUNS` independent runs of each: arrays of shape (RUNS, 2)."""
    until = LESSON.until(part_id)
    return tuple(_ends_of(plan, until) for plan in LESSON.plans(part_id))


@cache
def digits() -> list[Trace]:
    """Adam, Adam + L2 for two λ, and AdamW for the same two."""
    plans = LESSON.plans("digits")
    assert [plan.rule for plan in plans] == ["adam", "adam_l2", "adam_l2", "adamw", "adamw"]
    decays = [trace.run.hyper["weight_decay"] for trace in LESSON.runs("digits", 1)[1:]]
    assert decays == [0.01, 0.1, 0.01, 0.1]
    return LESSON.runs("digits", LESSON.until("digits"))


def _ends_of(plan: Plan, until: int) -> Array:
    problem = _NOISY[plan.problem](plan.seed, copies=RUNS)
    # Only where they end is asked for: no losses, and hardly any rows kept.
    trace = Trace(plan.on(replace(problem, loss=None, best=None)), limit=0)
    trace.extend_to(until)
    return theta(trace, until).reshape(RUNS, 2)


def point(values: Array) -> str:
    """`-0.019, 0.750`, as the lesson writes a point."""
    return ", ".join(f"{value:.3f}" for value in values)
