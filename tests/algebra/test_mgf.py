"""What SymPy derives is what NumPy computes, what quadrature finds, and fits the screen."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import mpmath
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.algebra import heavy_tail, moments
from adamtui.algebra.mgf import derivation
from adamtui.algebra.steps import summary
from adamtui.core.moments import FAMILIES, family
from adamtui.typeset import display, inline
from tests.core.exact_textbook import DENSITY, FINITE, SUPPORT, Exact

SYMBOLS = {"spread": "b", "scale": "theta"}
"""Parameters by the symbols that stand for them, where these are called otherwise."""
WIDTH = 76


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_subnormal=False)


ANY, POSITIVE = numbers(-3, 3), numbers(0.2, 3)
PARAMETERS: Mapping[str, Mapping[str, st.SearchStrategy[float]]] = {
    "normal": {"mu": ANY, "sigma": POSITIVE},
    "laplace": {"mu": ANY, "b": POSITIVE},
    "uniform": {"a": numbers(-3, 0), "b": numbers(0.1, 3)},
    "exponential": {"rate": POSITIVE},
    "gamma": {"k": numbers(0.5, 5), "theta": POSITIVE},
    "two-point": {"a": ANY, "b": ANY, "p": numbers(0, 1)},
}
CHOSEN = st.sampled_from(FINITE).flatmap(
    lambda name: st.tuples(st.just(name), st.fixed_dictionaries(dict(PARAMETERS[name])))
)


@cache
def found(name: str) -> Mapping[str, Any]:
    """The expressions that the steps print last, by the steps' keys."""
    printed: list[Any] = []

    def noted(expression: Any) -> str:
        printed.append(expression)
        return str(len(printed) - 1)

    with pytest.MonkeyPatch.context() as patch:
        for module in (moments, heavy_tail):
            for function in ("tex", "ratio"):
                patch.setattr(module, function, noted)
        steps = {step.key: step.tex for step in derivation(name, 4)}
    told = {key: tex.rpartition(" = ")[2].partition(",")[0] for key, tex in steps.items()}
    return {key: printed[int(last)] for key, last in told.items() if last.isdecimal()}


def value(expression: Any, known: Mapping[str, float]) -> Any:
    """The expression at those parameters, to thirty digits: nothing cancels."""
    symbols = {
        s: known[SYMBOLS.get(s.name, s.name.replace("lambda", "rate"))]
        for s in expression.free_symbols
    }
    return mpmath.mpf(
        sympy.N(expression, 30, subs={s: sympy.Float(v, 30) for s, v in symbols.items()})
    )


def inside(name: str, known: Mapping[str, float], share: float) -> float:
    """A t for which M(t) is finite, with room to spare."""
    low, high = family(name).at(**known).domain
    return share * (min(high, 1.0) if share > 0 else -max(low, -1.0))


def quadrature(name: str, known: Mapping[str, float], t: float, order: int) -> Any:
    """E[gᵏ e^{tg}] from the definition."""
    if name == "two-point":
        a, b, p = known["a"], known["b"], known["p"]
        return p * b**order * mpmath.exp(t * b) + (1 - p) * a**order * mpmath.exp(t * a)
    exact = Exact(known)

    def weighted(x: Any) -> Any:
        return x**order * mpmath.exp(t * x) * DENSITY[name](exact, x)

    return mpmath.quad(weighted, SUPPORT[name](exact))


def close(first: Any, second: Any, tolerance: float) -> bool:
    return bool(abs(first - second) <= tolerance * (1 + abs(second)))


@settings(deadline=None, max_examples=15)
@given(CHOSEN, st.sampled_from([-0.7, -0.2, 0.3, 0.8]))
def test_the_curve_and_its_moments_are_those_that_numpy_computes(
    chosen: tuple[str, dict[str, float]], share: float
) -> None:
    name, known = chosen
    numeric = family(name).at(**known)
    t = inside(name, known, share)
    assert close(value(found(name)["mgf"], known | {"t": t}), float(numeric.mgf(t)), 1e-12)
    for order, moment in enumerate(numeric.moments, 1):
        assert close(value(found(name)[f"at0_{order}"], known), moment, 1e-12)
    assert close(value(found(name)["variance"], known), numeric.variance, 1e-12)


@settings(deadline=None, max_examples=12)
@given(CHOSEN, st.sampled_from([-0.6, 0.4]), st.integers(0, 4))
def test_the_curve_and_its_derivatives_are_those_of_the_definition(
    chosen: tuple[str, dict[str, float]], share: float, order: int
) -> None:
    name, known = chosen
    t = inside(name, known, share)
    expression = found(name)[f"d{order}" if order else "mgf"]
    assert close(value(expression, known | {"t": t}), quadrature(name, known, t, order), 1e-9)


