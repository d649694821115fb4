"""From a directive to its widget. A new live part is one entry here and one Spec in the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from textual.widget import Widget

from adamtui.course.model import Directive

FAULT_ROWS = 2


@dataclass(frozen=True, slots=True)
class Maker:
    """How to make a live part's widget from its options, and the rows it takes in a lesson."""

    make: Callable[[Any], Widget]
    rows: Callable[[Any], int]


def _stepper_rows(options: Any) -> int:
    from adamtui.panels.stage import Stage

    return Stage.rows_in_lesson(options.plan().resolve())


def _stepper(options: Any) -> Widget:
    # The engine and NumPy behind it are not needed for the first screen of a lesson.
    from adamtui.widgets.stepper import Stepper

    return Stepper(options.plan(), steps=options.steps)


MAKERS: Mapping[str, Maker] = MappingProxyType({"stepper": Maker(_stepper, _stepper_rows)})
"""By the directive's name."""


def make(directive: Directive) -> Widget:
    """The widget of a directive without faults."""
    return MAKERS[directive.name].make(directive.options)


def height(directive: Directive) -> int:
    """The rows a directive takes in a lesson."""
    if directive.options is None:
        return FAULT_ROWS + len(directive.faults)
    return MAKERS[directive.name].rows(directive.options)
