"""Several runs side by side as rows of text: the panels laid out for a size.

heading
who is where
[where the fork parts, and what only one has]
[buffers side by side]
paths             chart
time line
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from adamtui.charts.cells import fit
from adamtui.core.alignment import merged
from adamtui.core.comparison import RATE
from adamtui.core.engine import Engine
from adamtui.core.engine import Run as EngineRun
from adamtui.core.floats import DOUBLE
from adamtui.core.fork import Fork
from adamtui.core.formula import symbol
from adamtui.core.hyper import KNOBS
from adamtui.core.libraries import LIBRARIES
from adamtui.core.rule import PYTORCH
from adamtui.ink import Ink, Row, Run
from adamtui.panels import comparison_fork, comparison_pictures
from adamtui.panels.caption import start
from adamtui.panels.comparison_buffers import buffers, first_shown, rows_of
from adamtui.panels.comparison_scene import ComparisonScene
from adamtui.panels.comparison_table import table
from adamtui.panels.numbers import brief
from adamtui.panels.places import GAP, Box, paired, stacked, too_small
from adamtui.panels.stage import FEWEST_PICTURE_ROWS, NARROWEST, ROOMY, USUAL_PICTURE_ROWS
from adamtui.panels.time_row import time_row

MOST_IN_LESSON = 20
"""At 80 × 24 two rows are left for the text above it."""
_PICTURES_IN_LESSON = 9
_HEADS = 2
"""The heading, and the header of the table."""
_NEVER, _GIVEN, _RATE, _START, _DEFAULT = range(5)
"""How dispensable it is in the heading: libraries, a setting that is no default, η, and so on."""
_SHORTEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class ComparisonStage:
    """Where each panel goes on a stage of `width` × `height` cells."""

    width: int
    height: int
    top: int
    """The rows above the buffers."""
    buffers: int
    """The rows of the buffers; 0 where they are not shown."""
    landscape: Box
    chart: Box

    @classmethod
    def of(
        cls, scene: ComparisonScene, size: tuple[int, int], *, turned: bool = False
    ) -> ComparisonStage:
        """The layout for a scene.

        Where there is room for buffers and pictures, `turned` leaves the buffers out; where there
        is not, it shows them in place of the pictures.
        """
        width, height = size
        top = _rows_above(scene, width)
        room = max(height - top - 1, 0)
        both = room - rows_of(scene) >= USUAL_PICTURE_ROWS
        shown = min(rows_of(scene), room) if both is not turned else 0
        tall = room - shown
        tall = tall if tall >= FEWEST_PICTURE_ROWS else 0
        left = (width - GAP) // 2 if scene.problem.surface is not None else 0
        right = left + GAP if left else 0
        y = top + shown
        return cls(
            width, height, top, shown, Box(0, y, left, tall), Box(right, y, width - right, tall)
        )

    @classmethod
    def rows_in_lesson(cls, runs: Sequence[EngineRun]) -> int:
        """The rows that runs take in a lesson: pictures, or in their place all lines."""
        lines = merged([[equation.name for equation in Engine(run).equations] for run in runs])
        middle = max(_PICTURES_IN_LESSON, 1 + len(lines))
        return min(_HEADS + len(runs) + middle + 1, MOST_IN_LESSON)

    @property
    def too_small(self) -> bool:
        """Whether not even the table and a picture have room."""
        return self.width < NARROWEST or self.height < self.top + FEWEST_PICTURE_ROWS + 1

    def notice(self) -> list[Row]:
        """What is shown where it is too small."""
        needed = (ROOMY[0], self.top + FEWEST_PICTURE_ROWS + 2)
        return too_small(needed, (self.width, self.height))

    def numbers(self, scene: ComparisonScene, *, lit: bool) -> list[Row]:
        """The upper part: heading, table, where a fork parts, buffers."""
        comparison = scene.comparison
        rows = [heading(scene, self.width), *table(scene, self.width)]
        if isinstance(comparison, Fork):
            rows += comparison_fork.fork_rows(scene, comparison, self.width)
        if self.buffers:
            rows += buffers(scene, (self.width, self.buffers), lit=lit)
        return rows

    def pictures(self, scene: ComparisonScene, chart: int) -> list[Row]:
        """The lower part: the paths over their ground, and the `chart`-th chart."""
        left = comparison_pictures.landscape(scene, self.landscape.size)
        charts = comparison_pictures.charts(scene)
        draw = partial(comparison_pictures.chart, scene)
        right = stacked(charts, chart, self.chart.size, draw)
        return paired(left, right, (self.landscape, self.chart))

    def line_at(self, scene: ComparisonScene, y: int) -> int | None:
        """The line in a row of the buffers, counted from 1."""
        if not self.top < y < self.top + self.buffers:
            return None
        line = y - self.top + first_shown(scene, self.buffers)
        return line if line <= len(scene.comparison.lines) else None


def _rows_above(scene: ComparisonScene, width: int) -> int:
    """Heads and runs, and the words about a fork."""
    comparison = scene.comparison
    about = comparison_fork.count(scene, comparison, width) if isinstance(comparison, Fork) else 0
    return _HEADS + len(comparison.traces) + about


def heading(scene: ComparisonScene, width: int) -> Row:
    """One row: what all have in common, and on the right t and the line one stands on."""
    lines = scene.comparison.lines
    line = f"line {lines[scene.at.line - 1]}" if scene.started else "start"
    place = f"t = {scene.at.t} · {line}"
    room = max(width - len(place) - 2, 0)
    title, rest = scene.problem.title, _in_common(scene)
    while rest:
        last = max(reversed(rest), key=lambda said: said.dispensable)
        whole = len(title) if last.dispensable > _RATE else min(len(title), _SHORTEST_TITLE)
        if whole + sum(len(said.text) for said in rest) <= room:
            break
        rest.remove(last)
    words = "".join(said.text for said in rest)
    named = fit([Run(title, Ink("title", bold=True))], min(len(title), room - len(words)))
    left = fit([*named, Run(words, Ink("muted"))], room)
    return fit([*left, Run("  "), Run(place, Ink("accent", bold=True))], width)


class _Said(NamedTuple):
    """What all runs have in common; where it is narrow, the most dispensable goes first.

    The title is shortened for what is no more dispensable than η.
    """

    text: str
    dispensable: int


def _in_common(scene: ComparisonScene) -> list[_Said]:
    """Floats, library and seed, the start, and the settings that all who have them share."""
    runs = [trace.run for trace in scene.comparison.traces]
    first = runs[0]
    said = [_Said(f" · from {start(first)}", _START)]
    said += [_Said(f" · seed {scene.seed}", _NEVER)] if scene.seed is not None else []
    if first.dtype != DOUBLE and all(run.dtype == first.dtype for run in runs):
        said.append(_Said(f" · {first.dtype}", _NEVER))
    convention = first.rule.convention
    if convention != PYTORCH and all(run.rule.convention == convention for run in runs):
        said.append(_Said(f" · as in {LIBRARIES[convention]}", _NEVER))
    return [*said, *_settings_in_common(runs)]


def _settings_in_common(runs: Sequence[EngineRun]) -> list[_Said]:
    """Those that were given are the last to go."""
    said: list[_Said] = []
    for name in (*KNOBS, "correction"):
        having = [run for run in runs if name in run.hyper]
        if len(having) < 2 or len({run.hyper[name] for run in having}) > 1:
            continue
        value = having[0].hyper[name]
        given = any(value != run.rule.hyper[name] for run in having)
        rank = _RATE if name == RATE else _GIVEN if given else _DEFAULT
        if isinstance(value, str):
            said += [_Said(f" {name} {value}", rank)] if given else []
        else:
            said.append(_Said(f" {symbol(f'h.{name}')} {brief(value)}", rank))
    return [each._replace(text=f" {each.text}") if i == 0 else each for i, each in enumerate(said)]


def time_line(scene: ComparisonScene, width: int) -> list[Row]:
    """One row: the place among the updates recorded, or among those that are to be."""
    comparison = scene.comparison
    last = max(scene.until or 0, comparison.last)
    return time_row(scene.at.t, last, width, first=comparison.first)
