"""A hunt as it is found in print: both runs' numbers where the slip first shows, then the slip."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from adamtui.core.formula import symbol, text
from adamtui.core.hunt import RIGHT, TITLES, Hunt
from adamtui.course.bug import Bug
from adamtui.course.model import Directive
from adamtui.ink import Ink, Row
from adamtui.ink import plain as text_of
from adamtui.panels.hunt import HuntStage
from adamtui.panels.hunt_scene import HuntScene
from adamtui.panels.hunt_words import HuntWords, words_rows
from adamtui.panels.numbers import written
from adamtui.panels.stage import NARROWEST
from adamtui.plain.rows import apart, bare, hints, said
from adamtui.plain.spelled import for_reading
from adamtui.plain.stepping import what_is_run

_WIDEST = 1000
"""Cells in which no sentence is broken and no formula cut."""
_COORDINATES = 2
_PLACE = Ink("accent", bold=True)
_QUIET = Ink("muted")


def hunt(options: Bug, room: int) -> Iterator[Row]:
    """The lines as they should be and both runs' numbers, in the update where the slip shows.

    The one before stands above it, as lines are made of its numbers too.
    """
    found = options.hunt()
    yield from what_is_run(found.right.run, room)
    yield from said("One line of an update is wrong. Which?", room, _QUIET)
    last = max(options.steps, found.shows)
    found.comparison.extend_to(last)
    for t in range(max(last - 1, 1), last + 1):
        for coordinate in range(min(found.right.dimension, _COORDINATES)):
            yield ()
            yield from _update(found, t, coordinate, room)


def told(directive: Directive, options: Bug, room: int) -> list[Row]:
    """The hints, what was wrong, and the author's reason."""
    found = options.hunt()
    return apart(hints(options.hint, room), _solution(found, room))


def _solution(found: Hunt, room: int) -> list[Row]:
    words = HuntWords(shown=True)
    if room >= NARROWEST:
        return words_rows(words, found, (), bare, room)
    rows = words_rows(words, found, (), bare, _WIDEST)
    lines = (" ".join(text_of(row).split()) for row in rows)
    return [row for line in lines for row in said(line, room, hang=2)]


def _update(found: Hunt, t: int, coordinate: int, room: int) -> Iterator[Row]:
    """Update `t` in both runs, of one coordinate."""
    scene = HuntScene(found, found.comparison.walk.end(t), coordinate)
    yield from said(f"t = {t}{scene.both.of_coordinate}", room, _PLACE)
    if room >= NARROWEST:
        stage = HuntStage.of(scene, (room, _WIDEST))
        rows = stage.numbers(scene, lit=False)[1 : HuntStage.FIRST_LINE + stage.lines]
        # Nobody stands on a line here.
        yield from (_unmarked(row) for row in rows)
        return
    for equation in found.right.equations:
        yield from said(f"{symbol(equation.name)} ← {text(equation.term)}", room, hang=4)
        for run, title in enumerate(TITLES):
            value = _value(found, run, equation.name, t, coordinate)
            yield from said(f"  {value} {title}", room, _QUIET if run == RIGHT else Ink(), hang=4)


def _value(found: Hunt, run: int, line: str, t: int, coordinate: int) -> str:
    values = np.ravel(found.comparison.traces[run].step(t).values[line])
    return for_reading(written(float(values[min(coordinate, len(values) - 1)])))


def _unmarked(row: Row) -> Row:
    return tuple(
        run._replace(text=run.text.replace("▸", " ").replace("-", "−"), ink=Ink()) for run in row
    )
