"""What the lesson on the implementation has the reader do: programs to save, commands to type.

And the passes through memory that a kernel makes, counted while it runs; what its updates come to;
and whether a slip shows on the lesson's gradients.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from adamtui.commands.against import RTOL
from adamtui.core.hunt import Hunt
from adamtui.core.kernels import BLOCK, Array, Kernel, Settings, State
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.slips import Slip, slipped
from adamtui.core.trace import Trace
from adamtui.course.bug import Bug
from adamtui.course.parse import load
from tests.lesson_parts import LessonParts, series

LESSON = LessonParts("60-implementation")


def block(language: str, holds: str) -> str:
    """The lesson's fenced block in a language that holds these words."""
    fences = re.findall(rf"^```{language}\n(.*?)^```$", LESSON.source, re.MULTILINE | re.DOTALL)
    (found,) = [fence for fence in fences if holds in fence]
    return str(found)


def commands(holds: str) -> list[str]:
    """The lines of the lesson's shell block that holds these words."""
    return block("sh", holds).splitlines()


def gradients() -> str:
    """The file that the lesson's printf makes."""
    _, text, _, _ = shlex.split(commands("printf")[0])
    return text.replace("\\n", "\n")


def printed(program: str, folder: Path) -> str:
    """What a program prints in a folder that holds the lesson's g.csv."""
    (folder / "g.csv").write_text(gradients(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def hunt_for(part_id: str) -> Hunt:
    """The right run and the one with a slip, of the lesson's exercise of that name."""
    (options,) = (part.options for part in load(LESSON.path).directives() if part.id == part_id)
    assert isinstance(options, Bug)
    return options.hunt()


@dataclass
class Passes:
    """What a kernel did, in passes over all its numbers."""

    operations: int = 0
    new: int = 0
    moved: int = 0
    """Numbers read or written for each parameter."""


class _Counted(np.ndarray[Any, Any]):
    """An array that tells `Passes` of every operation on it."""

    passes: Passes

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        arrays = {id(each) for each in inputs if isinstance(each, np.ndarray)}
        self.passes.operations += 1
        self.passes.new += "out" not in kwargs
        self.passes.moved += len(arrays) + 1
        bare = [np.asarray(each) if isinstance(each, _Counted) else each for each in inputs]
        if "out" in kwargs:
            kwargs["out"] = tuple(np.asarray(each) for each in kwargs["out"])
        return _counted(getattr(ufunc, method)(*bare, **kwargs), self.passes)


def _counted(values: Any, passes: Passes) -> _Counted:
    found = np.asarray(values, dtype=float).view(_Counted)
    found.passes = passes
    return found


@cache
def passes(kernel: Kernel) -> Passes:
    """What one update of a few parameters takes."""
    count = Passes()
    theta, g, m, v, scratch = (_counted(np.full(8, 0.5), count) for _ in range(5))
    kernel(theta, g, State(m, v, scratch), Settings())
    return count


def updated(kernel: Kernel) -> tuple[Array, Array, Array]:
    """θ, m and v after some updates of more parameters than a block has."""
    draw = np.random.default_rng(0).standard_normal
    theta: Array = draw(BLOCK + 5)
    state = State.before(theta)
    for _ in range(5):
        theta = kernel(theta, draw(len(theta)), state, Settings())
    return theta, state.m, state.v


def shows(slip: Slip) -> bool:
    """Whether m, v or θ of a program with this slip differs on the lesson's three rows."""
    rows = np.array([row.split(",") for row in gradients().split()], dtype=float)
    run = Plan(rule="adam").on(replayed(rows))
    right, mistaken = Trace(run), Trace(replace(run, rule=slipped(run.rule, slip)))
    for each in (right, mistaken):
        each.extend_to(len(rows))
    for line, i in product(("m", "v", "theta"), (0, 1)):
        expected = series(right, line, i)
        apart = np.abs(series(mistaken, line, i) - expected)
        allowed = RTOL["float64"] * np.maximum.accumulate(np.abs(expected))
        if not (apart <= allowed).all():
            return True
    return False
