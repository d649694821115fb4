"""Distributions by name: what is accepted, what is drawn, and what a sample says of its own."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.moments import (
    FAMILIES,
    DistributionError,
    Family,
    empirical_mgf,
    family,
    sample_moments,
)
from tests.core.exact_textbook import played, scale


@settings(max_examples=30)
@given(played, st.integers(0, 2**32))
def test_samples_have_the_moments_that_are_promised(
    which: tuple[str, dict[str, float]], seed: int
) -> None:
    name, values = which
    found = family(name).at(**values)
    x = found.draw(np.random.default_rng(seed), 20_000)
    assert x.shape == (20_000,)
    for n, value in enumerate(sample_moments(x), start=1):
        # Eight standard errors: about the mean of xⁿ, whose variance is E[x²ⁿ] − E[xⁿ]².
        error = np.std(x**n) / math.sqrt(len(x))
        assert abs(value - found.moments[n - 1]) <= 8 * error + 1e-12 * abs(value)


@settings(max_examples=30)
@given(played, st.floats(-0.4, 0.4), st.integers(0, 2**32))
def test_the_empirical_mgf_is_unbiased_within_its_error(
    which: tuple[str, dict[str, float]], part: float, seed: int
) -> None:
    name, values = which
    found = family(name).at(**values)
    t = np.array(part * min(found.domain[1], 1 / scale(name, values)))
    # e^(tx) itself has a variance there: t is under half of the way to the domain's end.
    x = found.draw(np.random.default_rng(seed), 20_000)
    value, error = empirical_mgf(x, t)
    assert abs(value - found.mgf(t)) <= 8 * error + 1e-12 * value


def test_its_error_is_the_spread_over_many_samples() -> None:
    found = family("normal").at(mu=0.3, sigma=1.0)
    samples = found.draw(np.random.default_rng(5), (2000, 50))
    t = np.array([-0.7, 0.5])
    values, errors = zip(*(empirical_mgf(x, t) for x in samples), strict=True)
    spread = np.std(values, axis=0)
    np.testing.assert_allclose(np.mean(values, axis=0), found.mgf(t), atol=5 * spread.max() / 44)
    np.testing.assert_allclose(np.sqrt(np.mean(np.square(errors), axis=0)), spread, rtol=0.1)


def test_the_empirical_mgf_is_the_mean_of_the_powers() -> None:
    x = np.array([-1.0, 0.5, 0.5, 3.0])
    t = np.linspace(-2, 2, 6).reshape(2, 3)
    powers = np.exp(np.multiply.outer(t, x))
    value, error = empirical_mgf(x, t)
    np.testing.assert_allclose(value, powers.mean(axis=-1), rtol=1e-14)
    np.testing.assert_allclose(error, powers.std(axis=-1, ddof=1) / 2, rtol=1e-13)


def test_the_empirical_mgf_does_not_overflow_before_it_must() -> None:
    x = np.concatenate(([712.0], np.zeros(999)))
    # e^712 is beyond the float64s, a thousandth of it is not.
    highest = empirical_mgf(x, np.array(1.0))
    np.testing.assert_allclose(highest, math.exp(712 - math.log(1000)), rtol=1e-12)
    value, error = empirical_mgf(x, np.array([-1e308, 0.0, 1e308]))
    np.testing.assert_allclose(value, [0.999, 1.0, math.inf])
    assert not np.isnan(error).any()


def test_a_sample_of_many_is_taken_in_parts_with_the_same_result() -> None:
    x = np.random.default_rng(0).normal(size=100_000)
    t = np.linspace(-1, 1, 11)
    together = empirical_mgf(x, t).value
    np.testing.assert_array_equal(together, [empirical_mgf(x, each).value for each in t])


@pytest.mark.parametrize("sample", [[], [1.0]])
def test_one_number_has_no_spread(sample: list[float]) -> None:
    with pytest.raises(ValueError, match="two numbers or more"):
        empirical_mgf(np.array(sample), np.array(0.5))


@pytest.mark.parametrize("name", FAMILIES)
def test_the_generator_alone_decides_what_is_drawn(name: str) -> None:
    found = family(name).at()
    one = found.draw(np.random.default_rng(7), (3, 4))
    assert one.shape == (3, 4)
    assert one.dtype == np.float64
    np.testing.assert_array_equal(one, found.draw(np.random.default_rng(7), (3, 4)))


def test_student_t_is_drawn_though_it_has_no_mgf() -> None:
    x = family("student-t").at(nu=9.0).draw(np.random.default_rng(1), 100_000)
    assert np.mean(x) == pytest.approx(0, abs=0.02)
    assert np.mean(x**2) == pytest.approx(9 / 7, rel=0.02)


def test_two_points_come_as_often_as_said() -> None:
    x = family("two-point").at(a=-1, b=4, p=0.25).draw(np.random.default_rng(2), 40_000)
    assert set(x) == {-1.0, 4.0}
    assert np.mean(x == 4) == pytest.approx(0.25, abs=0.01)


def test_digits_are_a_sample_of_real_gradients() -> None:
    found = family("digits").at(weight=8, trained=3)
    assert found.sample is not None
    assert found.moments == sample_moments(found.sample)
    assert found.variance == pytest.approx(found.moments[1] - found.moments[0] ** 2, rel=1e-9)
    sd = math.sqrt(found.variance)
    t = np.array([-2.0, 0.0, 2.0]) / sd
    np.testing.assert_allclose(found.mgf(t), empirical_mgf(found.sample, t).value, rtol=1e-14)
    assert set(found.draw(np.random.default_rng(0), 100)) <= set(found.sample)
    h = 1e-3 / sd
    below, at, above = found.mgf([-h, 0.0, h])
    assert (above - below) / (2 * h) == pytest.approx(found.moments[0], abs=1e-6 * sd)
    assert (above - 2 * at + below) / h**2 == pytest.approx(found.moments[1], rel=1e-5)


def test_the_gradient_of_a_pixel_that_is_never_lit_is_always_zero() -> None:
    found = family("digits").at(weight=10, trained=0)
    assert found.moments == (0, 0, 0, 0)
    assert found.mgf([-1e308, 0, 1e308]).tolist() == [1, 1, 1]


@pytest.mark.parametrize("each", FAMILIES.values(), ids=lambda each: each.name)
def test_defaults_and_slider_ends_are_allowed(each: Family) -> None:
    assert list(each.defaults) == [knob.name for knob in each.knobs]
    assert each.fault(each.defaults) is None
    for knob in each.knobs:
        low, high = knob.slider
        assert low < high
        assert knob.fault(low) is None
        assert knob.fault(high) is None
        assert low <= each.defaults[knob.name] <= high
        assert len(knob.meaning) <= 24
        assert knob.symbol


def test_values_are_kept_by_name_in_the_order_shown() -> None:
    found = family("gamma").at(theta=2)
    assert dict(found.values) == {"k": 2.0, "theta": 2.0}
    assert list(found.values) == ["k", "theta"]
    assert all(type(value) is float for value in found.values.values())


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("gama", {}, "unknown distribution 'gama'; did you mean 'gamma'?"),
        ("Normal", {}, "unknown distribution 'Normal'; did you mean 'normal'?"),
        (
            "zzz",
            {},
            "unknown distribution 'zzz'; there are normal, laplace, uniform, exponential, gamma, "
            "two-point, student-t, digits",
        ),
        ("normal", {"sgma": 1}, "normal has no parameter 'sgma'; did you mean 'sigma'?"),
        ("normal", {"q": 1}, "normal has no parameter 'q'; there are mu, sigma"),
        ("normal", {"sigma": 0}, "sigma must be above 0, not 0"),
        ("normal", {"mu": math.nan}, "mu must be a finite number"),
        ("laplace", {"b": -1}, "b must be above 0, not -1"),
        ("uniform", {"a": 2, "b": 1}, "a must be below b, not a = 2 and b = 1"),
        (
            "uniform",
            {"a": 2.0000000001, "b": 2},
            "a must be below b, not a = 2.0000000001 and b = 2",
        ),
        (
            "uniform",
            {"a": 2},
            "a must be below b, not a = 2 and b = 2 (b is 2 where none is given)",
        ),
        ("exponential", {"rate": math.inf}, "rate must be a finite number"),
        ("gamma", {"k": 1e7}, "k must be at most 1,000,000, not 10,000,000"),
        ("two-point", {"p": 1.5}, "p must be from 0 to 1, not 1.5"),
        ("student-t", {"nu": 0}, "nu must be above 0, not 0"),
        ("student-t", {"mu": 0}, "student-t has no parameter 'mu'; there is nu"),
        ("digits", {"weight": 650}, "weight must be from 0 to 649, not 650"),
        ("digits", {"weight": 0.5}, "weight must be a whole number, not 0.5"),
        ("digits", {"trained": 2001}, "trained must be from 0 to 1,000, not 2,001"),
    ],
)
def test_what_cannot_be_is_said_on_one_line(
    name: str, values: dict[str, float], message: str
) -> None:
    with pytest.raises(DistributionError) as raised:
        family(name).at(**values)
    assert str(raised.value) == message


def test_a_slider_asks_before_it_moves() -> None:
    uniform = family("uniform")
    assert uniform.fault({"b": 1.5}) is None
    assert uniform.fault({"a": -1.0, "b": -1.0}) == "a must be below b, not a = -1 and b = -1"


def test_naming_a_distribution_reads_no_data_and_trains_nothing() -> None:
    code = (
        "import sys, adamtui.core.moments as m; m.family('normal').at(); "
        "print([n for n in sys.modules if n in "
        "('adamtui.digits', 'adamtui.core.gradients', 'sympy', 'textual')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "[]"