@pytest.mark.parametrize("name", FINITE)
@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_the_moments_are_those_of_the_definition(name: str, order: int) -> None:
    known = {each: 0.25 + 0.5 * place for place, each in enumerate(PARAMETERS[name])}
    expected = quadrature(name, known, 0, order)
    assert close(value(found(name)[f"at0_{order}"], known), expected, 1e-9)


@settings(deadline=None, max_examples=10)
@given(numbers(4.5, 40))
def test_student_ts_moments_are_those_that_numpy_computes(nu: float) -> None:
    numeric = family("student-t").at(nu=nu)
    for key, expected in (
        ("moment_2", numeric.moments[1]),
        ("moment_4", numeric.moments[3]),
        ("variance", numeric.variance),
    ):
        assert close(value(found("student-t")[key], {"nu": nu}), expected, 1e-12)


def test_student_t_has_no_curve_and_says_why() -> None:
    steps = list(derivation("student-t", 4))
    told = summary(steps)
    assert told.mgf is None
    assert told.why.startswith("There is no M(t)")
    assert told.derivatives == ()
    assert [step.tex for step in steps if step.key == "why"] == [
        r"\lim_{x\to\infty} e^{t x} p(x) = \infty,\quad t > 0"
    ]
    assert told.at_zero[0] == r"0,\quad \nu > 1"
    assert told.variance == r"\frac{\nu}{\nu - 2},\quad \nu > 2"


def test_a_sample_has_the_averages_of_its_powers() -> None:
    told = summary(derivation("digits", 2))
    mean = r"\frac{1}{N} \sum_{i=1}^{N} "
    assert told.mgf == mean + "e^{t g_{i}}"
    assert told.derivatives == (mean + r"g_{i}\,e^{t g_{i}}", mean + r"g_{i}^{2}\,e^{t g_{i}}")
    assert told.at_zero == (mean + "g_{i}", mean + "g_{i}^{2}")
    assert told.variance == rf"{mean}g_{{i}}^{{2}} - \left({mean}g_{{i}}\right)^2"


def test_the_seeds_example_reads_as_in_a_book() -> None:
    told = summary(derivation("normal"))
    assert [inline(tex) for tex in (told.mgf or "", *told.derivatives)] == [
        "e^(μt+σ²t²/2)",
        "(μ + σ² t) e^(μt+σ²t²/2)",
        "(σ² + (μ + σ² t)²) e^(μt+σ²t²/2)",
    ]
    assert [inline(tex) for tex in (*told.at_zero, told.variance)] == ["μ", "μ² + σ²", "σ²"]


def test_the_hole_of_the_uniform_is_filled_by_limits() -> None:
    steps = {step.key: step.tex for step in derivation("uniform", 1)}
    assert steps["limit"] == r"M(0) = \lim_{t\to 0} M(t) = 1"
    assert steps["at0_1"] == r"M'(0) = \lim_{t\to 0} M'(t) = E[g] = \frac{a + b}{2}"


@pytest.mark.parametrize("name", FAMILIES)
def test_every_step_can_be_shown(name: str) -> None:
    for step in derivation(name, 4):
        assert step.words.endswith(".")
        assert display(step.tex, WIDTH).width <= WIDTH
        assert inline(step.tex)


@pytest.mark.parametrize("name", FAMILIES)
def test_steps_come_in_order_and_no_further_than_asked(name: str) -> None:
    keys = [[step.key for step in derivation(name, order)] for order in (1, 2, 3)]
    assert keys[0][0] == "density"
    assert "variance" not in keys[0]
    assert keys[1][-1] == keys[2][-1] == "variance"
    assert keys[1][:-1] == keys[2][: len(keys[1]) - 1]
    assert keys[0] == keys[1][: len(keys[0])]


def test_a_step_is_given_as_soon_as_it_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("integrated too early")

    monkeypatch.setattr(sympy, "integrate", refuse)
    steps = derivation("normal")
    assert [next(steps).key, next(steps).key] == ["density", "integral"]


def test_a_beginning_can_be_summed_up() -> None:
    steps = derivation("exponential")
    told = summary([next(steps), next(steps), next(steps)])
    assert told == (r"\frac{\lambda}{\lambda - t}", "", (), (), "")


@pytest.mark.parametrize(("name", "order"), [("cauchy", 2), ("normal", 0), ("normal", 5)])
def test_what_there_is_not(name: str, order: int) -> None:
    with pytest.raises(ValueError, match=r"unknown distribution|order"):
        derivation(name, order)


def test_asking_for_a_derivation_loads_no_sympy() -> None:
    code = (
        "import sys; from adamtui.algebra import averages, mgf; "
        "mgf.derivation('normal'); averages.derivation(3); sys.exit('sympy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
