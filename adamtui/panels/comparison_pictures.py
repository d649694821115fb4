"""The paths of several runs over one landscape, and one quantity of all of them in one chart.

A run that runs away is left out of the view and does not decide the axes: the others stay on scale.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from adamtui.charts.lines import Series, line_chart, page_window
from adamtui.charts.overlay import Trail, trail_rows
from adamtui.charts.series import INKS
from adamtui.core.formula import symbol
from adamtui.core.measures import REGRET, distance, judged_by
from adamtui.core.problem import Array
from adamtui.core.rates import effective_rate
from adamtui.ink import Ink, Row, Run
from adamtui.panels import pictures
from adamtui.panels.comparison_scene import SIGNS, ComparisonScene
from adamtui.panels.places import Size
from adamtui.panels.scene import Scene

APART = 16
"""A run that needs so many times the view of the next is not drawn."""
RUN_AWAY = 100.0
"""A curve that gets so many times as high as its start and the next does not decide the axis."""
RUN_AWAY_LOG = 1e6
"""The same on a log axis."""


class Chart(NamedTuple):
    """What is charted: its title, and the points of one run from some update on."""

    title: str
    points: Callable[[Scene, int], tuple[Array, Array]]


def drawn(scene: ComparisonScene) -> tuple[pictures.View, dict[int, Array]]:
    """The view, and the paths that are in it by their runs; none where nothing can be drawn."""
    problem = scene.problem
    if problem.surface is None:
        return problem.view, {}
    paths = {i: pictures.path_of(scene.run(i)) for i in scene.runs if not scene.diverged(i)}
    needed = {i: pictures.widening(problem, path) for i, path in paths.items()}
    factor = 1
    kept: dict[int, Array] = {}
    for wide, i in sorted((wide, i) for i, wide in needed.items() if wide is not None):
        if wide > APART * factor and kept:
            break
        factor = wide
        kept[i] = paths[i]
    return pictures.widened(problem, factor), dict(sorted(kept.items()))


def landscape(scene: ComparisonScene, size: Size) -> list[Row]:
    """The paths so far over their ground, and who is not in sight."""
    problem = scene.problem
    view, paths = drawn(scene)
    under = pictures.ground(problem, view, size)
    if under is None:
        return []
    optima = pictures.lifted(problem, np.array(problem.optima).reshape(-1, len(problem.names)))
    trails = [
        Trail(pictures.lifted(problem, path), INKS[i], SIGNS[i], mark="")
        for i, path in paths.items()
    ]
    joined = len(problem.names) > 1
    rows = trail_rows(under, trails, optima=optima.tolist(), joined=joined)
    missing = _missing(scene, paths, size[0])
    return [*rows[:-1], missing] if missing else rows


def charts(scene: ComparisonScene) -> list[Chart]:
    """What can be charted: first what tells how they do, then where it comes from."""
    problem, of = scene.problem, scene.of_coordinate
    found = [Chart(f"{name} after each update", partial(_line, name, 0)) for name in problem.scores]
    if judged_by(problem) == REGRET:
        found.append(Chart("average regret", partial(_line, REGRET, 0)))
    if problem.loss is not None:
        found.append(Chart("loss before each update", partial(_line, "loss", 0)))
    found += [
        Chart(f"effective rate{of}", partial(_rate, scene.coordinate)),
        Chart(f"θ{of}", partial(_line, "theta", scene.coordinate)),
        Chart(
            f"the step {symbol('delta', scene.names)}{of}",
            partial(_line, "delta", scene.coordinate),
        ),
    ]
    return [*found, Chart("distance to the nearest best", _distances)] if problem.optima else found


def chart(scene: ComparisonScene, which: Chart, size: Size) -> list[Row]:
    """One curve a run, up to where one stands."""
    t = scene.at.t
    if not t:
        return pictures.empty(size, which.title)
    window = page_window(t)
    curves = [Series("", *which.points(scene.run(i), int(window[0])), INKS[i]) for i in scene.runs]
    tame = _tame(curves, RUN_AWAY)
    log = bool(tame) and pictures.log_suits(tame)
    tame = _tame(curves, RUN_AWAY_LOG) if log else tame
    title = which.title + (" · log scale" if log else "")
    kept = [curve if curve in tame else _leaving(curve, tame) for curve in curves]
    return line_chart(kept, size, title=title, log_y=log, window=window, cursor=t)


def _missing(scene: ComparisonScene, runs: Collection[int], width: int) -> Row:
    """Which runs the landscape leaves out; an empty row where it has all."""
    names = ", ".join(scene.labels[i] for i in scene.runs if i not in runs)
    return (Run(f"not in sight: {names}"[:width], Ink("warn")),) if names else ()


def _line(name: str, coordinate: int, run: Scene, first: int) -> tuple[Array, Array]:
    return pictures.series(run, name, coordinate, first)


def _rate(coordinate: int, run: Scene, first: int) -> tuple[Array, Array]:
    last = pictures.known(run, "delta")
    if last <= run.trace.first:
        return np.empty(0), np.empty(0)
    return effective_rate(run.trace, coordinate, first, last)


def _distances(run: Scene, first: int) -> tuple[Array, Array]:
    problem, last = run.trace.run.problem, pictures.known(run, "theta")
    columns = [run.trace.series("theta", i, first, last) for i in range(run.trace.dimension)]
    theta = np.column_stack([values for _, values in columns])
    return columns[0][0], distance(problem, theta)


def _tame(curves: Sequence[Series], factor: float) -> list[Series]:
    """The curves that do not run away."""
    peaks = [_finite(curve) for curve in curves]
    order = sorted((i for i in range(len(curves)) if peaks[i].size), key=lambda i: peaks[i].max())
    for k in range(1, len(order)):
        peak, below, start = peaks[order[k]].max(), peaks[order[k - 1]].max(), peaks[order[k]][0]
        if peak / factor > max(below, start) > 0:
            order = order[:k]
            break
    return [curves[i] for i in sorted(order)]


def _finite(curve: Series) -> Array:
    values: Array = np.abs(np.asarray(curve.ys))
    return values[np.isfinite(values)]


def _leaving(curve: Series, tame: Sequence[Series]) -> Series:
    """A curve that leaves the chart where it leaves what the others need."""
    values = np.asarray(curve.ys)
    limit = max((float(_finite(other).max()) for other in tame), default=np.inf)
    with np.errstate(invalid="ignore"):
        beyond = np.where(values > 0, np.inf, -np.inf)
        return replace(curve, ys=np.where(np.abs(values) > limit, beyond, values))
