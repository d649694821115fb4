"""The path over the landscape, the history of the loss and the buffers, the time line.

The ground, which costs milliseconds, is drawn once for a problem, a view and a size; what changes
with a step is laid over it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from adamtui.charts.curve import on_curve, plain_curve
from adamtui.charts.landscape import Heat, heat
from adamtui.charts.lines import Series, line_chart, page_window
from adamtui.charts.overlay import Trail, trail_rows
from adamtui.charts.series import INKS
from adamtui.core.formula import symbol
from adamtui.core.measures import LOSS, REGRET, averaged
from adamtui.core.problem import Array, Problem
from adamtui.ink import Ink, Row, Run
from adamtui.panels.places import Size
from adamtui.panels.scene import Scene
from adamtui.panels.time_row import divergence, time_row

GROUPS: tuple[tuple[str, ...], ...] = (
    (LOSS,),
    ("g", "m", "m_hat", "m_bar", "b", "c"),
    ("v", "v_hat", "v_max", "s", "u", "spread", "spread_hat"),
    ("delta",),
    ("theta",),
)
"""What is charted together; a rule shows those lines of a group that it has. The problem's scores
come after the loss, each a group of its own."""

View: TypeAlias = tuple[tuple[float, float], ...]
"""The bounds drawn, by coordinate."""

FARTHEST = 2**14
"""How many times wider than the problem's own a view may get."""

_STEEP = 100.0


def landscape(scene: Scene, size: Size) -> list[Row]:
    """The path so far over its ground, with what its signs mean; no rows where there is none."""
    problem = scene.trace.run.problem
    if problem.surface is None:
        return []
    path = path_of(scene)
    under = ground(problem, widened(problem, widening(problem, path) or 1), size)
    if under is None:
        return []
    optima = lifted(problem, np.array(problem.optima).reshape(-1, len(problem.names)))
    # Chords across a curve would hide it; on a map they show the way.
    joined = len(problem.names) > 1
    rows = trail_rows(under, [Trail(lifted(problem, path))], optima=optima.tolist(), joined=joined)
    return [*rows[:-1], _explained(rows[-1], bool(problem.optima))] if under.foot else rows


def path_of(scene: Scene) -> Array:
    """θ from the start to where one stands, shape (k, n)."""
    trace = scene.trace
    done = scene.at.t if trace.walk.is_end(scene.at) else scene.at.t - 1
    each = (trace.series("theta", i, trace.first, done)[1] for i in range(trace.dimension))
    return np.column_stack(list(each))


def lifted(problem: Problem, points: Array) -> Array:
    """Points of the problem as they are drawn, shape (k, 2): of one parameter on its curve."""
    if problem.surface is None or len(problem.names) > 1:
        return points
    return on_curve(problem.surface, points[:, 0])


def widening(problem: Problem, path: Array) -> int | None:
    """How many times the problem's view is to be doubled in width to hold a path.

    None where that is too far.
    """
    factor = 1
    while factor <= FARTHEST:
        view = widened(problem, factor)
        if all(_within(values, bounds) for values, bounds in zip(path.T, view, strict=True)):
            return factor
        factor *= 2
    return None


def widened(problem: Problem, factor: int) -> View:
    """The problem's view, so many times as wide about its middle."""
    return tuple(_widened(bounds, factor) for bounds in problem.view)


@lru_cache(maxsize=8)
def ground(problem: Problem, view: View, size: Size) -> Heat | None:
    """The landscape without a path, `size` in cells; None where there is no room for it."""
    if problem.surface is None or min(size) < 1:
        return None
    if len(view) == 1:
        return plain_curve(problem.surface, view[0], size)
    return heat(problem.surface, view, size)


def _widened(bounds: tuple[float, float], factor: int) -> tuple[float, float]:
    middle, half = (bounds[0] + bounds[1]) / 2, (bounds[1] - bounds[0]) / 2
    return (middle - factor * half, middle + factor * half)


def _within(values: Array, bounds: tuple[float, float]) -> bool:
    known = values[np.isfinite(values)]
    return not known.size or (bounds[0] <= known.min() and known.max() <= bounds[1])


