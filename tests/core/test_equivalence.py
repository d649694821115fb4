"""An answer is right in any form, and a near miss is wrong."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adamtui.core.answers import AnswerError
from adamtui.core.equivalence import Domain, Formula, usual

CORRECTED = Formula(("m", "beta1", "t"), "m/(1 - beta1**t)")
STEP = Formula(("lr", "m_hat", "v_hat", "eps"), "-lr*m_hat/(sqrt(v_hat) + eps)")
AVERAGE = Formula(("beta1", "m_prev", "g"), "beta1*m_prev + (1 - beta1)*g")
SUM = Formula(("beta", "t"), "(1 - beta**t)/(1 - beta)")
DECAYED = Formula(("theta", "lr", "weight_decay"), "theta*(1 - lr*weight_decay)")


@pytest.mark.parametrize(
    ("formula", "typed"),
    [
        (CORRECTED, "-m/(beta1^t - 1)"),
        (CORRECTED, r"\frac{m_t}{1-\beta_1^t}"),
        (CORRECTED, "m*(1 + β₁ᵗ/(1-β₁ᵗ))"),
        (CORRECTED, "m + m*beta1^t/(1-beta1^t)"),
        (CORRECTED, "m/(1 - exp(t*ln(beta1)))"),
        (CORRECTED, "m/((1-sqrt(beta1^t))*(1+sqrt(beta1^t)))"),
        (CORRECTED, "m*(1-β₁)/((1-β₁)*(1-β₁^t))"),
        (CORRECTED, "1/((1-beta1^t)/m)"),
        (CORRECTED, "m/(1-beta1^t) + 1e7 - 1e7"),
        (STEP, "-η·m̂/(√v̂+ε)"),
        (STEP, "-lr/(v_hat^0.5+eps)*m_hat"),
        (STEP, "-lr*m_hat*(sqrt(v_hat)-eps)/(v_hat-eps^2)"),
        (AVERAGE, "m_{t-1} - (1-β₁)·m_{t-1} + (1-β₁)·g"),
        (AVERAGE, "g + β₁*(m_prev - g)"),
        (AVERAGE, "g + β₁*m_prev - β₁*g"),
        (SUM, "1/(1-β) - β^t/(1-β)"),
        (SUM, "(β^t - 1)/(β - 1)"),
        (DECAYED, "θ − ηλ".replace("ηλ", "η·λ·θ")),
    ],
)
def test_any_form_is_right(formula: Formula, typed: str) -> None:
    assert formula.judge(typed)


@pytest.mark.parametrize(
    ("formula", "typed"),
    [
        (CORRECTED, "m/(1-beta1)"),
        (CORRECTED, "m/(1-beta1**(t-1))"),
        (CORRECTED, "m/(1-beta1**(t+1))"),
        (CORRECTED, "m/(1-beta1*t)"),
        (CORRECTED, "m/(1+beta1^t)"),
        (CORRECTED, "-m/(1-beta1^t)"),
        (CORRECTED, "m*(1-beta1^t)"),
        (CORRECTED, "m/1-beta1^t"),
        (CORRECTED, "|m|/(1-beta1^t)"),
        (CORRECTED, "sqrt(m)^2/(1-beta1^t)"),
        (CORRECTED, "1.0000001*m/(1-beta1^t)"),
        (CORRECTED, "m"),
        (CORRECTED, "0"),
        (CORRECTED, "m + 1e30 - 1e30"),
        (CORRECTED, "m*(1e20 + 1 - 1e20)/(1-beta1^t)"),
        (STEP, "lr*m_hat/(sqrt(v_hat)+eps)"),
        (STEP, "-lr*m_hat/sqrt(v_hat+eps)"),
        (STEP, "-lr*m_hat/sqrt(v_hat+eps^2)"),
        (STEP, "-lr*m_hat/sqrt(v_hat)"),
        (STEP, "-lr*m_hat/sqrt(v_hat)+eps"),
        (STEP, "-lr*m_hat/(v_hat+eps)"),
        (STEP, "-m_hat/(sqrt(v_hat)+eps)"),
        (AVERAGE, "beta1*m_prev + beta1*g"),
        (AVERAGE, "(1-beta1)*m_prev + beta1*g"),
        (AVERAGE, "beta1*m_prev + g"),
        (AVERAGE, "beta1*m_prev + (1-beta1)*g^2"),
        (SUM, "(1 - beta**(t+1))/(1 - beta)"),
        (SUM, "1/(1-beta)"),
        (DECAYED, "theta - weight_decay*theta"),
        (DECAYED, "theta*(1 - lr)"),
    ],
)
def test_a_near_miss_is_wrong(formula: Formula, typed: str) -> None:
    assert not formula.judge(typed)


def test_cancellation_is_told_from_a_difference() -> None:
    close = Formula(("beta",), "1/(1 - beta)", (Domain("beta", 0.999999, 0.99999999),))
    assert close.judge("(1+beta)/(1-beta^2)")
    assert not close.judge("1/(1 - beta) + 1")
    flat = Formula(("x",), "1 - cos(x)", (Domain("x", -1e-3, 1e-3),))
    assert flat.judge("2*sin(x/2)^2")
    assert not flat.judge("x^2/2")


def test_parts_that_overflow_decide_nothing() -> None:
    wide = Formula(("x",), "1/(1 + exp(-x))", (Domain("x", -2000, 2000),))
    assert wide.judge("1/(1 + 1/exp(x))")
    assert not wide.judge("1/(1 + exp(x))")


def test_zero_is_right_where_all_cancels() -> None:
    zero = Formula(("m", "t"), "(m+t)^2 - m^2 - 2*m*t - t^2")
    assert zero.judge("0")
    assert not zero.judge("1e-9")
    assert not zero.judge("m")


def test_the_domain_decides() -> None:
    anywhere = Formula(("x",), "abs(x)")
    assert not anywhere.judge("x")
    assert Formula(("x",), "abs(x)", (Domain("x", 0.5, 2),)).judge("x")
    even = Formula(("k",), "1", (Domain("k", 1, 9, whole=True),))
    assert even.judge("cos(2*pi*k)")
    assert not Formula(("k",), "1", (Domain("k", 1, 9),)).judge("cos(2*pi*k)")


def test_where_the_answer_is_not_finite_nothing_is_compared() -> None:
    half = Formula(("x",), "log(x)")
    assert half.judge("log(x^2)/2")
    assert half.judge("-log(1/x)")
    assert not half.judge("log(x-1)")


def test_a_hole_that_no_drawn_number_falls_into_is_no_fault() -> None:
    assert Formula(("x",), "x + 1").judge("(x^2-1)/(x-1)")
    assert SUM.judge("(t-1)*(1-beta^t)/((1-beta)*(t-1))")
    assert not CORRECTED.judge("m/(1-beta1^t) + 0*log(t-6.5)")


def test_answers_with_no_value_anywhere_are_found_out() -> None:
    assert Formula(("x",), "sqrt(-1 - x^2)").fault
    assert Formula(("x",), "x", (Domain("y", 0, 1),)).fault
    assert Formula(("x",), "x", (Domain("x", 1, 1),)).fault
    assert Formula(("x",), "x", (Domain("x", 0, float("inf")),)).fault
    assert Formula(("k",), "k", (Domain("k", 0.2, 1.8, whole=True),)).fault
    assert not CORRECTED.fault
    assert not Formula((), "1/3").fault
    with pytest.raises(AnswerError):
        Formula(("x",), "y")


def test_what_cannot_be_read_is_told_and_not_judged() -> None:
    with pytest.raises(AnswerError, match="write 2"):
        CORRECTED.judge("2m")


def test_typed_formulas_are_typeset() -> None:
    assert CORRECTED.tex("m_t/(1-β₁^t)") == r"\frac{m}{1 - \beta_{1}^{t}}"
    assert CORRECTED.tex_so_far("m/(1-") == r"\frac{m}{1 - \square}"


@pytest.mark.parametrize("name", ["beta1", "beta2", "mu", "rho", "beta"])
def test_decay_rates_are_shares(name: str) -> None:
    assert 0 < usual(name).low < usual(name).high < 1


def test_counts_are_whole_and_second_moments_positive() -> None:
    assert usual("t") == Domain("t", 1, 12, whole=True)
    for name in ("v", "v_hat", "v_prev", "v_max", "s", "lr", "eps", "sigma", "weight_decay"):
        assert usual(name).low > 0
    assert usual("g").low < 0 < usual("m_hat").high


LEAVES = st.sampled_from(["x", "y", "t", "2", "3", "0.5"])


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    binary = st.tuples(inner, st.sampled_from("+-*/"), inner)
    return st.one_of(
        binary.map(lambda each: f"({each[0]}) {each[1]} ({each[2]})"),
        inner.map(lambda each: f"({each})**2"),
        st.tuples(st.sampled_from(["sin", "exp", "tanh"]), inner).map(lambda p: f"{p[0]}({p[1]})"),
    )


@settings(deadline=None, max_examples=40, derandomize=True)
@given(st.recursive(LEAVES, grown, max_leaves=6))
def test_what_sympy_makes_of_a_formula_is_the_same(source: str) -> None:
    names = ("x", "y", "t")
    try:
        formula = Formula(names, source)
        same = str(sympy.together(sympy.sympify(source)))
        assume(not formula.fault)
        assert formula.judge(same)
        assert formula.judge(str(sympy.expand(sympy.sympify(source))))
    except AnswerError:
        assume(False)
