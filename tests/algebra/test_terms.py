"""What SymPy makes of rules and of typed functions is what the engine computes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from adamtui.algebra.gradient import gradient_formulas
from adamtui.algebra.terms import to_sympy
from adamtui.core.expression import ExpressionError
from adamtui.core.term import Number, Symbol, Term
from adamtui.typeset import display, inline
from tests.core.every_rule import VARIANTS, Variant, recorded


def evaluated(expression: sympy.Expr, known: dict[str, Any]) -> float:
    values = {s: sympy.Float(float(known[s.name]), 30) for s in expression.free_symbols}
    return float(expression.evalf(30, subs=values))


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_line_of_every_rule(variant: Variant) -> None:
    trace = recorded(variant)
    known = {k: v if callable(v) or np.ndim(v) == 0 else v[1] for k, v in trace.known(3).items()}
    for equation in trace.equations:
        if equation.name != "g":
            value = evaluated(to_sympy(equation.term), known)
            assert value == pytest.approx(known[equation.name], rel=1e-11), equation.name


def test_symbols_are_named_by_their_keys() -> None:
    expression = to_sympy(Symbol("h.beta1") * Symbol("prev.m") + (1 - Symbol("h.beta1")))
    assert {s.name for s in expression.free_symbols} == {"h.beta1", "prev.m"}


def test_what_only_a_problem_computes_stays_a_function() -> None:
    expression = to_sympy(Term("gradient", Symbol("prev.theta")) + 1)
    assert str(expression) == "gradient(prev.theta) + 1"


def test_functions_and_numbers() -> None:
    x: Any = Symbol("x")
    terms = [np.abs(x), np.sign(x), np.minimum(x, 2), np.maximum(x, 2), np.square(x), -x, x**2]
    assert [evaluated(to_sympy(term), {"x": -3.0}) for term in terms] == [3, -1, -3, 2, 9, 3, 9]
    assert to_sympy(Number(0.1)) == 0.1


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("x**2", {"x": "2x"}),
        ("x**2 + 10*y**2", {"x": "2x", "y": "20y"}),
        ("0.1*x**2", {"x": "x/5"}),
        ("abs(x) + abs(y)", {"x": "sign(x)", "y": "sign(y)"}),
        ("sin(x)**2 + cos(x)**2 + y", {"x": "0", "y": "1"}),
        ("log(1 + x**2)", {"x": "2x/(x² + 1)"}),
        ("e**x", {"x": "eˣ"}),
        ("(((x + y)**10)**10)**10", {"x": "1000(x + y)⁹⁹⁹", "y": "1000(x + y)⁹⁹⁹"}),
        ("abs(log(x))", {"x": "sign(log(x))/x"}),
    ],
)
def test_the_gradient_of_a_typed_function(source: str, formulas: dict[str, str]) -> None:
    assert {name: inline(tex) for name, tex in gradient_formulas(source).items()} == formulas


@pytest.mark.parametrize(
    "source",
    [
        "x**0.5 + x**y",
        "2**x*tanh(x*y)",
        "sqrt(abs(x))",
        "abs(x**0.5)",
        "1/(x - x)",
        "x*1.0000001**1000000000",
        "x*((((1.000001**10)**10)**10)**10)**10",
        "1e300*x**2 + x**1e300 + sin(1e20*x)",
        "(1 - x)**2 + 100*(y - x**2)**2",
        "sin(tan(cos(exp(x))))",
        "+".join(["x**2"] * 60),
    ],
)
def test_every_gradient_can_be_set(source: str) -> None:
    for tex in gradient_formulas(source).values():
        assert display(tex).rows


def test_what_is_no_function_is_refused() -> None:
    with pytest.raises(ExpressionError):
        gradient_formulas("x +")
