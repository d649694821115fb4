"""The noisy bowl: noise that can be replayed, of the size that is asked for."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from adamtui.core.problems import Problem, ProblemError, problem


def noise(on: Problem, t: int) -> list[float]:
    """What the slopes of a noisy bowl at the minimum are off by."""
    return list(on.gradient(np.zeros(2), t).tolist())


def test_noise_is_announced_and_only_in_the_slopes() -> None:
    bowl, noisy = problem("bowl"), problem("noisy-bowl")
    assert noisy.title == "x² + 10·y², noisy"
    assert noisy.slopes == ("2·x + noise", "20·y + noise")
    theta = np.array([1.0, -2.0])
    assert bowl.loss is not None
    assert noisy.loss is not None
    assert noisy.loss(theta, 7) == bowl.loss(theta, 7)
    off = noisy.gradient(theta, 7) - bowl.gradient(theta, 7)
    assert off.tolist() == pytest.approx(noise(noisy, 7))


def test_noise_is_the_same_whenever_it_is_asked_for() -> None:
    ts = [*range(1, 40), *range(1000, 1050), 100_000]
    in_order = {t: noise(problem("noisy-bowl"), t) for t in ts}
    Random(0).shuffle(ts)
    assert {t: noise(problem("noisy-bowl"), t) for t in ts} == in_order
    assert len({x for pair in in_order.values() for x in pair}) == 2 * len(ts)


def test_another_seed_is_other_noise() -> None:
    drawn = [noise(problem("noisy-bowl", seed), t) for seed in (0, 1, 2**32 - 1) for t in (1, 2)]
    assert len({tuple(pair) for pair in drawn}) == len(drawn)


@pytest.mark.parametrize("sd", [0.5, 4.0])
def test_noise_has_mean_zero_and_the_deviation_asked_for(sd: float) -> None:
    here, many = problem("noisy-bowl", sd=sd), 20_000
    drawn = np.array([noise(here, t) for t in range(1, many + 1)])
    mean_error = sd / np.sqrt(many)
    assert np.abs(drawn.mean(axis=0)).max() < 4 * mean_error
    np.testing.assert_allclose(drawn.std(axis=0), sd, rtol=0.03)
    for lag in range(3):
        product = drawn[lag:, 0] * drawn[: many - lag, 1]
        assert abs(product.mean()) < 4 * sd * mean_error
    assert abs((drawn[1:] * drawn[:-1]).mean()) < 4 * sd * mean_error


@pytest.mark.parametrize("sd", [-1.0, float("nan"), float("inf"), 1e7])
def test_noise_that_cannot_be_drawn_is_refused(sd: float) -> None:
    with pytest.raises(ProblemError, match=r"^sd must be (from 0 to 1,000,000, not |a finite num)"):
        problem("noisy-bowl", sd=sd)
