"""What is recorded of a piece of a run, by columns and by lines: what tables are made of."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from adamtui.core.formula import with_numbers
from adamtui.core.history import Array
from adamtui.core.term import Number
from adamtui.core.trace import Trace

_DIGITS = 12
_POINT = 3
"""Coordinates of a point with more that are written out."""


def updates(piece: Trace) -> range:
    """The numbers of a piece's updates."""
    return range(piece.first + 1, piece.last + 1)


def column(piece: Trace, name: str, coordinate: int = 0) -> Array:
    """The values of a line, of "loss" or of a score, one an update."""
    return piece.series(name, coordinate, piece.first + 1, piece.last)[1]


def scores(piece: Trace) -> list[Array]:
    """The columns of the problem's scores."""
    return [column(piece, name) for name in piece.run.problem.scores]


def columns(piece: Trace, coordinates: int | None = None) -> list[Array]:
    """The columns of all lines but t, by coordinate: the first `coordinates` of them, or all."""
    n = piece.dimension if coordinates is None else coordinates
    return [column(piece, name, i) for name in piece.lines[1:] for i in range(n)]


def worked(piece: Trace, t: int, coordinates: int | None = None) -> Iterator[tuple[str, list[str]]]:
    """Each line's name and its text with update t's numbers put in, one text a coordinate.

    Of the first `coordinates`, or of all.
    """
    known = piece.known(t)
    for equation in piece.equations:
        texts = []
        for i, result in enumerate(np.ravel(known[equation.name])[:coordinates]):
            scalars = {k: v if callable(v) or np.ndim(v) == 0 else v[i] for k, v in known.items()}
            if equation.term.op == "gradient":
                text = _slope(piece, i, known["prev.theta"])
            else:
                text = with_numbers(equation.term, scalars, _DIGITS)
            texts.append(f"{text} = {_number(result)}")
        yield equation.name, texts


def _slope(piece: Trace, coordinate: int, theta: Array) -> str:
    """The slope by one coordinate, at the whole point as far as it can be written."""
    problem = piece.run.problem
    if problem.loss is None:
        return "given"
    point = list(map(_number, theta[:_POINT])) + ["…"] * (len(theta) > _POINT)
    return f"∂f/∂{problem.names[coordinate]}({', '.join(point)})"


def _number(value: float) -> str:
    return with_numbers(Number(float(value)), {}, _DIGITS)
