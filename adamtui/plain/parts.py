"""From a live part to its rows. A new live part is one entry here, as it is one in the widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from adamtui.course.model import Directive
from adamtui.ink import Row
from adamtui.plain.comparing import comparison
from adamtui.plain.graphs import graphs
from adamtui.plain.hunting import hunt
from adamtui.plain.hunting import told as hunt_told
from adamtui.plain.laboratories import average, moments
from adamtui.plain.listings import source
from adamtui.plain.questions import challenge, challenge_told, quiz, quiz_told
from adamtui.plain.rows import said
from adamtui.plain.stepping import stepper

Draw: TypeAlias = Callable[[Directive, int], Iterable[Row]]


class Kind(NamedTuple):
    """How a kind of live part is printed. Functions get a part with options, and cells."""

    title: str
    rows: Draw
    told: Draw | None = None
    """What is told of an exercise after the lesson."""


def _optioned(
    draw: Callable[[Any, int], Iterable[Row]],
) -> Callable[[Directive, int], Iterable[Row]]:
    return lambda directive, room: draw(directive.options, room)


def _worded(draw: Callable[[Directive, Any, int], Iterable[Row]]) -> Draw:
    return lambda directive, room: draw(directive, directive.options, room)


def _bench(_: Directive, room: int) -> Iterable[Row]:
    return said(
        "In the tutorial, an update of Adam written in three ways, as it reads, in place and in"
        " blocks, is timed on your own machine. Here nothing is timed.",
        room,
    )


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "stepper": Kind("Stepper", _optioned(stepper)),
        "compare": Kind("Comparison", _optioned(comparison)),
        "source": Kind("Source", _optioned(source)),
        "mgf": Kind("Moments", _optioned(moments)),
        "ema": Kind("Moving average", _optioned(average)),
        "plot": Kind("Graphs", _optioned(graphs)),
        "bench": Kind("Bench", _bench),
        "quiz": Kind("Question", _worded(quiz), _worded(quiz_told)),
        "predict": Kind("Prediction", _optioned(challenge), _optioned(challenge_told)),
        "bug": Kind("Hunt", _optioned(hunt), _worded(hunt_told)),
    }
)
"""By the directive's name."""
