"""What a key, a hundred keys and no key at all cost: time, bytes, memory, wake-ups."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import cycle
from statistics import median

from tests.bench.probe import ADAMTUI, MINIMAL, MINIMAL_READY, MeasureError, Pressed, Probe, Size
from tests.bench.report import Budget, Row
from tests.bench.starts import STEPPER, STEPPER_READY, title

FIRST = "step to first change, median", "ms", Budget("times", 2.5)
SETTLED = "step to settled, median", "ms", Budget("times", 5)
LATE = "step to first change, p99", "ms", Budget("times", 3)
BYTES = "bytes a step, median", "B", Budget("most", 1500)
MEMORY = "memory after the steps", "MB", Budget("above", 30)
IDLE_BYTES = "bytes while idle, 5 s", "B", Budget("most", 0)
# One more: the count may begin and end anywhere between two of the loop's own wake-ups.
IDLE_WAKEUPS = "wake-ups while idle, 5 s", "", Budget("above", 1)
SLIDER = "slider key to M(t), median", "ms", Budget("times", 2)
WITH_SYMPY = "memory with SymPy, after steps", "MB", Budget("above", 70)
WHOLE_LESSON = "memory after reading lesson 10", "MB", Budget("above", 80)
IDLE_SECONDS = 5.0
PAGES = 60


def stepper(steps: int, size: Size) -> list[Row]:
    """The stepper against the minimal app, both open at once, a key in turn."""
    with Probe(MINIMAL, size) as minimal, Probe(STEPPER, size) as tutorial:
        try:
            minimal.ready(MINIMAL_READY)
            tutorial.ready(STEPPER_READY)
            keys = [(minimal.press("space"), tutorial.press("space")) for _ in range(steps)]
        except MeasureError as error:
            kinds = (FIRST, SETTLED, LATE, BYTES, MEMORY, IDLE_BYTES, IDLE_WAKEUPS)
            return [Row(*kind, note=str(error)) for kind in kinds]
        floor, ours = zip(*keys, strict=True)
        memory = Row(*MEMORY, tutorial.memory(), minimal.memory())
        return [*timing(ours, floor), memory, *idle(tutorial, minimal)]


def laboratory(steps: int, size: Size) -> list[Row]:
    """A slider of the laboratory of moments: the first change is the row and the curve at once."""
    with Probe(MINIMAL, size) as minimal, Probe((*ADAMTUI, "open", "10#bell"), size) as tutorial:
        try:
            minimal.ready(MINIMAL_READY)
            tutorial.ready(r"M\(t\) = ")
            watch((tutorial, minimal), 4.0)
            keys = [
                (minimal.press("space"), tutorial.press(key))
                for _, key in zip(range(steps), cycle(["right", "left"]), strict=False)
            ]
        except MeasureError as error:
            return [Row(*SLIDER, note=str(error))]
        floor, ours = zip(*keys, strict=True)
        first = 1000 * median(key.first for key in floor)
        return [Row(*SLIDER, 1000 * median(key.first for key in ours), first)]


def timing(ours: Sequence[Pressed], floor: Sequence[Pressed]) -> list[Row]:
    """The rows about single keys; settling, too, is held against the minimal app's first change."""
    first = 1000 * median(key.first for key in floor)
    return [
        Row(*FIRST, 1000 * median(key.first for key in ours), first),
        Row(*SETTLED, 1000 * median(key.settled for key in ours), first),
        Row(*LATE, 1000 * percentile_99(ours), 1000 * percentile_99(floor)),
        Row(*BYTES, median(key.bytes for key in ours), median(key.bytes for key in floor)),
    ]


def percentile_99(keys: Sequence[Pressed]) -> float:
    """The first change that 99 of 100 keys do not exceed, in seconds."""
    return sorted(key.first for key in keys)[max(0, -(-99 * len(keys) // 100) - 1)]


def idle(tutorial: Probe, minimal: Probe) -> list[Row]:
    """Nobody presses anything."""
    probes = (tutorial, minimal)
    watch(probes, 1.0)
    before = [(probe.bytes_since_press(), probe.wakeups()) for probe in probes]
    watch(probes, IDLE_SECONDS)
    after = [(probe.bytes_since_press(), probe.wakeups()) for probe in probes]
    (ours, ours_woken), (floor, floor_woken) = [
        (now[0] - then[0], now[1] - then[1]) for then, now in zip(before, after, strict=True)
    ]
    return [Row(*IDLE_BYTES, ours, floor), Row(*IDLE_WAKEUPS, ours_woken, floor_woken)]


def watch(probes: Sequence[Probe], seconds: float) -> None:
    """Read what they write for so long."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for probe in probes:
            probe.pump(0.05)


def with_sympy(steps: int, size: Size) -> list[Row]:
    """A typed function, some steps, then its gradient as a formula."""
    typed = (*ADAMTUI, "step", "adam", "--fn", "x**2 + y**4")
    with Probe(MINIMAL, size) as minimal, Probe(typed, size) as tutorial:
        try:
            minimal.ready(MINIMAL_READY)
            tutorial.ready(STEPPER_READY)
            for _ in range(steps):
                tutorial.press("space")
            tutorial.press("i")
        except MeasureError as error:
            return [Row(*WITH_SYMPY, note=str(error))]
        watch((tutorial, minimal), 4.0)
        return [Row(*WITH_SYMPY, tutorial.memory(), minimal.memory())]


def whole_lesson(size: Size) -> list[Row]:
    """The lesson with all that there is in it, paged through to its end."""
    pattern = title("10")
    with Probe(MINIMAL, size) as minimal, Probe((*ADAMTUI, "open", "10"), size) as tutorial:
        try:
            minimal.ready(MINIMAL_READY)
            tutorial.ready(pattern)
        except MeasureError as error:
            return [Row(*WHOLE_LESSON, note=str(error))]
        for _ in range(PAGES):
            tutorial.send("pagedown")
            tutorial.settle(0.2, limit=2)
        watch((tutorial, minimal), 3.0)
        return [Row(*WHOLE_LESSON, tutorial.memory(), minimal.memory())]
