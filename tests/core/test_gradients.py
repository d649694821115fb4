"""Real gradients: samples of the mini-batch gradient, and what is exactly true of them."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.core import softmax
from adamtui.core.gradients import COUNT, Training, training
from adamtui.core.problem import Array

BIAS_OF_8, PIXEL_20_TO_3 = 8, 213


@pytest.fixture(scope="module")
def trained() -> Training:
    return Training()


def log_mgf(own: Array, t: Array) -> Array:
    """ln M of a mini-batch's gradient, exact: a batch is 32 independent draws of the images' own.

    So it is 32·ln mean(e^{t·s/32}), the largest exponent taken out of each sum.
    """
    exponents = np.multiply.outer(t, own / softmax.BATCH)
    highest = exponents.max(axis=-1)
    rest = np.exp(exponents - highest[..., np.newaxis]).mean(axis=-1)
    return softmax.BATCH * (highest + np.log(rest))


@pytest.mark.parametrize("index", [BIAS_OF_8, PIXEL_20_TO_3])
@pytest.mark.parametrize("t", [0, 10, 100])
def test_the_sample_agrees_with_what_is_exact(trained: Training, t: int, index: int) -> None:
    own, sample = trained.own(t, index), trained.slopes(t, index)
    assert sample.shape == (COUNT,)
    error = own.std() / np.sqrt(32 * COUNT)
    assert abs(sample.mean() - own.mean()) < 5 * error
    assert sample.std() == pytest.approx(own.std() / np.sqrt(32), rel=5 / np.sqrt(2 * COUNT))


@pytest.mark.parametrize("index", [BIAS_OF_8, PIXEL_20_TO_3])
def test_the_exact_mgf_is_within_the_samples_errors(trained: Training, index: int) -> None:
    sample = trained.slopes(100, index)
    reach = np.linspace(-2, 2, 9) / sample.std()
    powers = np.exp(np.multiply.outer(reach, sample))
    errors = powers.std(axis=1) / np.sqrt(COUNT)
    exact = np.exp(log_mgf(trained.own(100, index), reach))
    assert (np.abs(powers.mean(axis=1) - exact) <= 5 * errors).all()
    assert exact[4] == 1.0


def test_the_third_moment_is_away_from_0(trained: Training) -> None:
    """The Gaussian with the same mean and variance is off by the skew, and the sign is right."""
    own = trained.own(100, BIAS_OF_8)
    mean, sd = own.mean(), own.std() / np.sqrt(32)
    skew = ((own - own.mean()) ** 3).mean() / own.std() ** 3 / np.sqrt(32)
    assert -0.6 < skew < -0.3
    away = np.array([-2.0, 2.0]) / sd
    excess = log_mgf(own, away) - (mean * away + 2.0)
    assert excess[0] > 0.3
    assert excess[1] < -0.3


def test_a_batch_of_the_training_is_a_draw_like_the_others(trained: Training) -> None:
    trained.trace.extend_to(11)
    g = trained.trace.step(11).values["g"][BIAS_OF_8]
    assert g == pytest.approx(trained.own(10, BIAS_OF_8)[softmax.batch(0, 11)].mean(), rel=1e-12)
    assert g not in trained.slopes(10, BIAS_OF_8)


def test_the_averages_are_adams(trained: Training) -> None:
    trained.trace.extend_to(30)
    values = trained.trace.step(30).values
    expected = values["m_hat"][PIXEL_20_TO_3], values["v_hat"][PIXEL_20_TO_3]
    assert trained.averages(30, PIXEL_20_TO_3) == expected
    assert np.isnan(trained.averages(0, 0)).all()


def test_asking_again_costs_nothing_and_changes_nothing(trained: Training) -> None:
    first = trained.slopes(10, BIAS_OF_8)
    assert trained.slopes(10, BIAS_OF_8) is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 0.0
    with pytest.raises(ValueError, match="read-only"):
        trained.own(10, BIAS_OF_8)[0] = 0.0
    other = Training()
    assert np.array_equal(other.slopes(10, BIAS_OF_8), first)
    assert other.trace.last == 10


def test_a_seed_makes_another_training(trained: Training) -> None:
    assert not np.array_equal(Training(seed=1).slopes(0, 3), trained.slopes(0, 3))
    assert not np.array_equal(Training(seed=1).own(5, 3), trained.own(5, 3))
    assert trained.slopes(0, 3, 10).shape == (10,)


def test_the_training_is_shared() -> None:
    assert training() is training(0)
    assert training(1) is not training()


@pytest.mark.parametrize("index", [-1, 650])
def test_there_is_no_other_parameter(trained: Training, index: int) -> None:
    with pytest.raises(IndexError, match="there is no parameter"):
        trained.slopes(0, index)
    with pytest.raises(IndexError, match="there is no parameter"):
        trained.averages(3, index)
