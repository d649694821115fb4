"""The problems: right gradients, honest starts, and rates that work."""

from __future__ import annotations

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.expression import ExpressionError, parse
from adamtui.core.problems import (
    Array,
    Problem,
    ProblemError,
    defaults,
    knobs,
    parameters,
    problem,
    typed,
)

FORMULAS = {
    "bowl": "x**2 + 10*y**2",
    "noisy-bowl": "x**2 + 10*y**2",
    "rosenbrock": "(1 - x)**2 + 100*(y - x**2)**2",
    "beale": "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
    "himmelblau": "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    "saddle": "x**2 - y**2",
    "plateau": "1 - exp(-(x**2 + y**2)/2) + 0.005*(x**2 + y**2)",
}
X, Y = sympy.symbols("x y")
EXACT = {
    name: sympy.lambdify((X, Y), [formula, sympy.diff(formula, X), sympy.diff(formula, Y)], "numpy")
    for name, formula in ((name, sympy.sympify(text)) for name, text in FORMULAS.items())
}
COORDINATE = st.floats(-5, 5)
TYPED = (
    "x**2",
    "x**4",
    "cos(x) + x/10",
    "x**2 + 10*y**2",
    "abs(x) + abs(y)",
    "log(1 + x**2 + y**2)",
)

State = dict[str, Array]


def sgd(g: Array, _state: State, _t: int) -> Array:
    return g


def momentum(g: Array, state: State, _t: int) -> Array:
    state["b"] = 0.9 * state.get("b", 0) + g
    return state["b"]


def adagrad(g: Array, state: State, _t: int) -> Array:
    state["s"] = state.get("s", 0) + g**2
    return g / (np.sqrt(state["s"]) + 1e-10)


def rmsprop(g: Array, state: State, _t: int) -> Array:
    state["v"] = 0.99 * state.get("v", 0) + 0.01 * g**2
    return g / (np.sqrt(state["v"]) + 1e-8)


def adam(g: Array, state: State, t: int) -> Array:
    state["m"] = 0.9 * state.get("m", 0) + 0.1 * g
    state["v"] = 0.999 * state.get("v", 0) + 0.001 * g**2
    return state["m"] / (1 - 0.9**t) / (np.sqrt(state["v"] / (1 - 0.999**t)) + 1e-8)


FAMILIES = {rule.__name__: rule for rule in (sgd, momentum, adagrad, rmsprop, adam)}


def still(name: str) -> Problem:
    """The problem without its noise, where it has any."""
    return problem(name, sd=0) if "sd" in parameters(name) else problem(name)


def loss(of: Problem, theta: Array, t: int) -> float:
    assert of.loss is not None
    return of.loss(theta, t)


def run(on: Problem, family: str, steps: int = 200) -> Array:
    """θ₀ … θ_steps under the suggested rate."""
    path, state = [np.array(on.start)], State()
    for t in range(1, steps + 1):
        gradient = on.gradient(path[-1], t)
        path.append(path[-1] - on.lr[family] * FAMILIES[family](gradient, state, t))
    return np.array(path)


@pytest.mark.parametrize("name", FORMULAS)
@settings(deadline=None, max_examples=30)
@given(x=COORDINATE, y=COORDINATE)
def test_values_and_gradients_are_those_of_the_formula(name: str, x: float, y: float) -> None:
    here, theta = still(name), np.array([x, y])
    value, by_x, by_y = EXACT[name](x, y)
    assert loss(here, theta, 1) == pytest.approx(value, rel=1e-9, abs=1e-9)
    np.testing.assert_allclose(here.gradient(theta, 1), [by_x, by_y], rtol=1e-9, atol=1e-8)


@pytest.mark.parametrize("name", FORMULAS)
def test_the_formula_shown_is_the_function(name: str) -> None:
    here, shown = problem(name), parse(FORMULAS[name])
    assert here.title.removesuffix(", noisy") == shown.text()
    assert here.tex == shown.tex()
    slopes = tuple(slope.removesuffix(" + noise") for slope in here.slopes)
    assert slopes == tuple(shown.derivative(each).text() for each in here.names)


@pytest.mark.parametrize("name", FORMULAS)
def test_optima_are_level_and_in_view(name: str) -> None:
    here = still(name)
    for optimum in here.optima:
        np.testing.assert_allclose(here.gradient(np.array(optimum, float), 1), 0, atol=1e-9)
        assert all(low < x < high for x, (low, high) in zip(optimum, here.view, strict=True))


@pytest.mark.parametrize("on", [*map(problem, FORMULAS), *map(typed, TYPED)], ids=lambda p: p.name)
def test_starts_are_in_view_and_not_level(on: Problem) -> None:
    assert all(low < x < high for x, (low, high) in zip(on.start, on.view, strict=True))
    assert np.linalg.norm(on.gradient(on.start, 1)) > 0.01
    with pytest.raises(ValueError, match="read-only"):
        on.start[0] = 1.0


