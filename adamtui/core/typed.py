"""A function that the learner types, made into a problem.

Where to start, what to draw and which learning rates suit are worked out from the function.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType

import numpy as np

from adamtui.core.expression import Expression, ExpressionError, parse
from adamtui.core.problem import Array, Problem, starting_point

_STARTS = {
    1: ((1.0,), (-1.0,), (0.5,), (2.0,), (3.0,), (10.0,), (-10.0,), (100.0,)),
    2: ((2.0, 1.0), (1.0, 2.0), (-2.0, 1.0), (0.5, 0.25), (-1.0, -2.0), (10.0, 5.0), (100.0, 50.0)),
}
"""Tried in this order until the function is defined and not level."""

_ADAPTIVE = {"adagrad": 0.1, "rmsprop": 0.02, "adam": 0.1}
_STEEPEST = 0.1
"""The largest rate suggested for sgd."""


def typed(source: str) -> Problem:
    """The problem of minimising `source`: in x alone, or in x and y where y occurs.

    Raises ExpressionError for what is no expression, and for one without x and y.
    """
    f = parse(source)
    if not f.names:
        raise ExpressionError("a function of x, or of x and y, is needed, not a constant", 1)
    names = ("x", "y") if "y" in f.names else ("x",)
    gradient = _gradient(f, names)
    start = _start(f.function(*names), gradient, len(names))
    return _about(starting_point(start, names, f.source), f, names, gradient)


def _about(
    start: Array, f: Expression, names: tuple[str, ...], gradient: Callable[[Array, int], Array]
) -> Problem:
    """The problem as it looks from `start`."""
    height = f.function(*names)
    reach = 1.5 * max(1.0, float(np.abs(start).max()))

    def loss(theta: Array, _t: int) -> float:
        return float(height(*theta.tolist()))

    def surface(*grids: Array) -> Array:
        return np.broadcast_arrays(height(*grids), *grids)[0]

    return Problem(
        f.source,
        f.text(),
        start,
        _rates(gradient, start),
        loss,
        gradient,
        ((-reach, reach),) * len(names),
        names,
        surface,
        tex=f.tex(),
        slopes=tuple(f.derivative(each).text() for each in names),
        rebuilt=partial(_about, f=f, names=names, gradient=gradient),
    )


def _gradient(f: Expression, names: tuple[str, ...]) -> Callable[[Array, int], Array]:
    slopes = [f.derivative(name).function(*names) for name in names]

    def gradient(theta: Array, _t: int) -> Array:
        point = theta.tolist()
        return np.array([slope(*point) for slope in slopes])

    return gradient


def _start(
    height: Callable[..., object], gradient: Callable[[Array, int], Array], size: int
) -> tuple[float, ...]:
    for start in _STARTS[size]:
        slopes = gradient(np.array(start), 1)
        if np.isfinite((height(*start), *slopes)).all() and slopes.any():
            return start
    return _STARTS[size][0]


def _rates(gradient: Callable[[Array, int], Array], start: Array) -> MappingProxyType[str, float]:
    """Half of what plain descent could bear at `start` without diverging, and never over 0.1.

    Momentum 0.9 adds up ten gradients, so its rate is a tenth.
    """
    curvature = _curvature(gradient, start)
    sgd = _STEEPEST
    if np.isfinite(curvature) and curvature * _STEEPEST > 0.5:
        sgd = float(f"{0.5 / curvature:.1g}")
    return MappingProxyType({"sgd": sgd, "momentum": sgd / 10, **_ADAPTIVE})


def _curvature(gradient: Callable[[Array, int], Array], at: Array) -> float:
    """The largest |eigenvalue| of the Hessian, by central differences; nan where undefined."""
    steps = np.diag(1e-5 * np.maximum(1.0, np.abs(at)))
    with np.errstate(all="ignore"):
        hessian = np.array(
            [(gradient(at + h, 1) - gradient(at - h, 1)) / (2 * h.max()) for h in steps]
        )
    if not np.isfinite(hessian).all():
        return float("nan")
    return float(np.abs(np.linalg.eigvalsh((hessian + hessian.T) / 2)).max())
