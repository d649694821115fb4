"""From a directive to its widget. A new live part is one entry here and one Spec in the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from adamtui.course.model import Directive

if TYPE_CHECKING:
    from adamtui.widgets.part import Part


@dataclass(frozen=True, slots=True)
class Maker:
    """How to make a live part's widget, and how many rows it takes in a lesson."""

    make: Callable[[Directive], Part]
    rows: Callable[[Directive], int]


def _stepper_rows(directive: Directive) -> int:
    from adamtui.panels.stage import Stage

    options: Any = directive.options
    return Stage.rows_in_lesson(options.plan().resolve())


def _stepper(directive: Directive) -> Part:
    # The engine and NumPy behind it are not needed for the first screen of a lesson.
    from adamtui.widgets.stepper import Stepper

    options: Any = directive.options
    return Stepper(options.plan(), steps=options.steps)


def _comparer_rows(directive: Directive) -> int:
    from adamtui.core.entrants import compared
    from adamtui.panels.comparison import ComparisonStage

    options: Any = directive.options
    return ComparisonStage.rows_in_lesson(compared(options.plans()))


def _comparer(directive: Directive) -> Part:
    from adamtui.core.entrants import compared
    from adamtui.widgets.comparer import Comparer

    options: Any = directive.options
    return Comparer(
        compared(options.plans()),
        steps=options.steps,
        until=options.until,
        seed=options.base().drawn_from,
    )


def _source_rows(directive: Directive) -> int:
    from adamtui.widgets.listing import rows_in_lesson

    options: Any = directive.options
    return rows_in_lesson(options.plan(), options.against)


def _source(directive: Directive) -> Part:
    from adamtui.widgets.listing import ListingPart

    options: Any = directive.options
    return ListingPart(options.plan(), options.against, steps=options.steps)


def _lab_rows(directive: Directive) -> int:
    from adamtui.panels.lab import ROWS_IN_LESSON

    options: Any = directive.options
    return ROWS_IN_LESSON + 1 + _parameters(options.dist)


def _lab(directive: Directive) -> Part:
    from adamtui.widgets.lab import Lab

    options: Any = directive.options
    return Lab(options.dist, options.settings())


def _averaging_rows(directive: Directive) -> int:
    from adamtui.panels.averaging import ROWS_IN_LESSON

    options: Any = directive.options
    return ROWS_IN_LESSON + 2 + _parameters(options.dist)


def _averaging(directive: Directive) -> Part:
    from adamtui.widgets.averaging import Averaging

    options: Any = directive.options
    return Averaging(
        options.dist,
        options.settings(),
        beta1=options.beta1,
        steps=options.steps,
        seed=options.seed,
    )


def _plot_rows(directive: Directive) -> int:
    from adamtui.panels.plot import GRAPHS, rows_of_readout

    options: Any = directive.options
    return GRAPHS + rows_of_readout(options.names(), options.xlabel) + 1


def _plot(directive: Directive) -> Part:
    from adamtui.panels.plot import Curves
    from adamtui.widgets.plot import Plot

    options: Any = directive.options
    functions = tuple(each.function("x") for each in options.functions())
    curves = Curves(functions, options.names(), options.range(), options.logs(), options.xlabel)
    return Plot(curves, options.at, counts=options.counts())


def _parameters(dist: str) -> int:
    from adamtui.core.moments import family

    return len(family(dist).knobs)


def _bench_rows(_: Directive) -> int:
    from adamtui.panels.bench import ROWS_IN_LESSON

    return ROWS_IN_LESSON


def _bench(_: Directive) -> Part:
    from adamtui.widgets.bench import Bench

    return Bench()


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "stepper": Maker(_stepper, _stepper_rows),
        "compare": Maker(_comparer, _comparer_rows),
        "source": Maker(_source, _source_rows),
        "mgf": Maker(_lab, _lab_rows),
        "ema": Maker(_averaging, _averaging_rows),
        "plot": Maker(_plot, _plot_rows),
        "bench": Maker(_bench, _bench_rows),
    }
)
"""By the directive's name."""


def make(directive: Directive) -> Part:
    """The widget of a directive without faults."""
    return MAKERS[directive.name].make(directive)


def height(directive: Directive) -> int:
    """The rows that the widget of a directive needs in a lesson."""
    return MAKERS[directive.name].rows(directive)
