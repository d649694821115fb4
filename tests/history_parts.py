"""The live parts of the lessons on history, practice and the close, run as the lessons set them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adamtui.core.entrants import parse, plans
from adamtui.core.hyper import ADJUSTABLE
from adamtui.core.plan import Plan
from adamtui.core.trace import Trace

LESSONS = Path(__file__).parents[1] / "lessons"
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{2,}")
_TARGET = re.compile(r"\]\([^)]*\)")
WIDEST = 79
"""Columns of a lesson's line: it is read, and edited, in a terminal of 80."""

Array = NDArray[np.float64]


@cache
def source(lesson: str) -> str:
    return (LESSONS / f"{lesson}.md").read_text(encoding="utf-8")


@cache
def flat(lesson: str) -> str:
    """The lesson in one line: no callout marks, no options, no line breaks."""
    kept = (line for line in source(lesson).splitlines() if not line.startswith(":"))
    return " ".join(" ".join(line.removeprefix(">") for line in kept).split())


@cache
def options(lesson: str, part_id: str) -> dict[str, str]:
    """What the lesson's live part of that name sets, as written there."""
    fence = re.search(rf"^```\{{\w+\}} {part_id}\n((?::.*\n)*)```$", source(lesson), re.MULTILINE)
    assert fence, f"{lesson} has no live part {part_id}"
    return dict(re.findall(r"^:(\w+): (.*)$", fence[1], re.MULTILINE))


def plan(lesson: str, part_id: str, **changed: float | str) -> Plan:
    """What a live part runs; `changed` is what the reader is told to set."""
    given: dict[str, Any] = {**options(lesson, part_id), **changed}
    settings = {name: float(given[name]) for name in ADJUSTABLE if name in given}
    known: dict[str, Any] = {k: given[k] for k in ("rule", "problem", "fn", "dtype") if k in given}
    if "start" in given:
        known["start"] = tuple(float(value) for value in given["start"].split(","))
    return Plan(**known, settings=settings)


def record(asked: Plan, steps: int) -> Trace:
    trace = Trace(asked.resolve())
    trace.extend_to(steps)
    return trace


def part(lesson: str, part_id: str, steps: int, **changed: float | str) -> Trace:
    """A stepper, run to `steps`."""
    return record(plan(lesson, part_id, **changed), steps)


def race(lesson: str, part_id: str) -> dict[str, Trace]:
    """A comparison, run to the update where it ends and one beyond, by rule."""
    given = options(lesson, part_id)
    asked = plans(parse(given["rules"]), plan(lesson, part_id))
    return {each.rule: record(each, int(given["until"]) + 1) for each in asked}


def series(trace: Trace, line: str, coordinate: int = 0) -> Array:
    """A line's values by update: [0] is update 1, for theta the start."""
    return np.array(trace.series(line, coordinate, 0, trace.last)[1])


def loss_after(trace: Trace, t: int) -> float:
    """The loss at θ_t, which the update after it measures."""
    return trace.step(t + 1).loss


def path(trace: Trace) -> Array:
    """θ_0, θ_1, …: shape (updates + 1, n)."""
    return np.stack([series(trace, "theta", i) for i in range(trace.dimension)], axis=1)


def first(happened: Iterable[Any], after: int = 0) -> int:
    """The first update beyond `after` at which something happened; the first given is update 1."""
    return next(t for t, now in enumerate(happened, 1) if now and t > after)


def wrong(lesson: str, claims: Iterable[str]) -> list[str]:
    """The claims that do not stand in the lesson."""
    return [claim for claim in claims if claim not in flat(lesson)]


def loose(lesson: str, claims: Sequence[str], settings: set[str]) -> list[str]:
    """Numbers that stand in no claim and are none of the settings, each with its surroundings."""
    rest = _TARGET.sub("]", flat(lesson))
    for claim in sorted(claims, key=len, reverse=True):
        rest = rest.replace(claim, "…")
    return [rest[found.start() - 30 : found.end() + 20] for found in NUMBER.finditer(rest)
            if found[0] not in settings]  # fmt: skip


def too_wide(lesson: str) -> list[str]:
    return [line for line in source(lesson).splitlines() if len(line) > WIDEST]
