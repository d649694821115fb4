"""The expression language: what it reads, refuses, computes, differentiates and writes."""

from __future__ import annotations

import math

import numpy as np
import pytest

from adamtui.core.expression import ExpressionError, parse


def error_of(source: str, names: tuple[str, ...] = ("x", "y")) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        parse(source, names)
    return caught.value


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("-x**2", -9.0),
        ("2**-1", 0.5),
        ("2**3**2", 512.0),
        ("2^3^2", 512.0),
        ("-x**-2", -1 / 9),
        ("12/x/2", 2.0),
        ("12/x*2", 8.0),
        ("10-x-2", 5.0),
        ("--x", 3.0),
        ("+x", 3.0),
        (" x\t+ 1 ", 4.0),
        (".5*x", 1.5),
        ("1e-1*x", 3.0 * 0.1),
        ("abs(-x)", 3.0),
        ("e", math.e),
        ("pi", math.pi),
    ],
)
def test_precedence(source: str, expected: float) -> None:
    assert parse(source).value(x=3.0) == expected


@pytest.mark.parametrize(
    ("source", "column", "says"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("2x", 2, "write 2*x"),
        ("2 (x)", 3, "write 2*(…)"),
        ("(x)(y)", 4, "write (…)*(…)"),
        ("x(2)", 2, "write x*(…)"),
        ("xy", 1, "write x*y"),
        ("x y", 3, "write x*y"),
        ("1.2.3", 4, "an operator is missing"),
        ("sin x", 1, "write sin(…)"),
        ("sin", 1, "write sin(…)"),
        ("sin()", 5, "missing before ')'"),
        ("sin(x,y)", 6, "one argument"),
        ("sinn(x)", 1, "did you mean 'sin'?"),
        ("Sqrt(x)", 1, "did you mean 'sqrt'?"),
        ("ln(x)", 1, "did you mean 'log'?"),
        ("1 + foo", 5, "allowed: x, y"),
        ("x+", 3, "at the end"),
        ("x + * y", 5, "before '*'"),
        ("(x + 1", 1, "never closed"),
        ("x)", 2, "closes nothing"),
        ("x.real", 2, "'.'"),
        ("__import__('os')", 1, "unknown function"),
        ("x = 1", 3, "'='"),
        ("x\0", 2, r"'\x00'"),
        ("x\u202e", 2, r"'\u202e'"),
        ("x + ٣", 5, "'٣'"),
        ("x²", 2, "write **2"),
        ("2·x", 2, "write *"),
        ("9**9**9**9", 4, "not a finite number"),
        ("x + log(0)", 5, "not a finite number"),
        ("x*sqrt(-1)", 3, "not a finite number"),
        ("(-8)**0.5", 1, "not a finite number"),
        ("1/0", 1, "division by zero"),
        ("x/(1-1)", 3, "division by zero"),
        ("x + 1e999", 5, "too large"),
        ("x" * 301, 301, "at most 300 characters"),
        ("(" * 200, 21, "20 deep"),
        ("sin(" * 21 + "x" + ")" * 21, 84, "20 deep"),
        ("-" * 299 + "x", 279, "20 deep"),
    ],
)
def test_errors_say_what_and_where(source: str, column: int, says: str) -> None:
    error = error_of(source)
    assert error.column == column
    assert says in error.message


def test_an_unknown_name_brings_the_nearest_one() -> None:
    assert "did you mean 'm_hat'?" in error_of("m_ha/2", ("m_hat", "v_hat")).message


def test_length_and_depth_are_what_a_reader_counts() -> None:
    assert parse("+".join("x" * 150)).value(x=2.0) == 300.0
    assert parse("(" * 20 + "x" + ")" * 20).value(x=2.0) == 2.0
    parse("sin(" * 20 + "x" + ")" * 20)
    assert "20 deep" in error_of("**".join("x" * 22)).message
    assert parse("x*(" * 20 + "x" + ")" * 20).value(x=2.0) == 2.0**21


def test_the_longest_chains_can_be_differentiated_and_written() -> None:
    for link in "+-*/":
        slope = parse(link.join("x" * 150)).derivative("x")
        assert np.isfinite(slope.value(x=1.0))
        assert slope.text()
        assert slope.tex()


def test_outside_the_domain_are_nan_and_inf_without_warnings() -> None:
    assert math.isnan(parse("log(x)").value(x=-1.0))
    assert math.isnan(parse("x**y").value(x=-8.0, y=1 / 3))
    assert math.isnan(parse("sin(x)").value(x=math.inf))
    assert parse("log(x)").value(x=0.0) == -math.inf
    assert parse("1/x").value(x=0.0) == math.inf
    assert parse("exp(x)").value(x=1e4) == math.inf
    assert parse("x**99").value(x=1e200) == math.inf
    np.testing.assert_array_equal(
        parse("sqrt(x)/y").value(x=np.array([-1.0, 0.0, 4.0]), y=np.array([1.0, 0.0, 2.0])),
        [np.nan, np.nan, 1.0],
    )


