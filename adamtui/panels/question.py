"""What is asked of a reader who predicts: the next line, what is typed, how the last try was.

Four rows in the place of the line worked out. The line asked about is the one after where one
stands, so nothing that is drawn here may read its value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from adamtui.core.equations import Equation
from adamtui.core.formula import MEANINGS, symbol, text, with_numbers
from adamtui.core.position import Position
from adamtui.ink import Ink, Row, Run, merge
from adamtui.panels.numbers import brief
from adamtui.panels.scene import Scene
from adamtui.typeset import cells

if TYPE_CHECKING:
    from adamtui.core.prediction import Verdict

ROWS = 4
_KEYS = (
    "enter answers · enter on nothing: formula, then value · escape leaves",
    "enter on nothing: formula, then value",
    "escape leaves",
)
"""What the keys do, the fullest first."""
_PROMPT = "> "
_SHORTEST = 12
"""Cells that the line typed has at least."""

_QUIET = Ink("muted")
_NAME = Ink("accent", bold=True)
_BOLD = Ink(bold=True)
_GOOD = Ink("good", bold=True)
_BAD = Ink("bad", bold=True)
_WARN = Ink("warn")


class Line(Protocol):
    """The line that is typed into."""

    def row(self, room: int, *, focused: bool) -> Row:
        """The line in at most `room` cells."""


@dataclass(frozen=True, eq=False, slots=True)
class Question:
    """A question as it stands; read-only."""

    scene: Scene
    """Where one stands; asked is the line after it."""
    line: Line
    value: str = ""
    """What is typed comes to, `= 0.36`; "" where that is plain or cannot be read yet."""
    said: Row = ()
    """How the last try was."""
    tally: str = ""
    """`streak 3`."""

    @property
    def at(self) -> Position:
        """The position of the line asked about."""
        return self.scene.trace.walk.line_forward(self.scene.at)

    @property
    def equation(self) -> Equation:
        """The line asked about."""
        return self.scene.trace.equations[self.at.line - 1]

    @property
    def name(self) -> str:
        """Its sign."""
        return symbol(self.equation.name, self.scene.names)


def question_panel(question: Question, width: int, *, focused: bool) -> list[Row]:
    """`ROWS` rows of at most `width` cells: what is asked, the line, the verdict, the keys."""
    value = f"  {question.value}" if question.value else ""
    room = max(width - len(_PROMPT) - cells(value), _SHORTEST)
    typed = question.line.row(room, focused=focused)
    tally = question.tally
    shown = next((each for each in _KEYS if len(each) + len(tally) < width), "")
    gap = " " * max(width - len(shown) - len(tally), 0)
    rows = [
        _asked(question),
        merge([Run(_PROMPT, _NAME), *typed, Run(value, _BOLD)]),
        question.said,
        (Run(shown, _QUIET), Run(gap), Run(tally, _NAME)),
    ]
    return [cut(row, width) for row in rows]


def _asked(question: Question) -> Row:
    """`predict m̂ of x (or x, y)   first moment, corrected for its start at 0`."""
    scene, name = question.scene, question.equation.name
    several = scene.trace.dimension > 1 and name != "t"
    of = f" of {scene.coordinates[0]}" if several else ""
    meaning = _slope(scene) if name == "g" else MEANINGS.get(name, "")
    both = f" (or {', '.join(scene.coordinates)})" if several and _pair(scene) else ""
    return (
        Run("predict ", _QUIET),
        Run(f"{question.name}{of}", _NAME),
        Run(f"{both}   {meaning}", _QUIET),
    )


def _pair(scene: Scene) -> bool:
    return scene.trace.dimension == len(scene.coordinates) == 2


def _slope(scene: Scene) -> str:
    """Of what, and where, a slope is asked."""
    run = scene.trace.run
    theta = np.ravel(scene.value(len(scene.trace.lines) - 1))
    at = ", ".join(brief(float(value)) for value in theta)
    point = f"({at})" if len(theta) > 1 else f"{scene.coordinates[0]} = {at}"
    return f"slope of {run.problem.title} at {point}"


def formula(question: Question) -> Row:
    """The line's formula, and with this update's numbers in it, which must be recorded."""
    scene, name = question.scene, question.name
    slopes = scene.trace.run.problem.slopes
    if question.equation.term.op == "gradient" and slopes:
        return (Run(f"{name} = ", _QUIET), Run(f"∂f/∂{scene.coordinates[0]} = {slopes[0]}"))
    term = question.equation.term
    known = _first(scene.trace.known(question.at.t))
    return (
        Run(f"{name} = ", _QUIET),
        Run(f"{text(term, scene.names)} = {with_numbers(term, known)}"),
    )


def _first(known: Mapping[str, Any]) -> dict[str, Any]:
    """The same symbols for the first coordinate."""
    return {k: v if callable(v) or np.ndim(v) == 0 else v[0] for k, v in known.items()}


def judged(name: str, verdict: Verdict) -> Row:
    """How a try was: `✓ m = 0.38`, `✗ 1.8: the factor 1 − β₁ is not there; try again`."""
    if verdict.right:
        return (Run("✓ ", _GOOD), Run(f"{name} = {listed(verdict.values)}", _BOLD))
    number = brief(verdict.typed[verdict.wrong])
    if verdict.mistake is None:
        return (Run("✗ ", _BAD), Run(f"{number}", _BOLD), Run(f" is not {name}; try again", _WARN))
    told = f": {verdict.mistake.sentence}; try again"
    return (Run("✗ ", _BAD), Run(number, _BOLD), Run(told, _WARN))


def revealed(name: str, value: float) -> Row:
    """What a line is that was shown, not found."""
    return (Run(f"  {name} = {brief(value)}", _BOLD), Run("  shown", _QUIET))


def unread(message: str) -> Row:
    """Why what was typed cannot be read."""
    return (Run(message, _WARN),)


def listed(values: tuple[float, ...]) -> str:
    """Numbers with commas between."""
    return ", ".join(map(brief, values))


def cut(row: Row, width: int) -> Row:
    """The row's first `width` cells, an ellipsis in place of what is cut."""
    room, kept = width, []
    for run in row:
        if cells(run.text) > room:
            shown = run.text
            while shown and cells(shown) >= room:
                shown = shown[:-1]
            kept.append(Run(f"{shown}…"[: max(room, 0)], run.ink))
            break
        kept.append(run)
        room -= cells(run.text)
    return tuple(kept)
