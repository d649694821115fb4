"""The line one stands on, worked out: what it means, its numbers put in, its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from adamtui.core.equations import Equation
from adamtui.core.formula import MEANINGS, symbol, text, with_numbers
from adamtui.core.notation import Notation
from adamtui.core.term import Term
from adamtui.ink import Ink, Row, Run, merge
from adamtui.panels.caption import library, start
from adamtui.panels.numbers import brief
from adamtui.panels.scene import Scene

COORDINATES = 2
"""How many coordinates are worked out."""

_QUIET = Ink("muted")
_NAME = Ink("accent", bold=True)


def height(scene: Scene) -> int:
    """Rows the panel takes: the meaning, a row a coordinate, the parts."""
    return 2 + min(scene.trace.dimension, COORDINATES)


def working_panel(scene: Scene, width: int) -> list[Row]:
    """`height(scene)` rows of at most `width` cells."""
    equation = scene.equation
    rows = _invitation(scene) if equation is None else _worked_out(scene, equation, width)
    rows = [_cut(row, width) for row in rows[: height(scene)]]
    return rows + [()] * (height(scene) - len(rows))


def _invitation(scene: Scene) -> list[Row]:
    """What one stands before, and the first keys."""
    run = scene.trace.run
    rate = f"η = {brief(run.hyper['lr'])}, " if "lr" in run.hyper else ""
    keys = (("space", " makes one update, "), ("s", " one line of it; "), ("left", " goes back"))
    return [
        (
            Run("The start: ", _NAME),
            Run(f"θ = {start(run)}, {rate}formulas as in {library(run)}", _QUIET),
        ),
        tuple(Run(*pair) for key, what in keys for pair in ((key, _NAME), (what, _QUIET))),
    ]


def _worked_out(scene: Scene, equation: Equation, width: int) -> list[Row]:
    known = scene.trace.known(scene.at.t)
    meaning = MEANINGS.get(equation.name, "")
    rows: list[Row] = [
        merge([Run(symbol(equation.name, scene.names), _NAME), Run(f"  {meaning}", _QUIET)])
    ]
    if equation.term.op == "gradient":
        return rows + _gradient(scene, known, width)
    for i, label in _worked_coordinates(scene, known[equation.name]):
        numbers = with_numbers(equation.term, _scalars(known, i))
        result = brief(float(np.ravel(known[equation.name])[i]))
        rows.append(merge([Run(label, _QUIET), Run(numbers), Run(f" = {result}", Ink(bold=True))]))
    parts = "   ".join(_parts(equation.term, known, scene.names))
    return [*rows, (Run(" " * 3 + parts, _QUIET),)] if parts else rows


def _worked_coordinates(scene: Scene, value: Any) -> Iterator[tuple[int, str]]:
    """(index, label) of each coordinate that has a number of its own."""
    if np.ndim(value) == 0:
        yield 0, " " * 3
        return
    for i, name in enumerate(scene.coordinates[:COORDINATES]):
        yield i, f"{name}: " if scene.trace.dimension > 1 else " " * 3


def _gradient(scene: Scene, known: Mapping[str, Any], width: int) -> list[Row]:
    """The slopes at θ, by their formulas where the problem has them."""
    theta, g = known["prev.theta"], known["g"]
    at = ", ".join(brief(float(v)) for v in theta[:COORDINATES])
    at += ", …" if len(theta) > COORDINATES else ""
    slopes = scene.trace.run.problem.slopes
    rows: list[Row] = []
    for i, label in _worked_coordinates(scene, g):
        name = scene.coordinates[i]
        formula = f"∂f/∂{name} = {slopes[i]}" if i < len(slopes) else f"∂f/∂{name}"
        result = f" = {brief(float(g[i]))}"
        if len(label) + len(formula) + len(result) > width:
            formula = f"∂f/∂{name}"
        rows.append((Run(label, _QUIET), Run(formula), Run(result, Ink(bold=True))))
    return [*rows, (Run(f"{' ' * 3}at θ = ({at})", _QUIET),)]


def _scalars(known: Mapping[str, Any], i: int) -> dict[str, Any]:
    """The same symbols for one coordinate."""
    return {k: v if callable(v) or np.ndim(v) == 0 else v[i] for k, v in known.items()}


def _parts(term: Term, known: Mapping[str, Any], names: Notation) -> Iterator[str]:
    """`1 − β₁ᵗ = 0.19` for each compound part of the line, in the order computed."""
    seen = set()
    for part in term.parts():
        written = text(part, names)
        if part.op == "neg" or written in seen:
            continue
        seen.add(written)
        values = np.ravel(part.value(known))[:COORDINATES]
        yield f"{written} = {', '.join(brief(float(v)) for v in values)}"


def _cut(row: Row, width: int) -> Row:
    """The row's first `width` characters, an ellipsis in place of what is cut."""
    room, kept = width, []
    for run in row:
        if len(run.text) > room:
            kept.append(Run(run.text[: max(room - 1, 0)] + "…", run.ink))
            break
        kept.append(run)
        room -= len(run.text)
    return tuple(kept)