@pytest.mark.parametrize("name", FORMULAS)
def test_the_surface_is_the_loss_over_a_grid(name: str) -> None:
    here = problem(name)
    assert here.surface is not None
    x, y = np.meshgrid(np.linspace(*here.view[0], 4), np.linspace(*here.view[1], 3))
    losses = [loss(here, np.array(each), 1) for each in zip(x.flat, y.flat, strict=True)]
    np.testing.assert_allclose(here.surface(x, y).ravel(), losses, rtol=1e-12)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("name", FORMULAS)
def test_suggested_rates_make_visible_progress(name: str, family: str) -> None:
    here = problem(name)
    path = run(here, family)
    assert np.isfinite(path).all()
    first, last = loss(here, here.start, 1), loss(here, path[-1], 1)
    if here.optima:
        lowest = loss(here, np.array(here.optima[0], float), 1)
        assert last - lowest < 0.2 * (first - lowest)
        assert np.abs(path).max() < 10
    else:
        assert last < 0  # over the pass and down


def test_on_the_plateau_adam_is_home_before_sgd_has_left() -> None:
    plateau = problem("plateau")
    assert loss(plateau, run(plateau, "adam", 60)[-1], 1) < 0.05
    assert loss(plateau, run(plateau, "sgd", 60)[-1], 1) > 0.9


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("source", TYPED)
def test_suggested_rates_suit_typed_functions(source: str, family: str) -> None:
    here = typed(source)
    path = run(here, family)
    assert np.isfinite(path).all()
    assert loss(here, path[-1], 1) < loss(here, here.start, 1) - 0.1


@pytest.mark.parametrize("name", FORMULAS)
def test_far_out_are_inf_and_nan_without_exceptions(name: str) -> None:
    here = problem(name)
    for theta in ([1e200, -1e200], [np.inf, 1.0], [np.nan, 0.0], [1e308, 1e308]):
        assert here.gradient(np.array(theta), 1).shape == (2,)
        assert isinstance(loss(here, np.array(theta), 1), float)
        assert here.surface is not None
        assert here.surface(np.array([theta[0]]), np.array([theta[1]])).shape == (1,)


def test_typed_functions_are_as_wide_as_their_names() -> None:
    assert typed("x**2").names == ("x",)
    assert typed("x**2").start.tolist() == [1.0]
    assert typed("y**2").names == ("x", "y")
    assert typed("y**2").gradient(np.array([3.0, 2.0]), 1).tolist() == [0.0, 4.0]
    surface = typed("y**2").surface
    assert surface is not None
    assert surface(np.zeros((1, 4)), np.ones((3, 1))).shape == (3, 4)


def test_typed_functions_start_where_they_are_defined() -> None:
    assert typed("log(x - 50)").start.tolist() == [100.0]
    assert typed("sqrt(-x)").start.tolist() == [-1.0]
    assert np.isfinite(
        typed("log(-x) + log(-y)").gradient(typed("log(-x) + log(-y)").start, 1)
    ).all()


def test_a_constant_is_no_problem() -> None:
    with pytest.raises(ExpressionError) as caught:
        typed("2*pi")
    assert caught.value.column == 1


def test_another_start_brings_its_own_view_and_rates() -> None:
    moved = problem("bowl").at((-40, 2))
    assert moved.start.tolist() == [-40.0, 2.0]
    assert moved.view == ((-40.0, 5), (-3, 3))
    steep = typed("x**4").at([10.0])
    assert steep.lr["sgd"] < typed("x**4").lr["sgd"] / 50
    assert steep.view[0][0] < 0
    assert steep.view[0][1] > 10
    assert steep.at((1,)).lr == typed("x**4").lr


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ((1.0,), r"bowl starts from 2 numbers \(x, y\), not 1"),
        ((1.0, 2.0, 3.0), "not 3"),
        ((1.0, float("nan")), "finite"),
        ((float("inf"), 1.0), "finite"),
    ],
)
def test_bad_starts_are_refused(start: tuple[float, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        problem("bowl").at(start)


def test_unknown_problems_and_parameters_are_named() -> None:
    with pytest.raises(ProblemError, match="unknown problem 'bowel'; did you mean 'bowl'"):
        problem("bowel")
    with pytest.raises(ProblemError, match="there are bowl, noisy-bowl, rosenbrock"):
        problem("zzz")
    for ask in (knobs, defaults, parameters):
        with pytest.raises(ProblemError, match="unknown problem 'bowel'"):
            ask("bowel")
    with pytest.raises(ProblemError, match="bowl has no parameter 'C'; it has none"):
        problem("bowl", C=4)


def test_projection_keeps_to_the_box_where_there_is_one() -> None:
    free = problem("bowl")
    theta = np.array([-7.0, 0.5])
    assert free.project(theta).tolist() == [-7.0, 0.5]
    boxed = Problem(
        "boxed", "", free.start, free.lr, free.loss, free.gradient, free.view, feasible=(-1, 1)
    )
    assert boxed.project(theta).tolist() == [-1.0, 0.5]
