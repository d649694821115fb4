"""Losses that change from update to update: what is drawn is what is promised."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core import streams
from adamtui.core.plan import Plan
from adamtui.core.problems import Array, problem
from adamtui.core.trace import Trace

X = st.floats(-1, 1)
STEEPNESS = st.floats(2.1, 1e6)


@settings(deadline=None, max_examples=50)
@given(x=X, c=STEEPNESS, t=st.integers(1, 10_000))
def test_reddi_is_the_papers_stream(x: float, c: float, t: int) -> None:
    here, theta = problem("reddi", C=c), np.array([x])
    slope = c if t % 3 == 1 else -1.0
    assert here.loss is not None
    assert here.loss(theta, t) == slope * x
    assert here.gradient(theta, t).tolist() == [slope]
    assert here.feasible == (-1, 1)


@settings(deadline=None, max_examples=30)
@given(x=X, c=STEEPNESS)
def test_reddi_is_drawn_as_the_mean_of_three_updates(x: float, c: float) -> None:
    here = problem("reddi", C=c)
    assert here.loss is not None
    assert here.surface is not None
    mean = np.mean([here.loss(np.array([x]), t) for t in (7, 8, 9)])
    assert here.surface(np.array([x]))[0] == pytest.approx(mean, rel=1e-9, abs=1e-9)
    xs = np.linspace(*here.view[0], 9)
    assert xs[here.surface(xs).argmin()] == here.optima[0][0] == -1


@pytest.mark.parametrize("seed", [0, 7])
def test_the_random_version_is_steep_a_third_of_the_time(seed: int) -> None:
    here, many = problem("reddi-random", seed, C=5.0), 9000
    slopes = np.array([here.gradient(here.start, t)[0] for t in range(1, many + 1)])
    assert set(slopes.tolist()) == {5.0, -1.0}
    steep = slopes > 0
    assert abs(steep.mean() - 1 / 3) < 4 * np.sqrt(2 / 9 / many)
    assert abs((steep[1:] & steep[:-1]).mean() - 1 / 9) < 4 * np.sqrt(1 / 9 / many)


@pytest.mark.parametrize("name", ["reddi", "reddi-random"])
def test_regret_is_what_minus_one_would_have_saved(name: str) -> None:
    trace = Trace(Plan("sgd", problem=name).resolve())
    trace.extend_to(60)
    steps = [trace.step(t) for t in range(1, 61)]
    slopes = [float(step.values["g"][0]) for step in steps]
    places = [float(trace.step(t).values["theta"][0]) for t in range(60)]
    regret = np.cumsum([g * (x + 1) for g, x in zip(slopes, places, strict=True)])
    np.testing.assert_allclose([step.regret for step in steps], regret, rtol=1e-12, atol=1e-12)
    assert all(-1 <= float(step.values["theta"][0]) <= 1 for step in steps)


@pytest.mark.parametrize("family", ["sgd", "momentum", "rmsprop", "adam", "adagrad"])
def test_at_their_usual_settings_all_rules_are_right_about_reddi(family: str) -> None:
    trace = Trace(Plan(family, problem="reddi").resolve())
    trace.extend_to(3000)
    assert trace.step(3000).values["theta"][0] < -0.9


def noise(name: str, **given: Any) -> Array:
    """The slopes' noise in 4,000 updates at the start, where both functions are level."""
    here = problem(name, **given)
    return np.array([here.gradient(here.start, t) for t in range(1, 4001)])


@pytest.mark.parametrize("name", ["flat-noise", "data-noise"])
@pytest.mark.parametrize("given", [{}, {"sd_x": 3.0}, {"sd_y": 0.5}])
def test_noise_is_as_large_as_asked_for(name: str, given: dict[str, float]) -> None:
    drawn, sds = noise(name, **given), [given.get("sd_x", 0.1), given.get("sd_y", 10.0)]
    np.testing.assert_allclose(drawn.std(axis=0), sds, rtol=0.06)
    assert (np.abs(drawn.mean(axis=0)) < 4 * np.array(sds) / np.sqrt(len(drawn))).all()
    assert abs(np.prod(drawn / sds, axis=1).mean()) < 4 / np.sqrt(len(drawn))


def test_without_noise_the_flat_is_flat_and_the_data_pull_to_one() -> None:
    flat, data = (problem(name, sd_x=0.0, sd_y=0.0) for name in ("flat-noise", "data-noise"))
    theta = np.array([3.0, -1.5])
    assert flat.gradient(theta, 1).tolist() == [0.0, 0.0]
    assert flat.loss is None
    assert flat.surface is not None
    assert flat.surface(np.zeros((1, 4)), np.ones((3, 1))).tolist() == np.zeros((3, 4)).tolist()
    assert data.gradient(theta, 1).tolist() == [2.0, -2.5]
    assert data.loss is not None
    assert data.loss(theta, 1) == 2.0 + 3.125


def test_the_loss_shown_is_the_true_one() -> None:
    here = problem("data-noise")
    assert here.loss is not None
    assert {here.loss(np.array([2.0, 1.0]), t) for t in range(1, 9)} == {0.5}
    assert here.title == "(x − 1)²/2 + (y − 1)²/2, noisy"
    assert problem("flat-noise").title == "flat, noisy"


@pytest.mark.parametrize("build", [streams.flat_noise, streams.data_noise])
def test_copies_are_pairs_with_noise_of_their_own(build: Any) -> None:
    here = build(5, copies=300)
    assert here.start.tolist() == [1.0] * 600
    assert here.names[:4] == ("x0", "y0", "x1", "y1")
    drawn = here.gradient(here.start, 9).reshape(300, 2)
    assert len(set(drawn.ravel().tolist())) == 600
    np.testing.assert_allclose(drawn.std(axis=0), [0.1, 10], rtol=0.2)
    if here.loss is not None:
        assert here.loss(here.start + 1, 1) == 300


@pytest.mark.parametrize("name", ["abs", "reddi", "reddi-random", "flat-noise", "data-noise"])
@pytest.mark.parametrize("far", [1e200, 1e308, -np.inf, np.nan])
def test_far_out_are_inf_and_nan_without_exceptions(name: str, far: float) -> None:
    here = problem(name)
    theta = np.full(here.start.shape, far)
    assert here.gradient(theta, 1).shape == theta.shape
    assert here.loss is None or isinstance(here.loss(theta, 1), float)
    assert here.surface is not None
    assert here.surface(*theta[:, None]).shape == (1,)
