"""The landscapes to walk on, each with its gradient written by hand.

A function here takes floats or arrays alike. Products stand where powers could: a float's `**`
raises when it overflows, a product is inf.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from adamtui.core.expression import parse
from adamtui.core.problem import Array, Interval, Problem, starting_point
from adamtui.core.tree import Value
from adamtui.core.typed import typed

Slope: TypeAlias = Callable[[float, float], tuple[float, float]]

FAMILIES = ("sgd", "momentum", "adagrad", "rmsprop", "adam")


def bowl() -> Problem:
    """A long valley: ten times as steep in y as in x."""

    def f(x: Value, y: Value) -> Value:
        return x * x + 10 * y * y

    def slope(x: float, y: float) -> tuple[float, float]:
        return 2 * x, 20 * y

    return _landscape(
        "bowl",
        "x**2 + 10*y**2",
        f,
        slope,
        start=(-4, 2),
        view=((-5, 5), (-3, 3)),
        optima=((0, 0),),
        rates=(0.05, 0.01, 0.5, 0.05, 0.1),
    )


def absolute() -> Problem:
    """|x| from 50: the slope is 1 all the way, so only the rule decides how long the way is."""
    return replace(
        typed("abs(x)").at((50.0,)),
        name="abs",
        lr=alike(0.1),
        view=((-60.0, 60.0),),
        optima=((0.0,),),
        rebuilt=None,
        best=0.0,
    )


def rosenbrock() -> Problem:
    """A bent valley: easy to find, slow to follow to its lowest point at (1, 1)."""

    def f(x: Value, y: Value) -> Value:
        return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)

    def slope(x: float, y: float) -> tuple[float, float]:
        off = y - x * x
        return -2 * (1 - x) - 400 * x * off, 200 * off

    return _landscape(
        "rosenbrock",
        "(1 - x)**2 + 100*(y - x**2)**2",
        f,
        slope,
        start=(-1.2, 1),
        view=((-2, 2), (-1, 3)),
        optima=((1, 1),),
        rates=(0.001, 0.001, 0.5, 0.05, 0.1),
    )


def beale() -> Problem:
    """A long flat valley between walls that rise as y to the sixth power."""

    def f(x: Value, y: Value) -> Value:
        a, b, c = 1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y * y * y
        return a * a + b * b + c * c

    def slope(x: float, y: float) -> tuple[float, float]:
        y2 = y * y
        y3 = y2 * y
        a, b, c = 1.5 - x + x * y, 2.25 - x + x * y2, 2.625 - x + x * y3
        return (
            2 * (a * (y - 1) + b * (y2 - 1) + c * (y3 - 1)),
            2 * x * (a + 2 * b * y + 3 * c * y2),
        )

    return _landscape(
        "beale",
        "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
        f,
        slope,
        start=(1, 1),
        view=((-0.5, 4.5), (-1.5, 1.5)),
        optima=((3, 0.5),),
        rates=(0.02, 0.01, 0.5, 0.02, 0.1),
    )


def himmelblau() -> Problem:
    """Four equal minima around a hill: where a run ends depends on how it moves."""

    def f(x: Value, y: Value) -> Value:
        a, b = x * x + y - 11, x + y * y - 7
        return a * a + b * b

    def slope(x: float, y: float) -> tuple[float, float]:
        a, b = x * x + y - 11, x + y * y - 7
        return 4 * x * a + 2 * b, 2 * a + 4 * y * b

    return _landscape(
        "himmelblau",
        "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
        f,
        slope,
        start=(0, 0),
        view=((-5, 5), (-5, 5)),
        optima=(
            (3, 2),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.283185991286170),
            (3.584428340330492, -1.848126526964404),
        ),
        rates=(0.003, 0.001, 0.2, 0.02, 0.1),
    )


def saddle() -> Problem:
    """A pass: down to it in x, and from it without end in y, where at first the slope is tiny."""

    def f(x: Value, y: Value) -> Value:
        return x * x - y * y

    def slope(x: float, y: float) -> tuple[float, float]:
        return 2 * x, -2 * y

    return _landscape(
        "saddle",
        "x**2 - y**2",
        f,
        slope,
        start=(-2, 0.01),
        view=((-3, 3), (-3, 3)),
        optima=(),
        rates=(0.02, 0.002, 0.1, 0.01, 0.02),
    )


def plateau() -> Problem:
    """A well in an almost level plain: SGD's steps are as small as the slope, Adam's are not."""

    def f(x: Value, y: Value) -> Value:
        q = x * x + y * y
        return 1 - np.exp(-q / 2) + 0.005 * q

    def slope(x: float, y: float) -> tuple[float, float]:
        # The exponent is never positive, so math.exp cannot overflow.
        k = math.exp(-(x * x + y * y) / 2) + 0.01
        return k * x, k * y

    return _landscape(
        "plateau",
        "1 - exp(-(x**2 + y**2)/2) + 0.005*(x**2 + y**2)",
        f,
        slope,
        start=(-3, 2),
        view=((-4, 4), (-4, 4)),
        optima=((0, 0),),
        rates=(0.2, 0.05, 0.2, 0.02, 0.1),
    )


def _landscape(
    name: str,
    formula: str,
    f: Callable[[Value, Value], Value],
    slope: Slope,
    *,
    start: tuple[float, float],
    view: tuple[Interval, ...],
    optima: tuple[tuple[float, ...], ...],
    rates: tuple[float, ...],
) -> Problem:
    """A problem in x and y that is the same at every t; `rates` by family, found by trying."""

    def loss(theta: Array, _t: int) -> float:
        return float(f(*theta.tolist()))

    def gradient(theta: Array, _t: int) -> Array:
        return np.array(slope(*theta.tolist()))

    def surface(x: Array, y: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(f(x, y))

    written = parse(formula)
    names = ("x", "y")
    return Problem(
        name,
        written.text(),
        starting_point(start, names, name),
        by_family(rates),
        loss,
        gradient,
        view,
        names,
        surface,
        optima,
        tex=written.tex(),
        slopes=tuple(written.derivative(each).text() for each in names),
        best=loss(np.array(optima[0]), 1) if optima else None,
    )


def alike(rate: float) -> Mapping[str, float]:
    """The same learning rate for every family."""
    return by_family((rate,) * len(FAMILIES))


def by_family(rates: tuple[float, ...]) -> Mapping[str, float]:
    """The learning rates of `FAMILIES`, in that order, by name."""
    return MappingProxyType(dict(zip(FAMILIES, rates, strict=True)))
