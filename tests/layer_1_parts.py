"""The live parts of the lesson on moving averages, run by the engine as the lesson sets them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from adamtui.core.plan import Plan
from adamtui.core.trace import Trace
from adamtui.course.bug import Bug
from adamtui.course.parse import load
from adamtui.course.predict import Predict
from adamtui.course.quiz import Quiz

LESSON = Path(__file__).parents[1] / "lessons" / "20-layer-1-moving-averages.md"

Update: TypeAlias = dict[str, Any]


def run(
    rule: str,
    *,
    fn: str | None = None,
    problem: str = "bowl",
    start: tuple[float, ...],
    steps: int,
    **hyper: float | str,
) -> list[Update]:
    """The engine's updates 1 … `steps`, each the values of its lines by name."""
    return made(Plan(rule=rule, problem=problem, fn=fn, start=start, settings=hyper), steps)


@cache
def source() -> str:
    return LESSON.read_text(encoding="utf-8")


@cache
def options(part_id: str) -> dict[str, str]:
    """What the lesson's live part of that name sets, as written there."""
    fence = re.search(rf"^```\{{stepper\}} {part_id}\n((?::.*\n)*)```$", source(), re.MULTILINE)
    assert fence, f"the lesson has no stepper {part_id}"
    return dict(re.findall(r"^:(\w+): (.*)$", fence[1], re.MULTILINE))


@cache
def part(part_id: str, steps: int, **changed: float | str) -> list[Update]:
    """The lesson's live part, run to `steps`; `changed` is what the reader is told to set."""
    given: dict[str, Any] = {**options(part_id), **changed, "steps": steps}
    given["start"] = tuple(float(value) for value in given["start"].split(","))
    for knob in {"lr", "mu", "rho", "beta1", "beta2"} & given.keys():
        given[knob] = float(given[knob])
    return run(**given)


@cache
def exercise(part_id: str) -> Quiz | Bug | Predict:
    """An exercise of the lesson, as written there."""
    (found,) = (part.options for part in load(LESSON).directives() if part.id == part_id)
    assert isinstance(found, (Quiz, Bug, Predict))
    return found


def key(part_id: str) -> float:
    """The number that a quiz takes for right."""
    quiz = exercise(part_id)
    assert isinstance(quiz, Quiz)
    return quiz.number_key().right()


def made(plan: Plan, steps: int) -> list[Update]:
    """The updates 1 … `steps` of what is asked for, each the values of its lines by name."""
    trace = Trace(plan.resolve())
    trace.extend_to(steps)
    steps_made = map(trace.step, range(1, steps + 1))
    return [{**step.values, "loss": step.loss} for step in steps_made]


def at(updates: list[Update], t: int, line: str, coordinate: int = 0) -> float:
    return float(updates[t - 1][line][coordinate])


def series(updates: list[Update], line: str, coordinate: int = 0) -> list[float]:
    return [float(update[line][coordinate]) for update in updates]


def sizes(updates: list[Update], lr: float = 1.0) -> list[float]:
    """The lengths of the steps, in units of the learning rate."""
    return [abs(delta) / lr for delta in series(updates, "delta")]


def first(happened: Iterable[bool]) -> int:
    """The first update at which something happened."""
    return 1 + next(i for i, now in enumerate(happened) if now)


def peak(values: list[float]) -> int:
    """The update at which a quantity is largest."""
    return 1 + values.index(max(values))
