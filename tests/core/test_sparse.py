"""Sparse logistic regression: Zipf's features, labels from the model, the gradient of the loss."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core import sparse
from adamtui.core.plan import Plan
from adamtui.core.problems import Array, problem
from adamtui.core.trace import Trace

MANY = 6000


def seen(seed: int = 0) -> tuple[Array, Array]:
    """Features and labels of the first samples."""
    drawn = [sparse.sample(seed, t) for t in range(1, MANY + 1)]
    return np.array([x for x, _ in drawn]), np.array([y for _, y in drawn])


def test_the_ith_feature_is_in_one_sample_of_i() -> None:
    features, _ = seen()
    assert set(np.unique(features).tolist()) == {0.0, 1.0}
    p = 1 / np.arange(1, 201)
    off = features.mean(axis=0) - p
    assert (np.abs(off) <= 4.5 * np.sqrt(p * (1 - p) / MANY)).all()
    together = (features[:, 1] * features[:, 2]).mean()
    assert together == pytest.approx(1 / 6, abs=4 * math.sqrt(5 / 36 / MANY))


def test_labels_come_from_the_model_with_the_true_weights() -> None:
    features, labels = seen(1)
    chance = 1 / (1 + np.exp(-features @ sparse.true_weights()))
    # The score at w* has mean zero: for each common feature, labels are as likely as promised.
    score = (labels - chance) @ features[:, :20]
    spread = np.sqrt((chance * (1 - chance)) @ features[:, :20])
    assert np.abs(score / spread).max() < 4


def test_other_seeds_are_other_samples_of_the_same_weights() -> None:
    first, second = problem("sparse", 0), problem("sparse", 1)
    assert first.optima == second.optima == (tuple(sparse.true_weights().tolist()),)
    assert first.names[0] == "w1"
    assert first.names[-1] == "w200"
    assert first.online


@settings(deadline=None, max_examples=30)
@given(t=st.integers(1, 5000), seed=st.integers(0, 9), size=st.floats(0, 5))
def test_the_gradient_is_the_losss(t: int, seed: int, size: float) -> None:
    here = problem("sparse", seed)
    assert here.loss is not None
    theta = size * np.random.default_rng(t).standard_normal(200)
    along = np.random.default_rng(t + 1).standard_normal(200)
    h = 1e-5
    slope = (here.loss(theta + h * along, t) - here.loss(theta - h * along, t)) / (2 * h)
    assert here.gradient(theta, t) @ along == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_nothing_is_known_at_the_start() -> None:
    here = problem("sparse")
    assert here.loss is not None
    assert here.loss(here.start, 5) == pytest.approx(math.log(2))
    features, label = sparse.sample(0, 5)
    assert here.gradient(here.start, 5).tolist() == ((0.5 - label) * features).tolist()


@pytest.mark.parametrize("far", [1e3, 1e308, -1e308, np.inf, np.nan])
def test_far_out_are_inf_and_nan_without_exceptions(far: float) -> None:
    here = problem("sparse")
    assert here.loss is not None
    for t in range(1, 9):
        theta = np.full(200, far)
        assert here.gradient(theta, t).shape == (200,)
        assert isinstance(here.loss(theta, t), float)
        theta[::2] = 0
        assert isinstance(here.loss(theta, t), float)


def test_a_confident_mistake_costs_its_score() -> None:
    features = np.zeros(200)
    features[0] = 1.0
    sure = np.zeros(200)
    sure[0] = 700.0
    assert sparse.loss(sure, features, False) == 700.0
    assert sparse.loss(sure, features, True) == pytest.approx(math.exp(-700))
    assert sparse.gradient(-sure, features, True)[0] == -1.0


@pytest.mark.parametrize("rule", ["sgd", "momentum", "adagrad", "rmsprop", "adam"])
def test_rates_a_third_or_three_times_as_large_are_worse(rule: str) -> None:
    suggested = problem("sparse").lr[rule]
    regrets = []
    for factor in (1 / 3, 1, 3):
        plan = Plan(rule, problem="sparse", settings={"lr": suggested * factor})
        trace = Trace(plan.resolve())
        trace.extend_to(3000)
        regrets.append(trace.step(3000).regret)
    assert 0 < regrets[1] == min(regrets)
