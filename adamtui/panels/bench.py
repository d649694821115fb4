"""Adam three ways, timed: a chart by size, a table, and what is seen in both, as rows of text.

    heading
    nanoseconds per parameter, by n     or the code of one of the three
    the same at a few sizes
    what is to be seen
    how far it is

Before the first run it says what will be measured. Nothing here measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import cast

import numpy as np

from adamtui.charts.cells import fit
from adamtui.charts.columns import Array, Function
from adamtui.charts.graph import Graph, Mark, drawn
from adamtui.charts.limits import rounded
from adamtui.charts.series import INKS
from adamtui.core.kernels import KERNELS
from adamtui.core.python_source import NoSourceError, function
from adamtui.ink import Ink, Row, Run
from adamtui.panels.listing_code import inked
from adamtui.panels.places import Size, too_small
from adamtui.panels.time_row import bar
from adamtui.timing.kernels import CONTESTANTS, FLOOR, SECONDS, SIZES, Progress, Timing

NARROWEST = 54
ROWS_IN_LESSON = 21
"""The longest code, with its heading and the last row."""
TALLEST = 28
"""Rows of a chart from which on more would not help."""

_QUIET = Ink("muted")
_BOLD = Ink(bold=True)
_TITLE = Ink("title", bold=True)
_INKS = dict(zip(KERNELS, INKS, strict=False)) | {FLOOR: "bad"}
_TABLE = (10, 1_000, 100_000, 1_000_000)
_NAME, _COLUMN = 11, 12
_SEEN = 3
_READOUT = 1 + len(CONTESTANTS) + _SEEN
_FEWEST = 6
_LOWEST = 1 + _FEWEST + _READOUT + 1
_FREE = 3.0
"""Ten times the parameters in less than so many times the time: it is not they that cost."""

INVITATION = (
    ("How long does one update of Adam take on this machine?", _BOLD),
    ("", _QUIET),
    ("textbook   the rule as it reads: every operation makes a new array", Ink(_INKS["textbook"])),
    ("in place   no new arrays, and two operations fewer", Ink(_INKS["in place"])),
    ("blocked    in place, as many at a time as the cache has room for", Ink(_INKS["blocked"])),
    ("floor      only reads θ, g, m, v and writes θ, m, v, which every", Ink(_INKS[FLOOR])),
    ("           Adam must", Ink(_INKS[FLOOR])),
    ("", _QUIET),
    (f"Each for n = {SIZES[0]} to {SIZES[-1]:,} parameters, one after the other", _QUIET),
    (f"again and again for about {SECONDS:.0f} seconds; it takes up to 70 MB.", _QUIET),
    ("", _QUIET),
    ("space starts it, escape stops it, c shows the code of the three.", _BOLD),
)
"""What is said before the first run."""


@dataclass(frozen=True, slots=True)
class BenchScene:
    """All that the picture is made of."""

    progress: Progress | None = None
    """What has been measured; None before the first run."""
    running: bool = False
    code: str = ""
    """Which of the three is shown as code; "" for none."""
    note: str = ""
    """Why it ended early."""

    @property
    def timings(self) -> tuple[Timing, ...]:
        """The sizes measured so far."""
        return () if self.progress is None else self.progress.timings


def bench(scene: BenchScene, size: Size) -> list[Row]:
    """`size[1]` rows of at most `size[0]` cells."""
    width, height = size
    if width < NARROWEST or height < _LOWEST:
        return too_small((NARROWEST, _LOWEST), size)
    body = _body(scene, (width, height - 2))[: height - 2]
    rows = [fit(_heading(scene), width), *(fit(row, width) for row in body)]
    return [*rows, *[()] * (height - 1 - len(rows)), fit(_foot(scene, width), width)]


def _body(scene: BenchScene, size: Size) -> list[Row]:
    """What is between the heading and the last row: as many rows as there are, or more."""
    width, height = size
    readout = _readout(scene.timings) if scene.timings else []
    if scene.code:
        code = code_of(scene.code)
        return [*code, (), *readout] if len(code) + 1 + len(readout) <= height else [*code]
    if not scene.timings:
        return [(Run(text, ink),) for text, ink in INVITATION]
    return [*_chart(scene.timings, (width, min(height - len(readout), TALLEST))), *readout]


def _heading(scene: BenchScene) -> list[Run]:
    if scene.code:
        after = f" · {list(KERNELS).index(scene.code) + 1} of {len(KERNELS)}, c shows the next"
        return [Run(f"Adam, {scene.code}", _TITLE), Run(after, _QUIET)]
    return [Run("Adam three ways", _TITLE), Run(" · on this machine, in float64", _QUIET)]


def _chart(timings: Sequence[Timing], size: Size) -> list[Row]:
    """ns per parameter against n, both axes logarithmic, straight between what is measured."""
    ns = np.log10([timing.size for timing in timings])
    ys = {name: np.log10([t.nanoseconds[name] for t in timings]) for name in CONTESTANTS}
    graphs = [Graph(name, _between(ns, ys[name]), _INKS[name]) for name in CONTESTANTS]
    marks = [
        Mark(float(x), float(y), ink=_INKS[name])
        for name in CONTESTANTS
        for x, y in zip(ns, ys[name], strict=True)
    ]
    x = (float(np.log10(SIZES[0])), float(np.log10(SIZES[-1])))
    y = rounded(min(map(min, ys.values())), max(map(max, ys.values())), log=True)
    field = drawn(graphs, (x, y), size, title="ns a parameter, by n", logs=(True, True))
    return field.rows(marks)


def _between(xs: Array, ys: Array) -> Function:
    return lambda x: np.interp(x, xs, ys, left=np.nan, right=np.nan)


def _readout(timings: Sequence[Timing]) -> list[Row]:
    """The table and what is to be seen in it: always as many rows."""
    known = {timing.size: timing for timing in timings}
    seen = [(Run(text),) for text in _seen(known)]
    return [*_table(known), *seen, *[()] * (_SEEN - len(seen))]


def _table(known: dict[int, Timing]) -> list[Row]:
    """A row for each contestant: its times at a few sizes, and how they compare at the largest."""
    columns = "".join(f"{size:>{_COLUMN},}" for size in _TABLE)
    rows: list[Row] = [(Run(f"{'ns at n =':{_NAME}}{columns}{'× floor':>{_COLUMN}}", _QUIET),)]
    largest = known.get(SIZES[-1])
    for name in CONTESTANTS:
        times = "".join(
            f"{nanoseconds(known[size].nanoseconds[name]) if size in known else '':>{_COLUMN}}"
            for size in _TABLE
        )
        ratio = f"{largest.ratio(name, FLOOR):.1f}" if largest else ""
        label = Run(f"{name:{_NAME}}", Ink(_INKS[name], bold=True))
        rows.append((label, Run(times), Run(f"{ratio:>{_COLUMN}}", _BOLD)))
    return rows


def nanoseconds(value: float) -> str:
    """About three significant digits, with no power of ten."""
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def _seen(known: dict[int, Timing]) -> list[str]:
    """What the figures say in words; as far as they do, and no more."""
    said = []
    small, ten_times = known.get(SIZES[0]), known.get(SIZES[1])
    if small and ten_times:
        grown = ten_times.update("in place") / small.update("in place")
        moral = ": calls cost, not numbers" if grown < _FREE else ""
        said.append(f"{SIZES[1]} parameters take {grown:.1f} times as long as {SIZES[0]}{moral}.")
    if large := known.get(SIZES[-1]):
        in_place, blocked = (large.ratio(name, "textbook") for name in ("in place", "blocked"))
        said.append(
            f"A million take {in_place:.2f} of textbook's time in place, {blocked:.2f} blocked."
        )
        above = large.ratio("blocked", FLOOR)
        said.append(f"The floor is memory alone; blocked takes {above:.1f} times as long as that.")
    return said


def _foot(scene: BenchScene, width: int) -> Row:
    """How far it is while it runs; afterwards what to do."""
    if scene.progress is None:
        return (Run(scene.note or ("starting" if scene.running else ""), _QUIET),)
    share, timings = scene.progress
    at = f"n = {timings[-1].size:,}"
    if not scene.running:
        ended = "" if share == 1 else f"{scene.note or 'stopped'} at {at} · "
        return (Run(f"{ended}space measures again · c shows the code", _QUIET),)
    return bar(share, f" {at}  escape stops", width)


@lru_cache(maxsize=len(KERNELS))
def code_of(name: str) -> tuple[Row, ...]:
    """The source of one of the three, as it runs; a row that says so where there is none."""
    try:
        code = cast(FunctionType, KERNELS[name]).__code__
        return tuple(map(inked, function(code).lines))
    except NoSourceError as error:
        return ((Run(str(error), Ink("warn")),),)
