"""2,000 restarts of Adam against what the algebra says of its moving average."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.distribution import Distribution
from adamtui.core.moments import family
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.restarts import LONGEST, RESTARTS, experiment, predicted, restarts
from adamtui.core.trace import Trace


def _normal(shape: tuple[int, int], seed: int = 0) -> np.ndarray:
    return family("normal").at(mu=1.0, sigma=2.0).draw(np.random.default_rng(seed), shape)


@pytest.fixture(scope="module")
def gradient() -> Distribution:
    return family("normal").at(mu=1.0, sigma=2.0)


@settings(max_examples=20)
@given(
    st.sampled_from(["normal", "laplace", "uniform", "exponential", "gamma", "two-point"]),
    st.one_of(st.just(0.0), st.floats(0.01, 0.999)),
    st.integers(0, 2**32),
)
def test_the_restarts_fall_on_the_prediction(name: str, beta1: float, seed: int) -> None:
    found = family(name).at()
    count, steps = 2000, 40
    seen = restarts(found.draw(np.random.default_rng(seed), (count, steps)), beta1)
    told = predicted(found.moments[0], math.sqrt(found.variance), beta1, steps)
    for mean, sd, m, m_sd in (
        (seen.m, seen.m_sd, told.m, told.m_sd),
        (seen.m_hat, seen.m_hat_sd, told.m_hat, told.m_hat_sd),
    ):
        assert mean.shape == (steps,)
        assert (np.abs(mean - m) <= 7 * m_sd / math.sqrt(count)).all()
        # The spread of a standard deviation is at most that of the exponential, kurtosis 9.
        assert (np.abs(sd / m_sd - 1) <= 7 * math.sqrt(8 / 4 / count)).all()


def test_every_number_is_that_of_the_rule_adam() -> None:
    draws = _normal((3, 12))
    trace = Trace(Plan("adam", settings={"beta1": 0.8}).on(replayed(draws.T)))
    trace.extend_to(12)
    m = np.array([trace.step(t).values["m"] for t in range(1, 13)])
    m_hat = np.array([trace.step(t).values["m_hat"] for t in range(1, 13)])
    seen = restarts(draws, 0.8)
    np.testing.assert_array_equal(seen.one, m_hat[:, 0])
    np.testing.assert_array_equal(seen.m, m.mean(axis=1))
    np.testing.assert_array_equal(seen.m_hat_sd, m_hat.std(axis=1, ddof=1))


def test_without_memory_the_average_is_the_gradient() -> None:
    draws = _normal((50, 6))
    seen = restarts(draws, 0.0)
    np.testing.assert_array_equal(seen.one, draws[0])
    np.testing.assert_array_equal(seen.m, seen.m_hat)
    told = predicted(1.0, 2.0, 0.0, 6)
    assert told.floor == 2.0
    assert told.m.tolist() == [1.0] * 6
    assert told.m_sd.tolist() == told.m_hat_sd.tolist() == [2.0] * 6


def test_constant_gradients_are_found_at_once_and_uncorrected_slowly() -> None:
    seen = restarts(np.full((2, 30), 3.0), 0.9)
    np.testing.assert_allclose(seen.m_hat, 3.0, rtol=1e-14)
    np.testing.assert_allclose(seen.m, predicted(3.0, 0.0, 0.9, 30).m, rtol=1e-13)
    assert seen.m[0] == pytest.approx(0.3)


@pytest.mark.parametrize(("beta1", "floor"), [(0.9, 0.229), (0.999, 0.022)])
def test_a_noise_floor_stays_for_ever(beta1: float, floor: float) -> None:
    told = predicted(0.0, 1.0, beta1, 20_000)
    assert told.floor == pytest.approx(floor, abs=5e-4)
    assert told.m_hat_sd[-1] == pytest.approx(told.floor, rel=1e-8)
    assert (np.diff(told.m_hat_sd) <= 0).all()
    assert told.m_hat_sd[0] == pytest.approx(1.0)


def test_before_the_first_update_there_is_nothing() -> None:
    seen = restarts(_normal((5, 0)), 0.9)
    assert [series.shape for series in seen] == [(0,)] * 5
    told = predicted(1.0, 1.0, 0.9, 0)
    assert [series.shape for series in told[:4]] == [(0,)] * 4


@pytest.mark.parametrize("beta1", [-0.1, 1.0, math.nan])
def test_a_memory_out_of_bounds_is_refused(beta1: float) -> None:
    with pytest.raises(ValueError, match="beta1 must be"):
        restarts(_normal((2, 3)), beta1)
    with pytest.raises(ValueError, match="beta1 must be"):
        predicted(0.0, 1.0, beta1, 3)


def test_one_restart_has_no_spread() -> None:
    with pytest.raises(ValueError, match="two restarts"):
        restarts(_normal((1, 3)), 0.9)


@pytest.mark.parametrize("beta1", [0.0, 0.9, 0.999])
def test_a_shorter_experiment_is_the_beginning_of_a_longer_one(
    gradient: Distribution, beta1: float
) -> None:
    short, long = (experiment(gradient, beta1, updates, 0) for updates in (7, LONGEST))
    for series, longer in zip(
        (*short.simulated, *short.predicted[:4]),
        (*long.simulated, *long.predicted[:4]),
        strict=True,
    ):
        assert longer.shape == (LONGEST,)
        np.testing.assert_array_equal(series, longer[:7])
    assert short.predicted.floor == long.predicted.floor


@pytest.mark.parametrize("beta1", [0.5, 0.99])
def test_an_experiment_has_the_same_gradients_whatever_beta1(
    gradient: Distribution, beta1: float
) -> None:
    plain, averaged = (experiment(gradient, b, 30, 4).simulated for b in (0.0, beta1))
    for gradients, m in (
        (plain.one, averaged.one * (1 - beta1 ** np.arange(1, 31))),
        (plain.m, averaged.m),
    ):
        before = np.concatenate(([0.0], m[:-1]))
        np.testing.assert_allclose((m - beta1 * before) / (1 - beta1), gradients, atol=1e-11)


def test_an_experiment_is_of_so_many_restarts_of_that_gradient(gradient: Distribution) -> None:
    done = experiment(gradient, 0.0, 3, 1)
    assert (done.mean, done.beta1, done.count) == (1.0, 0.0, RESTARTS)
    rows = gradient.draw(np.random.default_rng(1), (LONGEST, RESTARTS))
    np.testing.assert_array_equal(done.simulated.m, rows[:3].mean(axis=1))
    assert done.predicted.floor == 2.0


def test_an_experiment_asked_for_again_is_the_same_and_another_seed_is_another(
    gradient: Distribution,
) -> None:
    done = experiment(gradient, 0.5, 5, 0)
    assert experiment(gradient, 0.5, 5, 0) is done
    assert not np.array_equal(experiment(gradient, 0.5, 5, 1).simulated.one, done.simulated.one)


def test_an_experiment_with_a_memory_out_of_bounds_is_refused(gradient: Distribution) -> None:
    with pytest.raises(ValueError, match="beta1 must be"):
        experiment(gradient, 1.0, 5, 0)
