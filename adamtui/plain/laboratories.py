"""The laboratories at their settings: pictures and numbers, and M(t) as SymPy derives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from adamtui.algebra import mgf
from adamtui.algebra.steps import Step, summary
from adamtui.charts.scale import page_window
from adamtui.core.distribution import Family
from adamtui.core.moments import family
from adamtui.core.restarts import experiment
from adamtui.course.ema import Ema
from adamtui.course.mgf import Mgf
from adamtui.ink import Ink, Row
from adamtui.ink import plain as text_of
from adamtui.page.glyphs import cells
from adamtui.panels import averaging, readout
from adamtui.panels.averaging_scene import AveragingScene
from adamtui.panels.lab_pictures import generating, spread
from adamtui.panels.numbers import brief
from adamtui.panels.places import Size
from adamtui.panels.quiz import formula_rows
from adamtui.panels.specimen import specimen
from adamtui.panels.stage import NARROWEST
from adamtui.plain.rows import TIE, apart, beside, flush, said
from adamtui.plain.signs import told_apart
from adamtui.plain.stepping import NARROWEST_PICTURE, TALL

ORDER = 2
"""How many moments are derived: Adam uses two."""
SHORTEST = 50
"""Updates of the shortest experiment drawn."""
_SHARE = 0.38
_TITLE = Ink("title", bold=True)
_QUIET = Ink("muted")

Picture = Callable[[Size], Sequence[Row]]


def moments(options: Mgf, room: int) -> Iterator[Row]:
    """A distribution, M(t) about 0, and its moments."""
    sample = specimen(options.dist, options.settings())
    scene = sample.scene()
    distribution = scene.distribution
    yield from said(scene.title, room, _TITLE)
    yield from _settings(sample.family, distribution.values, room)
    # A histogram is seen to be one beside a curve, in dots too.
    left, right = partial(spread, distribution), _signed(partial(generating, distribution))
    yield from _pair(left, right, room, _SHARE)
    steps = _derived(options.dist)
    found = summary(steps).mgf
    if found is not None and distribution.log_mgf is not None:
        yield from flush(formula_rows(f"M(t) = {found}", room))
        yield ()
    yield from _numbers(readout.numbers(replace(scene, steps=steps), room), room)


@lru_cache(maxsize=8)
def _derived(dist: str) -> tuple[Step, ...]:
    return tuple(mgf.derivation(dist, order=ORDER))


def average(options: Ema, room: int) -> Iterator[Row]:
    """Many restarts of a moving average against what the moments predict."""
    kind = family(options.dist)
    made = kind.at(**options.settings())
    updates = int(page_window(max(options.steps, SHORTEST))[1])
    done = experiment(made, options.beta1, updates, options.seed)
    scene = AveragingScene(f"g: {kind.title}", done, options.steps)
    yield from said(scene.title + averaging.about(scene), room, _TITLE)
    yield from _settings(kind, made.values, room, f"β₁{TIE}={TIE}{brief(options.beta1)}")
    left = _signed(partial(averaging.means, done, options.steps))
    right = _signed(partial(averaging.spreads, done, options.steps))
    yield from _pair(left, right, room, 0.5)
    yield from _numbers(averaging.numbers(scene, room), room)


def _settings(kind: Family, values: Mapping[str, float], room: int, *others: str) -> list[Row]:
    """Where the sliders stand."""
    own = (f"{knob.symbol}{TIE}={TIE}{brief(values[knob.name])}" for knob in kind.knobs)
    return said("  ".join([*others, *own]), room, _QUIET)


def _pair(left: Picture, right: Picture, room: int, share: float) -> Iterator[Row]:
    """Two pictures side by side; one below the other where it is narrow."""
    yield ()
    if room >= NARROWEST:
        first = round(room * share) - 2
        yield from beside(left((first, TALL)), right((room - first - 2, TALL)), first + 2)
    elif room >= NARROWEST_PICTURE:
        yield from apart(left((room, TALL)), right((room, TALL)))
    yield ()


def _signed(picture: Picture) -> Picture:
    return lambda size: told_apart(picture(size))


def _numbers(rows: Sequence[Row], room: int) -> Iterator[Row]:
    """The rows of a readout; what is too wide is moved together, or goes on below."""
    rows = flush(rows)
    excess = max(cells(text_of(row)) for row in rows) - room
    for row in rows if excess <= 0 else (_closer(row, excess) for row in rows):
        text = text_of(row)
        yield from [row] if cells(text) <= room else said(" ".join(text.split()), room, hang=2)


def _closer(row: Row, excess: int) -> Row:
    """A row with so many blanks less before its last piece, where there are so many."""
    if len(row) < 2:
        return row
    *before, gap, last = row
    spare = len(gap.text) - len(gap.text.rstrip())
    if spare <= excess:
        return row
    return (*before, gap._replace(text=gap.text[:-excess]), last)
