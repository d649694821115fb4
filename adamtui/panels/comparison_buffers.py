"""The buffers of several runs side by side: a row a line, a column a run.

A line that a run does without is a dash there. One that it has not computed yet is quiet, and shows
what the update before left in it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from adamtui.charts.cells import fit
from adamtui.core.formula import symbol
from adamtui.ink import Ink, Row, Run
from adamtui.panels.comparison_scene import SIGNS, ComparisonScene
from adamtui.panels.numbers import BEFORE, in_columns
from adamtui.panels.scene import Scene
from adamtui.typeset import cells

_NAME = 4
_ROOMY = BEFORE + 11
"""Cells from which numbers stand as in the stepper."""
_NARROW_BEFORE = 4
_QUIET = Ink("muted")
_NOW = Ink("accent", bold=True)
_CHANGED = Ink("changed", bold=True)


def rows_of(scene: ComparisonScene) -> int:
    """The rows that all lines need, with their header."""
    return 1 + len(scene.comparison.lines)


def first_shown(scene: ComparisonScene, height: int) -> int:
    """The first line in sight, so that the one stood on is."""
    hidden = max(rows_of(scene) - height, 0)
    return min(max(scene.at.line - height + 1, 0), hidden)


def buffers(scene: ComparisonScene, size: tuple[int, int], *, lit: bool) -> list[Row]:
    """The header and the lines of one coordinate; `lit` marks the numbers just computed."""
    width, height = size
    lines = scene.comparison.lines
    name = max(_NAME, *(cells(sign) for sign in _signs(scene))) + 3
    each = max((width - name) // len(scene.runs), 1)
    first = first_shown(scene, height)
    rows = [fit([Run(_head(scene, name), _QUIET), *_titles(scene, each)], width)]
    for index in range(first, min(first + height - 1, len(lines))):
        now = index == scene.at.line - 1
        ink = _NOW if now else Ink() if index < scene.at.line else _QUIET
        label = fit([Run(f"{'▸' if now else ' '} {symbol(lines[index], scene.names)}", ink)], name)
        numbers = _numbers(scene, lines[index], each, lit=lit)
        rows.append(fit([*label, *numbers], width))
    return rows[:height]


def _signs(scene: ComparisonScene) -> list[str]:
    """What stands in the first column."""
    of = scene.of_coordinate.strip()
    return [of, *(symbol(line, scene.names) for line in scene.comparison.lines)]


def _head(scene: ComparisonScene, width: int) -> str:
    return f"  {scene.of_coordinate.strip()}"[: width - 1].ljust(width)


def _titles(scene: ComparisonScene, each: int) -> list[Run]:
    """The runs' names over their columns, whole or as far as it takes to tell them apart."""
    indent = " " * (BEFORE - 2) if each >= _ROOMY else ""
    names = _fitting(scene, each - 1 - len(indent) - 2)
    return [
        run
        for i in scene.runs
        for label in [f"{indent}{SIGNS[i]} {names[i]}"]
        for run in (*fit([Run(label, scene.ink(i, bold=True))], max(each - 1, 0)), Run(" "))
    ]


def _fitting(scene: ComparisonScene, room: int) -> list[str]:
    """The labels where each has room, else the heads; one that has none is `.2` for `0.2`."""
    labels = scene.labels
    if any(cells(label) > room for label in labels):
        labels = scene.heads
    return [x if cells(x) <= room else x.replace(" 0.", " .") for x in labels]


def _numbers(scene: ComparisonScene, line: str, each: int, *, lit: bool) -> list[Run]:
    """A line of every run."""
    before = _before(each)
    cells, inks = zip(*(_cell(scene, i, line, before, lit=lit) for i in scene.runs), strict=True)
    return [Run(*pair) for pair in zip(in_columns(cells, each, before), inks, strict=True)]


def _cell(
    scene: ComparisonScene, i: int, line: str, before: int, *, lit: bool
) -> tuple[float | str, Ink]:
    """A line's number, or the sign where there is none."""
    indent = " " * (before - 1)
    if scene.comparison.absent(i, line):
        return f"{indent}–", _QUIET
    run = scene.run(i)
    index = run.trace.lines.index(line)
    value = run.value(index)
    reached = index < run.at.line
    ink = _CHANGED if lit and _just(scene, i, index, run) else Ink() if reached else _QUIET
    return f"{indent}·" if value is None else _of(value, scene.coordinate), ink


def _just(scene: ComparisonScene, i: int, index: int, run: Scene) -> bool:
    """Whether the line stood on has computed this one: its own, or one that waited for it."""
    before = scene.comparison.walk.line_back(scene.at)
    same = before.t == scene.at.t and before != scene.comparison.walk.start
    done = scene.comparison.place(i, before).line if same else 0
    return scene.started and done <= index < run.at.line


def _of(value: Any, coordinate: int) -> float:
    values = np.ravel(value)
    return float(values[min(coordinate, len(values) - 1)])


def _before(each: int) -> int:
    return BEFORE if each >= _ROOMY else min(_NARROW_BEFORE, each)
