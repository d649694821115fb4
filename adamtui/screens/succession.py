"""Live parts that are on screen no longer, for those that take their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.widget import Widget

from adamtui.course.model import Directive
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.part import Part


class Left(NamedTuple):
    """A live part as it was last."""

    directive: Directive
    widget: Part
    held: bool
    """Whether it had the focus."""
    whole: bool
    """Whether it had the whole screen."""


def left_behind(gone: Sequence[Widget], focused: Widget | None, *, whole: bool) -> list[Left]:
    """Those of the widgets that are live parts with a name, and were made.

    `whole` is whether what has the focus has the whole screen.
    """
    around = () if focused is None else focused.ancestors
    return [
        Left(each.directive, each.widget, each in around, each in around and whole)
        for each in gone
        if isinstance(each, LivePart) and each.widget is not None and each.directive.id
    ]
