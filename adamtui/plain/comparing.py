"""A comparison where playing stops: the table of its runs, their paths, a chart of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from adamtui.charts.overlay import Trail
from adamtui.charts.series import INKS
from adamtui.core.entrants import comparison_of
from adamtui.core.measures import REGRET, judged_by
from adamtui.core.problem import Array
from adamtui.course.compare import Compare
from adamtui.ink import Ink, Row, Run
from adamtui.panels import comparison_pictures, pictures
from adamtui.panels.comparison import heading
from adamtui.panels.comparison_scene import SIGNS, ComparisonScene
from adamtui.panels.comparison_table import measured, table
from adamtui.panels.numbers import brief
from adamtui.panels.places import Size
from adamtui.panels.stage import NARROWEST
from adamtui.plain.rows import apart, beside, said
from adamtui.plain.signs import mapped, told_apart
from adamtui.plain.stepping import FIRST, NARROWEST_PICTURE, TALL, minus

_NARROWEST_TABLE = 48
_QUIET = Ink("muted")
_INDENT = (Run("  "),)


def comparison(options: Compare, room: int) -> Iterator[Row]:
    """All runs after update `until`, or `steps`, or the first few."""
    runs = comparison_of(options.plans())
    t = options.until or options.steps or FIRST
    runs.extend_to(t)
    scene = ComparisonScene(
        runs, runs.walk.end(t), seed=options.base().drawn_from, until=options.until
    )
    yield from apart([*_head(scene, room), *_table(scene, room)], _pictures(scene, room))


def _head(scene: ComparisonScene, room: int) -> list[Row]:
    """What all have in common, and the update they stand at."""
    if room >= NARROWEST:
        return [heading(scene, room)]
    return said(f"{scene.problem.title} · t = {scene.at.t}", room, Ink(bold=True))


def _table(scene: ComparisonScene, room: int) -> list[Row]:
    """A row a run; where that is too wide, a few rows a run."""
    if room >= _NARROWEST_TABLE:
        return [_minus(row) for row in table(scene, room)]
    rows: list[Row] = []
    for i in scene.runs:
        rows += said(f"{SIGNS[i]} {scene.labels[i]}", room, scene.ink(i, bold=True), hang=2)
        for told in [scene.diverged(i)] if scene.diverged(i) else _figures(scene, i):
            rows += [(*_INDENT, *row) for row in said(told, room - 2, hang=2)]
    return rows


def _figures(scene: ComparisonScene, i: int) -> Iterator[str]:
    """How well a run does, and where θ is."""
    run = scene.run(i)
    if measure := judged_by(scene.problem):
        head = "regret/t" if measure == REGRET else measure
        yield f"{head} = {brief(measured(measure, run))}"
    theta = np.ravel(run.trace.step(scene.at.t).values["theta"])[:2]
    for name, value in zip(scene.coordinates, theta, strict=False):
        yield f"{name} = {brief(float(value))}"


def _minus(row: Row) -> Row:
    """Numbers with a true minus; names as they are."""
    return tuple(minus((run,))[0] if run.ink.fg in ("", "good") else run for run in row)


def _pictures(scene: ComparisonScene, room: int) -> list[Row]:
    """The paths beside the first chart; below one another where it is narrow."""
    if room < NARROWEST_PICTURE:
        return []
    half = (room - 2) // 2
    wide = room >= NARROWEST
    left = _landscape(scene, half if wide else room)
    right = room - half - 2 if wide and left else room
    chart = _chart(scene, (right, TALL + 1))
    return beside(left, chart, half + 2) if wide and left else apart(left, chart)


def _chart(scene: ComparisonScene, size: Size) -> list[Row]:
    which = comparison_pictures.charts(scene)[0]
    return told_apart(comparison_pictures.chart(scene, which, size))


def _landscape(scene: ComparisonScene, width: int) -> list[Row]:
    """The paths over their ground, and who is not in sight."""
    problem = scene.problem
    view, paths = comparison_pictures.drawn(scene)
    heat = pictures.ground(problem, view, (width, TALL))
    if heat is None:
        return []
    optima = pictures.lifted(problem, np.array(problem.optima).reshape(-1, len(problem.names)))
    trails = [
        Trail(pictures.lifted(problem, path), INKS[i], SIGNS[i], mark="")
        for i, path in paths.items()
    ]
    rows = mapped(heat, trails, optima.tolist(), joined=len(problem.names) > 1)
    return [*rows, *said(_legend(scene, paths), width, _QUIET)]


def _legend(scene: ComparisonScene, paths: Mapping[int, Array]) -> str:
    """What the signs mean, or which runs are not in sight."""
    names = ", ".join(scene.labels[i] for i in scene.runs if i not in paths)
    best = " ✕ best" if scene.problem.optima else ""
    return f"not in sight: {names}" if names else f"○ start{best}"
