"""The closed forms against mpmath: M by formula and integration, moments by differentiation."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from adamtui.core.distribution import Distribution
from adamtui.core.moments import FAMILIES, family
from tests.core.exact_textbook import (
    DENSITY,
    FINITE,
    MGF,
    SUPPORT,
    Exact,
    anything,
    bounded,
    close,
    played,
    scale,
)


def _log_mgf(found: Distribution, t: float) -> float:
    assert found.log_mgf is not None
    return float(found.log_mgf(np.asarray(t)))


@settings(max_examples=300)
@given(anything, st.floats(-1, 1), st.sampled_from([1e-300, 1e-12, 1e-6, 1e-3, 1.0, 30.0]))
def test_m_agrees_with_the_formula_over_the_whole_range(
    which: tuple[str, dict[str, float]], part: float, size: float
) -> None:
    name, values = which
    found = family(name).at(**values)
    t = part * size / scale(name, values)
    low, high = found.domain
    if not low < t < high:
        assert math.isnan(found.mgf(t))
        return
    with mp.workdps(60):
        exact = MGF[name](Exact(values), mpf(t))
        assert close(found.mgf(t), exact, 1e-12) or found.mgf(t) == math.inf == float(exact)
        assert close(_log_mgf(found, t), mp.log(exact), 1e-10, least=1e-5)


@settings(max_examples=150)
@given(bounded, st.sampled_from([1e-15, 1e-13, 1e-10, 1e-6, 1e-3, 0.1, 0.49, 0.51]))
def test_m_is_accurate_up_to_the_end_of_its_domain(
    which: tuple[str, dict[str, float]], left: float
) -> None:
    name, values = which
    found = family(name).at(**values)
    low, high = found.domain
    for t in (high * (1 - left), low * (1 - left), math.nextafter(high, 0)):
        if math.isinf(t):
            continue
        with mp.workdps(60):
            exact = mp.log(MGF[name](Exact(values), mpf(t)))
            # mu·t and the rest are each rounded: what can be had is relative to the larger.
            largest = abs(values.get("mu", 0.0) * t)
            assert close(_log_mgf(found, t), exact, 1e-12, least=max(1.0, largest))


@pytest.mark.parametrize("part", [-0.7, 0.4])
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("normal", {"mu": -0.7, "sigma": 1.3}),
        ("laplace", {"mu": 0.4, "b": 0.8}),
        ("uniform", {"a": -0.3, "b": 2.1}),
        ("exponential", {"rate": 1.7}),
        ("gamma", {"k": 2.3, "theta": 0.6}),
    ],
)
def test_m_is_the_integral_of_the_density(name: str, values: dict[str, float], part: float) -> None:
    found = family(name).at(**values)
    t = part * min(found.domain[1], 1.0)
    exact = Exact(values)

    def weighted(x: Any) -> Any:
        return mp.exp(t * x) * DENSITY[name](exact, x)

    assert close(found.mgf(t), mp.quad(weighted, SUPPORT[name](exact)), 1e-12)


@settings(max_examples=150)
@given(anything)
def test_moments_are_the_derivatives_at_zero(which: tuple[str, dict[str, float]]) -> None:
    name, values = which
    found = family(name).at(**values)
    exact: Any = Exact(values)
    with mp.workdps(80):
        unit = mpf(1) / scale(name, values)
        if name == "uniform":
            moments = [
                (exact.b ** (n + 1) - exact.a ** (n + 1)) / ((n + 1) * (exact.b - exact.a))
                for n in range(1, 5)
            ]
        else:
            scaled = mp.diffs(lambda u: MGF[name](exact, u * unit), 0, 4)
            moments = [value / unit**n for n, value in enumerate(scaled)][1:]
        for n, moment in enumerate(moments, start=1):
            largest = scale(name, values) ** n
            assert close(found.moments[n - 1], moment, 1e-12, least=largest * 1e-3)
        variance = moments[1] - moments[0] ** 2
        assert close(found.variance, variance, 1e-10, least=1e-30 * largest)


@settings(max_examples=100)
@given(played)
def test_slope_and_curvature_of_m_at_zero_are_the_moments(
    which: tuple[str, dict[str, float]],
) -> None:
    name, values = which
    found = family(name).at(**values)
    h = 1e-4 / scale(name, values)
    below, at, above = found.mgf([-h, 0.0, h])
    assert at == 1
    first, second = found.moments[:2]
    assert (above - below) / (2 * h) == pytest.approx(first, abs=1e-6 * math.sqrt(second))
    assert (above - 2 * at + below) / h**2 == pytest.approx(second, rel=1e-5, abs=1e-12)


@pytest.mark.parametrize("a", [-1.0, 0.0, 1.0, 1e6 - 1e-6])
@pytest.mark.parametrize("width", [5e-324, 1e-300, 1e-15, 1e-9])
def test_a_uniform_of_hardly_any_width(a: float, width: float) -> None:
    b = math.nextafter(a + width, math.inf) if a + width == a else a + width
    found = family("uniform").at(a=a, b=b)
    t = np.array([-300.0, -1e-300, 1e-300, 300.0]) / max(1.0, abs(a))
    np.testing.assert_allclose(found.mgf(t), np.exp(t * a), rtol=1e-6)
    assert found.density is not None
    assert found.density(np.array([a - 1, b + 1])).tolist() == [0, 0]


@pytest.mark.parametrize("name", FINITE)
def test_far_out_m_is_infinite_or_nothing_and_never_undefined(name: str) -> None:
    found = family(name).at()
    far = np.array([-1e308, -1e200, -1e5, 1e5, 1e200, 1e308])
    inside = (found.domain[0] < far) & (far < found.domain[1])
    values = found.mgf(far)
    assert not np.isnan(values[inside]).any()
    assert np.isnan(values[~inside]).all()
    assert name not in {"normal", "two-point", "uniform"} or (values[-3:] == np.inf).all()


@pytest.mark.parametrize("mu", [-1e6, 1e6])
def test_where_two_terms_overflow_the_larger_wins(mu: float) -> None:
    values = family("normal").at(mu=mu, sigma=1e-6).mgf([-1e308, 1e308])
    assert values.tolist() == [math.inf, math.inf]


@pytest.mark.parametrize(
    ("name", "values", "domain", "why"),
    [
        ("laplace", {"b": 2.0}, (-0.5, 0.5), "M(t) ends at |t| = 1/b = 0.5: "),
        ("exponential", {"rate": 3.0}, (-math.inf, 3.0), "M(t) ends at t = λ = 3: "),
        ("gamma", {"theta": 4.0}, (-math.inf, 0.25), "M(t) ends at t = 1/θ = 0.25: "),
    ],
)
def test_where_m_ends_is_said(
    name: str, values: dict[str, float], domain: tuple[float, float], why: str
) -> None:
    found = family(name).at(**values)
    assert found.domain == domain
    assert found.why.startswith(why)
    assert np.isnan(found.mgf([end for end in domain if math.isfinite(end)])).all()


@pytest.mark.parametrize("name", FAMILIES)
def test_a_reason_is_one_short_line_where_there_is_one_to_give(name: str) -> None:
    if name == "digits":
        return
    for size in (None, 1.23456789e-5, 987654.321):
        knobs = [knob.name for knob in FAMILIES[name].knobs if knob.low == 1e-6]
        found = family(name).at(**({} if size is None else dict.fromkeys(knobs, size)))
        assert bool(found.why) == (not all(map(math.isinf, found.domain)))
        assert len(found.why) <= 140
        assert "\n" not in found.why


@pytest.mark.parametrize(
    ("nu", "moments", "variance"),
    [
        (0.5, (math.nan, math.inf, math.nan, math.inf), math.nan),
        (1.0, (math.nan, math.inf, math.nan, math.inf), math.nan),
        (1.5, (0.0, math.inf, math.nan, math.inf), math.inf),
        (2.0, (0.0, math.inf, math.nan, math.inf), math.inf),
        (3.0, (0.0, 3.0, math.nan, math.inf), 3.0),
        (4.0, (0.0, 2.0, 0.0, math.inf), 2.0),
        (5.0, (0.0, 5 / 3, 0.0, 25.0), 5 / 3),
    ],
)
def test_which_moments_student_t_has(
    nu: float, moments: tuple[float, ...], variance: float
) -> None:
    found = family("student-t").at(nu=nu)
    np.testing.assert_allclose(found.moments, moments, rtol=1e-15)
    np.testing.assert_allclose(found.variance, variance, rtol=1e-15)


def test_student_t_has_no_mgf() -> None:
    found = family("student-t").at()
    assert found.log_mgf is None
    assert found.domain == (0, 0)
    np.testing.assert_array_equal(found.mgf([-1, 0, 1e-300]), [math.nan, 1, math.nan])
    assert "every t ≠ 0" in found.why
