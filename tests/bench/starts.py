"""How long it takes until there is something to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.probe import ADAMTUI, MINIMAL, MINIMAL_READY, ROOT, Probe, Size, alternate
from tests.bench.report import Budget, Row

FIRST_TEXT = Budget("times", 1.8)
LONG_LESSON = Budget("times", 1.3)
SPECIFICATION = Budget("times", 4)
STEPPER = (*ADAMTUI, "step", "adam", "--fn", "x**2+10*y**2")
STEPPER_READY = "t = 0"
LESSON = "10"
TITLE = "A lesson of a certain length"
SPECIFICATION_LINES = 6_200
SECTION = r"""
## Section {n}

The average $m_t$ of the gradients forgets: each step keeps $\beta_1$ of it, and what came
$k$ steps ago weighs $\beta_1^k$ times what comes now, **exactly**, whatever `beta1` is.

$$m_{{{n}}} = \beta_1 m_{{{n}-1}} + (1 - \beta_1)\, g_{{{n}}}$$

- one thing to keep in mind, and
- another, which follows from it
"""


def start(argv: tuple[str, ...], pattern: str, size: Size) -> Callable[[], float]:
    """A measurement: seconds until a fresh process shows `pattern`."""

    def seconds() -> float:
        with Probe(argv, size) as probe:
            return probe.ready(pattern)

    return seconds


def first_text(runs: int, size: Size) -> list[Row]:
    """The stepper's and a lesson's start against the minimal app's."""
    measures = {
        "minimal": start(MINIMAL, MINIMAL_READY, size),
        "stepper at t = 0": start(STEPPER, STEPPER_READY, size),
        "a lesson's title": start((*ADAMTUI, "open", LESSON), title(LESSON), size),
    }
    seconds, failed = alternate(measures, runs)
    return [
        Row(f"start to {name}", "s", FIRST_TEXT, seconds.get(name), seconds.get("minimal"), reason)
        for name, reason in ((name, failed.get(name, "")) for name in list(measures)[1:])
    ]


def long_lesson(runs: int, size: Size) -> list[Row]:
    """A lesson of 500 lines against one of 50, both with one live part."""
    with TemporaryDirectory(prefix="bench-") as place:
        measures = {}
        for lines in (50, 500):
            folder = Path(place) / str(lines)
            folder.mkdir()
            (folder / "10-lines.md").write_text(lesson(lines), encoding="utf-8")
            argv = (*ADAMTUI, "--lessons", str(folder), "open", "10")
            measures[str(lines)] = start(argv, words(TITLE), size)
        seconds, failed = alternate(measures, runs)
    what, why = "start of 500 lines over 50", next(iter(failed.values()), "")
    measured = None if failed else seconds["500"]
    return [Row(what, "s", LONG_LESSON, measured, seconds.get("50"), why)]


def specification(runs: int, size: Size) -> list[Row]:
    """The first frame of 200 kB of prose and mathematics without a live part."""
    with TemporaryDirectory(prefix="bench-") as place:
        path = Path(place) / "specification.md"
        path.write_text(lesson(SPECIFICATION_LINES, live=False), encoding="utf-8")
        measures = {
            "minimal": start(MINIMAL, MINIMAL_READY, size),
            "specification": start((*ADAMTUI, "open", str(path)), words(TITLE), size),
        }
        seconds, failed = alternate(measures, runs)
    what, why = "start of a 200 kB file", failed.get("specification", "")
    return [
        Row(what, "s", SPECIFICATION, seconds.get("specification"), seconds.get("minimal"), why)
    ]


def lesson(lines: int, *, live: bool = True) -> str:
    """A lesson of exactly so many lines, with a live part near its beginning or with none."""
    text = [f"# {TITLE}", ""]
    text += ["```{stepper} live", ":fn: x**2", "```"] if live else []
    n = 0
    while len(text) < lines:
        n += 1
        text += SECTION.format(n=n).splitlines()
    return "\n".join(text[:lines]) + "\n"


def title(number: str) -> str:
    """What to look for on the screen when a shipped lesson is open."""
    for path in (ROOT / "lessons").glob(f"{number}-*.md"):
        return words(path.read_text(encoding="utf-8").partition("# ")[2].partition("\n")[0])
    return f"lesson {number} is not there"


def words(text: str) -> str:
    """A pattern for the text, wherever its line is broken."""
    return r"\s+".join(re.escape(word) for word in text.split())
