"""Who is where: a row a run, the best of them marked, the diverged ones in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from adamtui.charts.cells import fit
from adamtui.core.measures import LOSS, REGRET, average_regret, distance, judged_by
from adamtui.core.problem import Array
from adamtui.core.rates import effective_rate
from adamtui.ink import Ink, Row, Run
from adamtui.panels.comparison_scene import SIGNS, ComparisonScene
from adamtui.panels.numbers import brief, in_columns
from adamtui.panels.scene import Scene
from adamtui.typeset import cells

NUMBER = 11
"""Cells of a number."""
BEFORE = 4
"""Cells of them before the decimal point."""
SHORTEST_NAME, LONGEST_NAME = 12, 56
_LESS_THAN_NAMES = 3
_MARK = 2
_UNKNOWN = " " * (BEFORE - 1) + "·"
_QUIET = Ink("muted")
_GOOD = Ink("good", bold=True)
_BAD = Ink("bad", bold=True)


class _Column(NamedTuple):
    """A number of every run: how it is headed, and where it comes from; nan where unknown."""

    head: str
    value: Callable[[Scene], float]
    dispensable: int
    """Where it is narrow, the highest goes first; from `_LESS_THAN_NAMES` on for whole names."""


def table(scene: ComparisonScene, width: int) -> list[Row]:
    """A header and a row a run, at most `width` cells."""
    names = [_named(scene, i) for i in scene.runs]
    longest = min(max(len(name) for name in names) + 1, LONGEST_NAME)
    columns = _fitting(_columns(scene), longest, width)
    name = max(min(longest, _room(columns, width)), 1)
    heads = "".join(
        _head(column.head) + " " * (_MARK * (i == 0)) for i, column in enumerate(columns)
    )
    values = [[column.value(scene.run(i)) for column in columns] for i in scene.runs]
    best = _best(scene, [row[0] for row in values])
    rows = [fit([Run(" " * (2 + name) + heads, _QUIET)], width)]
    for i in scene.runs:
        label = [Run(f"{SIGNS[i]} ", scene.ink(i)), *_label(scene, i, names[i], name)]
        told = [Run(scene.diverged(i), _BAD)]
        if not scene.diverged(i):
            told = _figures(values[i], i in best)
        rows.append(fit([*label, *told], width))
    return rows


def _columns(scene: ComparisonScene) -> list[_Column]:
    """In the order shown."""
    measure = judged_by(scene.problem)
    columns = [
        _Column(name, partial(_theta, k), 1 + k) for k, name in enumerate(scene.coordinates[:2])
    ]
    if measure:
        head = "regret / t" if measure == REGRET else measure
        columns.insert(0, _Column(head, partial(measured, measure), 0))
    if scene.problem.optima:
        columns.append(_Column("to best", _distance, 4))
    rate = f"rate{scene.of_coordinate}"
    head = rate if cells(rate) < NUMBER else f"rate {scene.coordinates[scene.coordinate]}"
    columns.append(_Column(head, partial(_rate, scene.coordinate), 3))
    return columns


def _fitting(columns: list[_Column], longest: int, width: int) -> list[_Column]:
    """The columns that leave room for names, the longest of which has `longest` cells."""
    kept = list(columns)
    while len(kept) > 1:
        last = max(kept, key=lambda column: column.dispensable)
        whole = last.dispensable >= _LESS_THAN_NAMES
        if _room(kept, width) >= (longest if whole else min(longest, SHORTEST_NAME)):
            break
        kept.remove(last)
    return kept


def measured(measure: str, run: Scene) -> float:
    """What tells how well a run does, where it stands; `measure` as `judged_by` names it."""
    if measure == LOSS:
        return _loss(run)
    return average_regret(run.trace.step(run.at.t)) if measure == REGRET else run.scores[measure]


def _loss(run: Scene) -> float:
    """At θ as it stands now: what the next update will find."""
    engine = run.trace.run
    if engine.problem.loss is None:
        return np.nan
    with np.errstate(all="ignore"):
        theta = _thetas(run).astype(engine.dtype, copy=False)
        return float(engine.problem.loss(theta, _completed(run) + 1))


def _completed(run: Scene) -> int:
    """The update that the run has last completed."""
    return run.at.t if run.trace.walk.is_end(run.at) else run.at.t - 1


def _thetas(run: Scene) -> Array:
    """θ as it stands now: it moves with an update's last line."""
    values: Array = run.trace.step(_completed(run)).values["theta"]
    return values


def _theta(coordinate: int, run: Scene) -> float:
    return float(_thetas(run)[coordinate])


def _distance(run: Scene) -> float:
    """From θ to the nearest optimum."""
    return float(distance(run.trace.run.problem, _thetas(run)))


def _rate(coordinate: int, run: Scene) -> float:
    """Of the step last computed."""
    done = run.at.line > run.trace.lines.index("delta")
    t = run.at.t if done else run.at.t - 1
    if t <= run.trace.first:
        return np.nan
    return float(effective_rate(run.trace, coordinate, t, t)[1][-1])


def _best(scene: ComparisonScene, values: list[float]) -> set[int]:
    """The runs that do best, unless all do as well."""
    measure = judged_by(scene.problem)
    known = [values[i] for i in scene.runs if not (np.isnan(values[i]) or scene.diverged(i))]
    if not measure or not known or (len(known) == len(values) and min(known) == max(known)):
        return set()
    best = max(known) if measure in scene.problem.scores else min(known)
    return {i for i in scene.runs if values[i] == best}


def _named(scene: ComparisonScene, i: int) -> str:
    """The label, and the learning rate where the runs have others and no label tells."""
    rates = [trace.run.hyper.get("lr") for trace in scene.comparison.traces]
    label = scene.labels[i]
    if len(set(rates)) == 1 or any("η" in each for each in scene.labels):
        return label
    return f"{label}  η {brief(float(rates[i] or 0.0))}"


def _label(scene: ComparisonScene, i: int, name: str, room: int) -> Row:
    label = scene.labels[i]
    runs = [Run(label, scene.ink(i, bold=True)), Run(name[len(label) :], _QUIET)]
    return (*fit(runs, room - 1), Run(" "))


def _figures(values: list[float], best: bool) -> list[Run]:
    runs = []
    known = [_UNKNOWN if np.isnan(value) else value for value in values]
    for i, text in enumerate(in_columns(known, NUMBER, BEFORE)):
        runs.append(Run(text, _GOOD if best and i == 0 else Ink()))
        if i == 0:
            runs.append(Run("◂".ljust(_MARK) if best else " " * _MARK, _GOOD))
    return runs


def _head(head: str) -> str:
    """Over the numbers, from their sign on where it fits."""
    indent = min(BEFORE - 2, max(NUMBER - 1 - len(head), 0))
    return (" " * indent + head)[: NUMBER - 1].ljust(NUMBER)


def _room(columns: list[_Column], width: int) -> int:
    """Cells left for the names."""
    return width - 2 - len(columns) * NUMBER - _MARK
