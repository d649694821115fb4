"""Softmax regression on the digits: right slopes, runs that learn, numbers that can be replayed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core import softmax
from adamtui.core.plan import Plan, PlanError
from adamtui.core.problem import Array
from adamtui.core.problems import problem
from adamtui.core.trace import Trace

UPDATES = 460
"""About ten times through the training images."""

# Loss at θ₀ … is ln 10 exactly; the rest is computed, and moves only with the engine or the data.
LEARNED = {
    "sgd": (0.1119, 0.9663),
    "momentum": (0.1197, 0.9663),
    "adagrad": (0.1153, 0.9562),
    "rmsprop": (0.0696, 0.9630),
    "adam": (0.1150, 0.9529),
}
INDEX = st.integers(0, softmax.PARAMETERS - 1)


def somewhere(seed: int, scale: float = 0.3) -> Array:
    return scale * np.random.default_rng(seed).standard_normal(softmax.PARAMETERS)


def run(rule: str = "adam", steps: int = 0, **options: Any) -> Trace:
    trace = Trace(Plan(rule, "digits", **options).resolve())
    trace.extend_to(steps)
    return trace


def test_the_images_are_parted_once_for_all() -> None:
    train, test = softmax.training(), softmax.test()
    assert (train.features.shape, test.features.shape) == ((1500, 64), (297, 64))
    assert softmax.training() is train
    both = np.concatenate((train.features, test.features))
    assert (both.min(), both.max()) == (0.0, 1.0)
    assert sorted(np.bincount(np.concatenate((train.labels, test.labels)))) == sorted(
        [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    )
    assert np.bincount(test.labels).min() > 15
    with pytest.raises(ValueError, match="read-only"):
        train.features[0] = 1.0


@given(INDEX, st.integers(0, 10))
@settings(max_examples=60, deadline=None)
def test_the_gradient_is_the_slope_of_the_loss(index: int, seed: int) -> None:
    theta, images, rows = somewhere(seed), softmax.training(), softmax.batch(seed, 1)
    nudge = np.zeros_like(theta)
    nudge[index] = h = 1e-5
    there, back = (softmax.loss(theta + d, images, rows) for d in (nudge, -nudge))
    slope = softmax.gradient(theta, images, rows)[index]
    assert slope == pytest.approx((there - back) / (2 * h), rel=1e-6, abs=1e-9)


@given(INDEX, st.integers(0, 10))
@settings(max_examples=60, deadline=None)
def test_a_batchs_gradient_is_the_mean_of_its_images_slopes(index: int, t: int) -> None:
    theta, images, rows = somewhere(t), softmax.training(), softmax.batch(0, t)
    own = softmax.slopes(theta, images, index)
    assert own.shape == (1500,)
    gradient = softmax.gradient(theta, images, rows)
    assert gradient.shape == (650,)
    assert own[rows].mean() == pytest.approx(gradient[index], rel=1e-12, abs=1e-15)


def test_an_image_alone_is_a_batch_of_one() -> None:
    theta, images = somewhere(3), softmax.test()
    own = np.column_stack([softmax.slopes(theta, images, i) for i in (0, 9, 10, 649)])
    for i in (0, 150, 296):
        alone = softmax.gradient(theta, images, np.array([i]))
        np.testing.assert_allclose(own[i], alone[[0, 9, 10, 649]], rtol=1e-12, atol=1e-15)


def test_the_first_loss_is_that_of_a_guess() -> None:
    rows = softmax.batch(0, 1)
    assert softmax.loss(np.zeros(650), softmax.training(), rows) == pytest.approx(np.log(10))
    share = float((softmax.test().labels == 0).mean())
    assert softmax.accuracy(np.zeros(650), softmax.test()) == share


def test_large_weights_do_not_overflow() -> None:
    theta = somewhere(1, 1e4)
    images, rows = softmax.training(), softmax.batch(0, 1)
    assert np.isfinite(softmax.loss(theta, images, rows))
    assert np.isfinite(softmax.gradient(theta, images, rows)).all()
    assert np.isfinite(softmax.accuracy(theta, images))


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
def test_beyond_the_floats_nothing_is_raised_or_warned_of(value: float) -> None:
    theta = np.full(650, value)
    images, rows = softmax.training(), softmax.batch(0, 1)
    assert np.isnan(softmax.loss(theta, images, rows))
    assert softmax.gradient(theta, images, rows).shape == (650,)
    assert softmax.slopes(theta, images, 11).shape == (1500,)
    assert np.isnan(softmax.accuracy(theta, images))


def test_a_batch_depends_on_seed_and_update_alone() -> None:
    ts = [1, 2, 255, 256, 257, 100_000]
    drawn = {(seed, t): softmax.batch(seed, t).tolist() for seed in (0, 1) for t in ts}
    assert len({tuple(rows) for rows in drawn.values()}) == 12
    assert all(softmax.batch(*key).tolist() == rows for key, rows in reversed(drawn.items()))
    many = np.concatenate([softmax.batch(0, t) for t in range(1, 2000)])
    assert (many.min(), many.max()) == (0, 1499)
    assert many.mean() == pytest.approx(749.5, abs=5 * 433 / np.sqrt(len(many)))


def test_parameters_have_names() -> None:
    assert [softmax.name(i) for i in (0, 8, 10, 213, 649)] == [
        "bias of 0",
        "bias of 8",
        "weight of pixel 0 for 0",
        "weight of pixel 20 for 3",
        "weight of pixel 63 for 9",
    ]
    names = problem("digits").names
    assert len(names) == len(set(names)) == 650
    assert [names[i] for i in (0, 9, 10, 213)] == ["b0", "b9", "w0.0", "w20.3"]


@pytest.mark.parametrize("index", [-1, 650])
def test_there_is_no_other_parameter(index: int) -> None:
    with pytest.raises(IndexError, match=f"there is no parameter {index}; they are 0 to 649"):
        softmax.name(index)
    with pytest.raises(IndexError, match="there is no parameter"):
        softmax.slopes(np.zeros(650), softmax.test(), index)


@pytest.mark.parametrize("rule", LEARNED)
def test_every_family_learns_at_the_suggested_rate(rule: str) -> None:
    trace = run(rule, UPDATES)
    loss, accuracy = LEARNED[rule]
    last = trace.step(UPDATES)
    assert last.scores["accuracy"] > 0.93
    assert last.scores["accuracy"] == pytest.approx(accuracy, abs=1.5 / 297)
    assert last.loss == pytest.approx(loss, abs=1e-3)


class TestScores:
    def test_belong_to_the_parameters_after_the_update(self) -> None:
        trace = run(steps=5)
        for t in range(6):
            step = trace.step(t)
            accuracy = softmax.accuracy(step.values["theta"], softmax.test())
            assert dict(step.scores) == {"accuracy": accuracy}

    def test_are_a_series_from_the_start_on(self) -> None:
        trace = run(steps=30)
        ts, values = trace.series("accuracy", 0, 0, 30)
        assert ts.tolist() == list(range(31))
        assert values.tolist() == [trace.step(t).scores["accuracy"] for t in range(31)]

    def test_survive_a_fork_and_what_is_forgotten(self) -> None:
        trace = run(steps=20)
        fork = trace.fork(8, trace.run)
        fork.extend_to(20)
        short = Trace(trace.run, limit=1)
        short.extend_to(80)
        trace.extend_to(80)
        for t in (8, 9, 20):
            assert fork.step(t).scores == trace.step(t).scores
        for t in (0, 3, 41, 79):
            assert short.step(t).scores == trace.step(t).scores
            for name, value in trace.step(t).values.items():
                assert np.array_equal(short.step(t).values[name], value)

    def test_other_problems_have_none(self) -> None:
        trace = Trace(Plan().resolve())
        trace.extend_to(1)
        assert trace.step(1).scores == {}

    def test_are_not_where_a_run_diverges(self) -> None:
        trace = run("sgd", 4, start=(1e308,) * 650)
        assert trace.divergence is not None
        assert trace.divergence.line in trace.lines
        assert np.isnan(trace.step(4).scores["accuracy"])


def test_another_seed_is_another_run_on_the_same_images() -> None:
    assert run(steps=3, seed=1).step(3).loss != run(steps=3).step(3).loss


def test_a_start_of_the_wrong_size_is_one_short_line() -> None:
    with pytest.raises(PlanError) as caught:
        Plan(problem="digits", start=(1.0, 2.0)).resolve()
    assert str(caught.value) == "digits starts from 650 numbers (b0, b1, b2, …), not 2"
