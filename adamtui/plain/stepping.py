"""A run as it stands: its lines with their numbers, its pictures, its first updates as a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from adamtui.charts.overlay import Trail
from adamtui.core.engine import Run as EngineRun
from adamtui.core.floats import DOUBLE
from adamtui.core.formula import symbol, text
from adamtui.core.trace import Trace
from adamtui.course.stepper import Stepper
from adamtui.ink import Ink, Row, Run
from adamtui.panels import pictures
from adamtui.panels.caption import caption, place_of
from adamtui.panels.ledger import buffers_panel, lines_cells, lines_panel
from adamtui.panels.places import GAP
from adamtui.panels.scene import Scene
from adamtui.panels.stage import NARROWEST
from adamtui.panels.time_row import divergence
from adamtui.panels.working import working_panel
from adamtui.plain.rows import TIE, apart, beside, fitted, said
from adamtui.plain.signs import mapped, told_apart
from adamtui.plain.table import blocks, left_out, table

FIRST = 3
"""Updates that a run which stands at its start is shown by."""
NARROWEST_PICTURE = 24
TALL = 10
"""Rows of a picture."""
_WIDEST_ALONE = 64
"""Cells of a landscape that has no chart beside it."""
_QUIET = Ink("muted")
_PLACE = Ink("accent", bold=True)
_BAD = Ink("bad", bold=True)


def stepper(options: Stepper, room: int) -> Iterator[Row]:
    """What is run, then where it stands; at its start its first updates too."""
    run = options.plan().resolve()
    yield from what_is_run(run, room)
    yield ()
    trace = Trace(run)
    trace.extend_to(options.steps)
    scene = Scene(trace, trace.walk.end(options.steps))
    yield from standing(scene, room)
    if not scene.started:
        yield ()
        yield from first_updates(run, 0, FIRST, room)


def what_is_run(run: EngineRun, room: int) -> list[Row]:
    """The rule, the function and the start; below them the settings."""
    what, _, knobs = caption(run).rpartition(" · ")
    narrow = f"  {run.dtype}" if run.dtype != DOUBLE else ""
    tied = knobs.replace(" = ", f"{TIE}={TIE}")
    return [*said(what, room, Ink(bold=True)), *said(tied + narrow, room, _QUIET)]


def standing(scene: Scene, room: int) -> list[Row]:
    """Where one stands: lines and buffers, the last line worked out, the pictures."""
    if not scene.started:
        return apart(lines(scene, room), landscape(scene, min(room, _WIDEST_ALONE)))
    return apart(numbers(scene, room), side_by_side(scene, room))


def numbers(scene: Scene, room: int) -> list[Row]:
    """The lines and what they have computed."""
    place = said(place_of(scene), room, _PLACE)
    wrong = said(divergence(scene.trace, scene.at.t), room, _BAD)
    if room >= NARROWEST:
        left = lines_cells(scene, room - GAP) + GAP
        buffers = map(minus, buffers_panel(scene, room - left))
        ledger = beside(lines_panel(scene, left), list(buffers), left)
        return [*place, *wrong, *ledger, *working_panel(scene, room)]
    t = scene.at.t
    piece = scene.trace.fork(t - 1, scene.trace.run)
    piece.extend_to(t)
    return [*place, *wrong, *lines(scene, room), *fitted(blocks(piece, room), room)]


def minus(row: Row) -> Row:
    """Numbers with a true minus, as in the tables of updates."""
    return tuple(run._replace(text=run.text.replace("-", "−")) for run in row)


def lines(scene: Scene, room: int) -> list[Row]:
    """An update's lines as formulas."""
    shown = (f"{symbol(e.name)} ← {text(e.term)}" for e in scene.trace.equations)
    rows = [row for line in shown for row in said(line, room - 2, hang=4)]
    head = said("One update, line by line:", room, _QUIET)
    return [*head, *((Run("  "), *row) for row in rows)]


def side_by_side(scene: Scene, room: int) -> list[Row]:
    """The path over its ground, and the history of what tells how it goes; one below the other
    where it is narrow."""
    half = (room - 2) // 2
    if room < NARROWEST:
        return apart(landscape(scene, room), history(scene, room))
    left = landscape(scene, half)
    if not left:
        return history(scene, room)
    return beside(left, history(scene, room - half - 2), half + 2)


def landscape(scene: Scene, width: int) -> list[Row]:
    """The path so far over its ground; no rows where there is none, or no room."""
    problem = scene.trace.run.problem
    if problem.surface is None or width < NARROWEST_PICTURE:
        return []
    path = pictures.path_of(scene)
    view = pictures.widened(problem, pictures.widening(problem, path) or 1)
    heat = pictures.ground(problem, view, (width, TALL))
    if heat is None:
        return []
    optima = pictures.lifted(problem, np.array(problem.optima).reshape(-1, len(problem.names)))
    trails = [Trail(pictures.lifted(problem, path))]
    rows = mapped(heat, trails, optima.tolist(), joined=len(problem.names) > 1)
    best = " ✕ best" if problem.optima else ""
    return [*rows, *said(f"○ start ● now{best}", width, _QUIET)]


def history(scene: Scene, width: int) -> list[Row]:
    """The first group of lines that this run can chart, up to where one stands."""
    if width < NARROWEST_PICTURE:
        return []
    draw = partial(pictures.history, scene, pictures.groups(scene)[0])
    return told_apart(draw((width, TALL + 1)))


def first_updates(run: EngineRun, after: int, count: int, room: int) -> Iterator[Row]:
    """`count` updates after update `after`, every number of them."""
    trace = Trace(run)
    trace.extend_to(after)
    piece = trace.fork(after, run) if after else trace
    piece.extend_to(after + count)
    few = left_out(run)
    which = f"Update {after + 1}" if count == 1 else f"Updates {after + 1} to {after + count}"
    yield from said(which + (f", {few}:" if few else ":"), room, _QUIET)
    yield from fitted(table(piece, room), room)