def test_values_are_float64_and_arrays() -> None:
    value = parse("x**2").value({"x": 0.1})
    assert isinstance(value, np.float64)
    assert value == np.float64(0.1) ** 2
    grid = parse("x*y").value(x=np.ones((2, 1)), y=np.ones(3))
    assert isinstance(grid, np.ndarray)
    assert grid.shape == (2, 3)


def test_names_are_those_that_occur() -> None:
    assert parse("y + sin(x)*y").names == ("x", "y")
    assert parse("2*pi").names == ()
    assert parse("e*t", ("t", "e")).names == ("e", "t")


@pytest.mark.parametrize(
    ("source", "by_x"),
    [
        ("x**2 + 10*y**2", "2·x"),
        ("3", "0"),
        ("y", "0"),
        ("x*-y", "−y"),
        ("abs(x)", "sign(x)"),
        ("x**-1", "−x⁻²"),
        ("2**x", "2^x·log(2)"),
        ("e**x", "e^x"),
        ("x**y", "y·x^(y − 1)"),
        ("log(x)/x", "(1 − log(x))/x²"),
        ("sqrt(x)", "1/(2·√(x))"),
        ("(1-x)**2 + 100*(y-x**2)**2", "−2·(1 − x) − 400·(y − x²)·x"),
    ],
)
def test_derivatives_are_tidy(source: str, by_x: str) -> None:
    assert parse(source).derivative("x").text() == by_x


def test_the_slope_of_the_absolute_value_is_zero_at_zero() -> None:
    slope = parse("abs(x)").derivative("x")
    assert [slope.value(x=x) for x in (-2.0, 0.0, 2.0)] == [-1.0, 0.0, 1.0]
    np.testing.assert_array_equal(slope.value(x=np.array([-2.0, 0.0, 2.0])), [-1.0, 0.0, 1.0])
    assert slope.derivative("x").value(x=1.0) == 0.0


@pytest.mark.parametrize(
    ("source", "text", "tex"),
    [
        ("x**2+10*y**2", "x² + 10·y²", r"x^{2} + 10 \cdot y^{2}"),
        ("x-(y-x)", "x − (y − x)", r"x - \left(y - x\right)"),
        ("x+(y+x)", "x + y + x", "x + y + x"),
        ("x*-2", "x·(−2)", r"x \cdot \left(-2\right)"),
        ("(-x)**2", "(−x)²", r"\left(-x\right)^{2}"),
        ("-x**2", "−x²", "-x^{2}"),
        ("x**-12", "x⁻¹²", "x^{-12}"),
        ("x**(y+1)", "x^(y + 1)", "x^{y + 1}"),
        ("x/(2*y)", "x/(2·y)", r"\frac{x}{2 \cdot y}"),
        ("(x/y)**2", "(x/y)²", r"\left(\frac{x}{y}\right)^{2}"),
        ("sqrt(x+1)", "√(x + 1)", r"\sqrt{x + 1}"),
        ("abs(x)**3", "|x|³", r"\left|x\right|^{3}"),
        ("tanh(pi*x)", "tanh(π·x)", r"\tanh\left(\pi \cdot x\right)"),
        ("1e-8*x", "10⁻⁸·x", r"10^{-8} \cdot x"),
        ("(2.5e20)**x", "(2.5·10²⁰)^x", r"\left(2.5 \cdot 10^{20}\right)^{x}"),
    ],
)
def test_written_for_reading(source: str, text: str, tex: str) -> None:
    assert parse(source).text() == text
    assert parse(source).tex() == tex


def test_names_of_the_lessons_are_written_as_in_the_papers() -> None:
    answer = parse("lr*m_hat/(sqrt(v_hat)+eps)", ("lr", "m_hat", "v_hat", "eps"))
    assert answer.text() == "η·m̂/(√(v̂) + ε)"
    assert answer.tex() == r"\frac{\eta \cdot \hat{m}}{\sqrt{\hat{v}} + \epsilon}"
    corrected = parse("m/(1-beta1**t)", ("m", "beta1", "t"))
    assert corrected.text() == "m/(1 − β₁^t)"
    assert corrected.tex() == r"\frac{m}{1 - \beta_{1}^{t}}"
    assert parse("v_max + rate", ("v_max", "rate")).tex() == r"v_{\mathrm{max}} + \mathrm{rate}"
