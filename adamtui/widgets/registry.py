"""From a directive to its widget. A new live part is one entry here and one Spec in the course."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from textual.widget import Widget

from adamtui.course.model import Directive


@dataclass(frozen=True, slots=True)
class Maker:
    """How to make a live part's widget, and how many rows it takes in a lesson."""

    make: Callable[[Directive], Widget]
    rows: Callable[[Directive], int]


def _stepper_rows(directive: Directive) -> int:
    from adamtui.panels.stage import Stage

    options: Any = directive.options
    return Stage.rows_in_lesson(options.plan().resolve())


def _stepper(directive: Directive) -> Widget:
    # The engine and NumPy behind it are not needed for the first screen of a lesson.
    from adamtui.widgets.stepper import Stepper

    options: Any = directive.options
    return Stepper(options.plan(), steps=options.steps)


MAKERS: Mapping[str, Maker] = MappingProxyType({"stepper": Maker(_stepper, _stepper_rows)})
"""By the directive's name."""


def make(directive: Directive) -> Widget:
    """The widget of a directive without faults."""
    return MAKERS[directive.name].make(directive)


def height(directive: Directive) -> int:
    """The rows that the widget of a directive needs in a lesson."""
    return MAKERS[directive.name].rows(directive)