def _explained(foot: Row, best: bool) -> Row:
    """The bounds, and the signs' meanings as far as they fit."""
    text = "".join(run.text for run in foot)
    bounds = text.rstrip()
    for signs in ("  ○ start ● now" + "  ✕ best" * best, "  ○ start ● now", ""):
        if len(bounds + signs) <= len(text):
            return (Run((bounds + signs).ljust(len(text)), Ink("muted")),)
    return foot


def groups(scene: Scene) -> list[tuple[str, ...]]:
    """The groups that this run can chart: first what tells how it goes."""
    problem = scene.trace.run.problem
    lines = {*scene.trace.lines, *problem.scores, *((LOSS,) if problem.loss is not None else ())}
    first = [(REGRET,), GROUPS[0]] if problem.online else [GROUPS[0]]
    wanted = (*first, *((name,) for name in problem.scores), *GROUPS[1:])
    lines.update((REGRET,) if problem.online and problem.best is not None else ())
    return [shown for group in wanted if (shown := tuple(x for x in group if x in lines))]


def history(scene: Scene, group: tuple[str, ...], size: Size) -> list[Row]:
    """The values of a group of lines up to where one stands; for n > 1 of θ's coordinates too."""
    t = scene.at.t
    if not scene.started:
        return empty(size, _title(scene, group) or legend(scene, group))
    window = page_window(t)
    curves = [
        Series(name, *series(scene, line, i, int(window[0])), ink)
        for ink, (line, i, name) in zip(INKS, _curves(scene, group), strict=False)
    ]
    log = log_suits(curves)
    title = " · ".join([*filter(None, [_title(scene, group)]), *(["log scale"] if log else [])])
    return line_chart(curves, size, title=title, log_y=log, window=window, cursor=t)


def series(scene: Scene, line: str, coordinate: int, first: int) -> tuple[Array, Array]:
    """(t, value) of what is charted, as far as it is known; of the regret its average."""
    ts, values = scene.trace.series(line, coordinate, first, known(scene, line))
    return (ts, averaged(values, ts)) if line == REGRET else (ts, values)


def _title(scene: Scene, group: tuple[str, ...]) -> str:
    if group == (REGRET,):
        return "average regret"
    if group == (LOSS,):
        return "loss before each update"
    return f"{group[0]} after each update" if group[0] in scene.trace.run.problem.scores else ""


def known(scene: Scene, line: str) -> int:
    """The last update whose value of a line is computed where one stands."""
    lines = scene.trace.lines
    computed_by = "theta" if line in scene.trace.run.problem.scores else line
    reached = line in (LOSS, REGRET) or lines.index(computed_by) < scene.at.line
    return scene.at.t if reached else scene.at.t - 1


def legend(scene: Scene, group: tuple[str, ...]) -> str:
    """What curves of a group are called, `m of x, m̂ of x`."""
    return ", ".join(name for _, _, name in _curves(scene, group))


def empty(size: Size, title: str) -> list[Row]:
    """The place of a chart that has nothing to show yet, under the title that it will have."""
    width, height = size
    words = {0: title, height // 2: "from the first update on".center(width)}
    return [(Run(words[y][:width], Ink("muted")),) if y in words else () for y in range(height)]


def _curves(scene: Scene, group: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """(line, coordinate, legend). Several lines: the first coordinate; one line: up to two."""
    names = scene.coordinates
    if group[0] in (LOSS, REGRET) or group[0] in scene.trace.run.problem.scores:
        return [(group[0], 0, "")]
    if len(group) > 1:
        suffix = f" of {names[0]}" if len(names) > 1 else ""
        return [(line, 0, symbol(line, scene.names) + suffix) for line in group]
    shown = range(min(2, scene.trace.dimension))
    return [(group[0], i, f"{symbol(group[0], scene.names)} of {names[i]}") for i in shown]


def log_suits(curves: list[Series]) -> bool:
    """A log axis where everything is positive and spans more than two decades."""
    values: Any = np.concatenate([np.asarray(curve.ys) for curve in curves])
    values = values[np.isfinite(values)]
    return len(values) > 1 and values.min() > 0 and values.max() / _STEEP > values.min()


def time_line(scene: Scene, width: int) -> list[Row]:
    """One row: the position among the updates recorded, and where the run left the numbers."""
    found = divergence(scene.trace, scene.at.t)
    return time_row(scene.at.t, scene.trace.last, width, f"  {found}" if found else "")
