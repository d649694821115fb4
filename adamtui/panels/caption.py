"""What is run and where one stands, in one line."""

from __future__ import annotations

from adamtui.core.engine import Run
from adamtui.core.formula import symbol
from adamtui.ink import Ink, Row
from adamtui.ink import Run as Text
from adamtui.panels.numbers import brief
from adamtui.panels.scene import Scene

LIBRARIES = {"pytorch": "PyTorch", "paper": "the paper", "optax": "optax", "keras": "Keras"}

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
    """Whose convention the run follows."""
    return LIBRARIES[run.rule.convention]


def heading(scene: Scene, width: int) -> list[Row]:
    """One row: rule and function, the knobs, and on the right t and the line one stands on."""
    run = scene.trace.run
    place = place_of(scene)
    knobs = " ".join(
        f"{symbol(f'h.{k}')} {brief(v)}" for k, v in run.hyper.items() if k != "correction"
    )
    if run.hyper.get("correction", "both") != "both":
        knobs += f" correction {run.hyper['correction']}"
    room = width - len(place) - 2
    left = f"{run.rule.title} · {run.problem.title}"
    right = next(
        (x for x in (f"  {knobs} · {library(run)}", f"  {knobs}", "") if len(left + x) <= room), ""
    )
    left = left if len(left) <= room else left[: room - 1] + "…"
    gap = " " * (width - len(left) - len(right) - len(place))
    return [(Text(left, _TITLE), Text(right + gap, _QUIET), Text(place, _PLACE))]


def place_of(scene: Scene) -> str:
    """`t = 3 · line m_hat`."""
    if not scene.started:
        return f"t = {scene.at.t} · start"
    return f"t = {scene.at.t} · line {scene.trace.lines[scene.at.line - 1]}"


def _sign(name: str) -> str:
    return name if name == "correction" else symbol(f"h.{name}")


def _value(value: float | str) -> str:
    return value if isinstance(value, str) else brief(value)
