"""What is run and where one stands, in one line."""

from __future__ import annotations

from adamtui.core.engine import Run
from adamtui.core.floats import DOUBLE
from adamtui.core.formula import symbol
from adamtui.core.libraries import library as whose
from adamtui.ink import Ink, Row
from adamtui.ink import Run as Text
from adamtui.panels.numbers import brief
from adamtui.panels.scene import Scene

SHORTEST_TITLE = 16

_CORRECTED = ("correction", "both")
"""What goes without saying."""

_QUIET = Ink("muted")
_TITLE = Ink("title", bold=True)
_PLACE = Ink("accent", bold=True)


def caption(run: Run) -> str:
    """`Adam as in PyTorch · x² · from 1 · η = 0.1  β₁ = 0.9 …`: all that a run depends on."""
    knobs = "  ".join(f"{_sign(k)} = {_value(v)}" for k, v in run.hyper.items())
    return (
        f"{run.rule.title} as in {library(run)} · {run.problem.title} · from {start(run)} · {knobs}"
    )


def start(run: Run) -> str:
    """The run's first point: `1`, `(−4, 2)`."""
    shown = ", ".join(brief(float(v)) for v in run.problem.start[:4])
    n = len(run.problem.start)
    return f"({shown}{', …' if n > 4 else ''})" if n > 1 else shown


def library(run: Run) -> str:
    """Whom the run's rule follows, in a sentence."""
    return whose(run.rule)


def heading(scene: Scene, width: int) -> list[Row]:
    """One row: rule and function, the knobs, and on the right t and the line one stands on."""
    run = scene.trace.run
    place = place_of(scene)
    room = width - len(place) - 2
    title, knobs = _fitted(f"{run.rule.title} · {run.problem.title}", _knobs(run), room)
    gap = " " * (width - len(title) - len(knobs) - len(place))
    return [(Text(title, _TITLE), Text(knobs + gap, _QUIET), Text(place, _PLACE))]


def _knobs(run: Run) -> list[str]:
    """The hyperparameters in one line, the fullest first.

    Where there is no room for all: those that are set, with the learning rate; then that alone.
    """
    narrow = [run.dtype] if run.dtype != DOUBLE else []
    each = {name: _setting(name, value) for name, value in run.hyper.items()}
    told = [text for name, text in each.items() if (name, run.hyper[name]) != _CORRECTED]
    set_here = [
        text
        for name, text in each.items()
        if name == "lr" or run.hyper[name] != run.rule.hyper[name]
    ]
    full = "  " + " ".join([*told, *narrow])
    shortened = [
        f"  {' '.join(words)}{' …' if len(words) < len(told) + len(narrow) else ''}"
        for words in ([*set_here, *narrow], told[:1])
    ]
    return list(dict.fromkeys([f"{full} · {library(run)}", full, *shortened]))


def _fitted(title: str, knobs: list[str], room: int) -> tuple[str, str]:
    """Both in `room` cells: fewer knobs first, then a shorter title, then no knobs.

    What is set stays longer than the end of the title.
    """
    for shown in knobs[:-1]:
        if len(title) + len(shown) <= room:
            return title, shown
    last = next((each for each in knobs[-2:] if room - len(each) >= SHORTEST_TITLE), "")
    left = room - len(last)
    return (title if len(title) <= left else title[: left - 1] + "…"), last


def place_of(scene: Scene) -> str:
    """`t = 3 · line m_hat`, after the scores of θ where the problem has any."""
    line = f"line {scene.trace.lines[scene.at.line - 1]}" if scene.started else "start"
    scores = (f"{name} {value:.3f} · " for name, value in scene.scores.items())
    return f"{''.join(scores)}t = {scene.at.t} · {line}"


def _setting(name: str, value: float | str) -> str:
    return f"{_sign(name)} {_value(value)}"


def _sign(name: str) -> str:
    return name if name == "correction" else symbol(f"h.{name}")


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else brief(value)
