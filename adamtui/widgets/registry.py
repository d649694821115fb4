"""From a directive to its widget. A new live part is one entry here and one Spec in the course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from adamtui.course.model import Directive
from adamtui.widgets.maker import Maker, Optioned, Worded

# What makes a part is imported when the part is made: the first screen of a lesson needs neither
# the engine nor NumPy behind it.
if TYPE_CHECKING:
    from adamtui.core.engine import Run
    from adamtui.core.listing import Listing
    from adamtui.course.bench import Bench
    from adamtui.course.bug import Bug
    from adamtui.course.compare import Compare
    from adamtui.course.distributed import Distributed
    from adamtui.course.ema import Ema
    from adamtui.course.mgf import Mgf
    from adamtui.course.model import Node
    from adamtui.course.plot import Plot
    from adamtui.course.predict import Predict
    from adamtui.course.quiz import Quiz
    from adamtui.course.source_part import Source
    from adamtui.course.stepper import Stepper
    from adamtui.widgets.part import Part


def _stepper_rows(options: Stepper) -> int:
    from adamtui.panels.stage import Stage

    return Stage.rows_in_lesson(options.plan().resolve())


def _stepper(options: Stepper) -> Part:
    from adamtui.widgets.stepper import Stepper as Widget

    return Widget(options.plan(), steps=options.steps)


def _comparer_rows(options: Compare) -> int:
    from adamtui.panels.comparison import ComparisonStage

    return ComparisonStage.rows_in_lesson([plan.resolve() for plan in options.plans()])


def _comparer(options: Compare) -> Part:
    from adamtui.core.entrants import comparison_of
    from adamtui.widgets.comparer import Comparer

    return Comparer(
        comparison_of(options.plans()),
        steps=options.steps,
        until=options.until,
        seed=options.base().drawn_from,
    )


def _source_rows(options: Source) -> int:
    from adamtui.panels.listing import rows_in_lesson

    return rows_in_lesson(*_sourced(options))


def _source(options: Source) -> Part:
    from adamtui.widgets.listing import ListingPart

    return ListingPart(*_sourced(options), steps=options.steps)


@lru_cache(maxsize=8)
def _sourced(options: Source) -> tuple[Run, Listing | str]:
    """What is run, and its source: first for the rows it takes, then for the widget."""
    from adamtui.widgets.listing import source_of

    run = options.plan().resolve()
    return run, source_of(run, options.against)


def _lab_rows(options: Mgf) -> int:
    from adamtui.panels.lab import ROWS_IN_LESSON

    return ROWS_IN_LESSON + 1 + _parameters(options)


def _lab(options: Mgf) -> Part:
    from adamtui.widgets.lab import Lab

    return Lab(options.dist, options.settings())


def _averaging_rows(options: Ema) -> int:
    from adamtui.panels.averaging import ROWS_IN_LESSON

    return ROWS_IN_LESSON + 2 + _parameters(options)


def _averaging(options: Ema) -> Part:
    from adamtui.widgets.averaging import Averaging

    return Averaging(
        options.dist,
        options.settings(),
        beta1=options.beta1,
        steps=options.steps,
        seed=options.seed,
    )


def _parameters(options: Distributed) -> int:
    from adamtui.core.moments import family

    return len(family(options.dist).knobs)


def _plot_rows(options: Plot) -> int:
    from adamtui.panels.plot import GRAPHS, rows_of_readout

    return GRAPHS + rows_of_readout(options.names(), options.xlabel) + 1


def _plot(options: Plot) -> Part:
    from adamtui.panels.plot import Curves
    from adamtui.widgets.plot import Plot as Widget

    functions = tuple(each.function("x") for each in options.functions())
    curves = Curves(functions, options.names(), options.range(), options.logs(), options.xlabel)
    return Widget(curves, options.at, counts=options.counts())


def _bench_rows(_: Bench) -> int:
    from adamtui.panels.bench import ROWS_IN_LESSON

    return ROWS_IN_LESSON


def _bench(_: Bench) -> Part:
    from adamtui.widgets.bench import Bench as Widget

    return Widget()


def _quiz_rows(_: Quiz, body: Sequence[Node]) -> int:
    from adamtui.course.exercise import choices_in

    return max(len(choices_in(body)), 1) + 1


def _quiz(options: Quiz, body: Sequence[Node]) -> Part:
    from adamtui.widgets.quiz import Quiz as Widget
    from adamtui.widgets.quiz import asked

    return Widget(asked(options, body))


def _challenge_rows(options: Predict) -> int:
    from adamtui.panels.stage import Stage

    return Stage.rows_in_lesson(options.plan().resolve(), question=True)


def _challenge(options: Predict) -> Part:
    from adamtui.widgets.challenge import Challenge

    return Challenge(options.plan(), updates=options.updates, steps=options.steps)


def _hunter_rows(options: Bug, _: Sequence[Node]) -> int:
    from adamtui.panels.hunt import HuntStage

    return HuntStage.rows_in_lesson(options.plan().resolve())


def _hunter(options: Bug, body: Sequence[Node]) -> Part:
    from adamtui.course.exercise import reason_in, spoken
    from adamtui.widgets.hunt import Hunter

    hints = tuple(map(spoken, options.hint))
    return Hunter(options.hunt(), steps=options.steps, hints=hints, reason=reason_in(body))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "stepper": Optioned(_stepper, _stepper_rows),
        "compare": Optioned(_comparer, _comparer_rows),
        "source": Optioned(_source, _source_rows),
        "mgf": Optioned(_lab, _lab_rows),
        "ema": Optioned(_averaging, _averaging_rows),
        "plot": Optioned(_plot, _plot_rows),
        "bench": Optioned(_bench, _bench_rows),
        "quiz": Worded(_quiz, _quiz_rows),
        "predict": Optioned(_challenge, _challenge_rows),
        "bug": Worded(_hunter, _hunter_rows),
    }
)
"""By the directive's name."""


def make(directive: Directive) -> Part:
    """The widget of a directive without faults."""
    return MAKERS[directive.name].part(directive)


def grows(directive: Directive) -> bool:
    """Whether the widget of a directive takes as many rows as it needs, and not the same always."""
    return MAKERS[directive.name].grows


def height(directive: Directive) -> int:
    """The rows that the widget of a directive needs in a lesson."""
    return MAKERS[directive.name].height(directive)
