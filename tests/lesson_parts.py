"""A lesson's live parts, run by the engine with the options that stand in the lesson's file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.core.history import DENSE_BYTES
from adamtui.core.plan import Plan
from adamtui.core.problem import Array
from adamtui.core.trace import Trace
from adamtui.course.compare import Compare
from adamtui.course.parse import load
from adamtui.course.stepper import Stepper

FOLDER = Path(__file__).parents[1] / "lessons"
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{2,}")
WHOLE = 2**29
"""Bytes of history that hold every update of a run."""

Claims: TypeAlias = Iterator[str]
Section: TypeAlias = Callable[[], Claims]
Booleans: TypeAlias = NDArray[np.bool_]


class LessonParts:
    """The lesson of that name, its text and its runs."""

    def __init__(self, name: str) -> None:
        self.path = FOLDER / f"{name}.md"
        self.source = self.path.read_text(encoding="utf-8")
        self._parts = {part.id: part for part in load(self.path).directives()}

    def options(self, part_id: str) -> dict[str, str]:
        """What the live part of that name sets, as written."""
        fence = re.search(rf"^```\{{\w+\}} {part_id}\n((?::.*\n)*)```$", self.source, re.MULTILINE)
        assert fence, f"{self.path.name} has no live part {part_id}"
        return dict(re.findall(r"^:(\w+): (.*)$", fence[1], re.MULTILINE))

    def plans(self, part_id: str) -> tuple[Plan, ...]:
        """What a live part runs."""
        spec = self._parts[part_id].options
        if isinstance(spec, Compare):
            return spec.plans()
        assert isinstance(spec, Stepper)
        return (spec.plan(),)

    def run(self, part_id: str, steps: int, **changed: float | str) -> Trace:
        """A stepper's run; `changed` is what the reader is told to set."""
        (plan,) = self.plans(part_id)
        return recorded(with_settings(plan, **changed), steps)

    def runs(self, part_id: str, steps: int) -> list[Trace]:
        """A comparison's runs, in the order of the lesson."""
        return [recorded(plan, steps) for plan in self.plans(part_id)]

    def regrets(self, part_id: str, steps: int, seed: int) -> list[float]:
        """The average regret of a comparison's runs, with other random numbers."""
        plans = [replace(plan, seed=seed) for plan in self.plans(part_id)]
        return [average_regret(recorded(plan, steps, DENSE_BYTES), steps) for plan in plans]

    def until(self, part_id: str) -> int:
        """The update at which a comparison stops to play."""
        return int(self.options(part_id)["until"])

    def prose(self) -> str:
        """The lesson in one line, without options, targets of links, and marks of callouts."""
        text = re.sub(r"\]\(.*?\)", "]", self.source)
        kept = (line for line in text.splitlines() if not line.startswith(":"))
        return " ".join(" ".join(line.removeprefix(">") for line in kept).split())

    def loose_numbers(self, sections: Sequence[Section], chosen: set[str]) -> list[str]:
        """The numbers that stand in no claim and that the lesson has not chosen, in context."""
        rest = self.prose()
        for claim in (claim for section in sections for claim in claims(section)):
            rest = rest.replace(claim, "…")
        return [
            rest[max(found.start() - 30, 0) : found.end() + 20]
            for found in NUMBER.finditer(rest)
            if found[0] not in chosen
        ]


@cache
def claims(section: Section) -> tuple[str, ...]:
    """What a section claims, computed once."""
    return tuple(section())


def with_settings(plan: Plan, **changed: float | str) -> Plan:
    """The plan with other values for some settings."""
    return replace(plan, settings={**plan.settings, **changed})


def recorded(plan: Plan, steps: int, limit: int = WHOLE) -> Trace:
    """The run up to `steps`, with every update kept where they fit into `limit` bytes."""
    trace = Trace(plan.resolve(), limit=limit)
    trace.extend_to(steps)
    return trace


def series(trace: Trace, line: str, coordinate: int = 0) -> Array:
    """A line's values at updates 1, 2, …"""
    return trace.series(line, coordinate, 1, trace.last)[1]


def at(trace: Trace, t: int, line: str, coordinate: int = 0) -> float:
    """A line's value at update t."""
    return float(trace.step(t).values[line][coordinate])


def average_regret(trace: Trace, t: int) -> float:
    """The average regret after update t."""
    return trace.step(t).regret / t


def sizes(trace: Trace) -> Array:
    """The lengths of the steps, in units of the learning rate."""
    return np.abs(series(trace, "delta")) / float(trace.run.hyper["lr"])


def for_good(holds: Booleans) -> int:
    """The first update from which on something holds to the end of the record."""
    assert holds[-1]
    broken = np.flatnonzero(~holds)
    return 1 if not len(broken) else int(broken[-1]) + 2


def first(holds: Booleans) -> int:
    """The first update at which something holds."""
    assert holds.any()
    return int(np.argmax(holds)) + 1


def grouped(number: float) -> str:
    """A whole number with commas."""
    return f"{round(number):,}"
