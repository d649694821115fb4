"""Whatever formula is typed: it computes what SymPy computes, and reads back as it was written."""

from __future__ import annotations

import math

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adamtui.core.expression import Expression, ExpressionError, parse
from adamtui.core.grammar import FUNCTIONS
from adamtui.core.written import Ascii

ORACLE = {
    "x": sympy.Symbol("x", positive=True),
    "y": sympy.Symbol("y", positive=True),
    "e": sympy.E,
}
LEAVES = st.sampled_from(["x", "y", "x", "y", "2", "3", "0.5", "1.25", "pi", "e"])
QUICK = settings(deadline=None, max_examples=60, derandomize=True)
COORDINATE = st.floats(0.1, 3.0)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    chain = st.tuples(inner, st.sampled_from([" + ", "-", "*", "/"]), inner).map("".join)
    power = st.tuples(inner, st.sampled_from(["**", "^"]), st.sampled_from(["2", "3", "-1", "x"]))
    return st.one_of(
        chain,
        st.builds("({})*{}".format, inner, inner),
        st.builds("{}({})".format, st.sampled_from(FUNCTIONS), inner),
        st.builds("-({})".format, inner),
        power.map(lambda parts: f"({parts[0]}){parts[1]}{parts[2]}"),
    )


SOURCES = st.recursive(LEAVES, grown, max_leaves=8)


def fault_in(source: str) -> ExpressionError | None:
    try:
        parse(source)
    except ExpressionError as error:
        return error
    return None


def read_or_skip(source: str) -> Expression:
    assume(fault_in(source) is None)
    return parse(source)


def oracle(source: str) -> sympy.Expr:
    return sympy.sympify(source.replace("^", "**"), locals=ORACLE)


def exact(expression: sympy.Expr, x: float, y: float) -> complex:
    values = {ORACLE["x"]: sympy.Float(x, 40), ORACLE["y"]: sympy.Float(y, 40)}
    try:
        return complex(expression.subs(values).evalf(30))
    except (TypeError, ValueError):  # not a number: infinite, or a derivative SymPy left undone
        return complex(math.nan)


@QUICK
@given(SOURCES, COORDINATE, COORDINATE)
def test_values_are_sympys(source: str, x: float, y: float) -> None:
    ours = read_or_skip(source).value(x=x, y=y)
    assume(abs(ours) < 1e6)
    theirs = exact(oracle(source), x, y)
    assume(not math.isnan(theirs.real))
    assert ours == pytest.approx(theirs.real, rel=1e-8, abs=1e-8)


@QUICK
@given(SOURCES, st.sampled_from(["x", "y"]), COORDINATE, COORDINATE)
def test_derivatives_are_sympys(source: str, name: str, x: float, y: float) -> None:
    ours = read_or_skip(source).derivative(name).value(x=x, y=y)
    assume(abs(ours) < 1e6)
    theirs = exact(oracle(source).diff(ORACLE[name]), x, y)
    assume(not math.isnan(theirs.real) and theirs.imag == 0)
    assert ours == pytest.approx(theirs.real, rel=1e-7, abs=1e-7)


@QUICK
@given(SOURCES)
def test_written_in_ascii_it_reads_back_to_the_same_tree(source: str) -> None:
    tree = read_or_skip(source).tree
    assert parse(Ascii().write(tree)).tree == tree


@QUICK
@given(SOURCES, COORDINATE, COORDINATE)
def test_a_derivative_reads_back_to_the_same_function(source: str, x: float, y: float) -> None:
    slope = read_or_skip(source).derivative("x")
    assume("sign" not in slope.source and len(slope.source) <= 300)
    again = read_or_skip(slope.source)
    np.testing.assert_array_equal(again.value(x=x, y=y), slope.value(x=x, y=y))


@QUICK
@given(SOURCES)
def test_a_grid_gives_what_its_points_give(source: str) -> None:
    f = read_or_skip(source).function("x", "y")
    x, y = np.meshgrid([-2.0, 0.0, 0.3, 1e200], [-1e3, 0.0, 2.5])
    whole = np.broadcast_to(f(x, y), x.shape)
    single = [f(a, b) for a, b in zip(x.flat, y.flat, strict=True)]
    np.testing.assert_allclose(whole.ravel(), single, rtol=1e-9)


@QUICK
@given(st.text(alphabet="xy0123.e+-*/^() sincoqrtab", max_size=40))
def test_any_text_is_an_expression_or_an_error_with_a_column(source: str) -> None:
    fault = fault_in(source)
    if fault is not None:
        assert 1 <= fault.column <= len(source) + 1
        assert fault.message
    else:
        assert parse(source).text()
        assert parse(source).tex()
