"""The gradient of a typed function as formulas, as short as SymPy can make them.

The engine differentiates the function's own tree and needs none of this; SymPy's simplified form is
for reading. Text never reaches SymPy: the tree that was parsed does, node by node.
"""

from __future__ import annotations

import math
from typing import Any, TypeGuard

from adamtui.core.expression import Expression, parse
from adamtui.core.tree import Binary, Call, Name, Negate, Node, Number, bottom_up, operands

_DIGITS = 10**15
"""A fraction of larger numbers becomes a float: exact powers of powers know no bounds."""

_OPERATIONS, _DEGREE = 60, 256
"""Formulas beyond are not simplified: SymPy may multiply them out, and not come back."""


def gradient_formulas(source: str) -> dict[str, str]:
    r"""∂f/∂x, and ∂f/∂y where y occurs, as TeX by the coordinate's name: {"x": "2 x"}.

    `source` is a function as for `core.typed.typed`. Raises ExpressionError for what is no
    expression. May take a second: call it in a worker.
    """
    f = parse(source)
    names = ("x", "y") if "y" in f.names else ("x",)
    return {name: _slope(f, name) for name in names}


def _slope(f: Expression, name: str) -> str:
    import sympy

    height = _to_sympy(f.tree)
    slope = sympy.diff(height, sympy.Symbol(name, real=True))
    unhelpful = (sympy.Derivative, sympy.Piecewise, sympy.zoo, sympy.nan, sympy.I)
    # Where u may be complex, as log x, SymPy's |u| has another derivative than sign(u)·u′.
    if slope.has(*unhelpful) or not all(u.args[0].is_real for u in height.atoms(sympy.Abs)):
        return f.derivative(name).tex()
    if sympy.count_ops(slope) <= _OPERATIONS and _degree(f.tree) <= _DEGREE:
        forms = [slope, sympy.simplify(slope), sympy.factor(slope)]
        slope = min((form for form in forms if not form.has(*unhelpful)), key=sympy.count_ops)
    tex: str = sympy.latex(slope, min=-5, max=7)
    return tex


def _degree(root: Node) -> float:
    """The product of all constant exponents: a bound on what multiplying out may bring."""
    powers = (node.right for node in bottom_up(root) if _is_power(node))
    return math.prod(max(1.0, abs(n.value)) for n in powers if isinstance(n, Number))


def _is_power(node: Node) -> TypeGuard[Binary]:
    return isinstance(node, Binary) and node.operator == "**"


def _to_sympy(root: Node) -> Any:
    done: dict[int, Any] = {}
    for node in bottom_up(root):
        done[id(node)] = _bounded(_converted(node, [done[id(each)] for each in operands(node)]))
    return done[id(root)]


def _bounded(value: Any) -> Any:
    import sympy

    if isinstance(value, sympy.Rational) and max(abs(value.p), value.q) > _DIGITS:
        return sympy.Float(value, 15)
    return value


def _converted(node: Node, below: list[Any]) -> Any:
    import sympy

    match node:
        case Number(symbol="pi"):
            return sympy.pi
        case Number(symbol="e"):
            return sympy.E
        case Number(value=value):
            # 0.1 as typed is a tenth, and a tenth keeps formulas short.
            return sympy.Rational(repr(value))
        case Name(name=name):
            return sympy.Symbol(name, real=True)
        case Negate():
            return -below[0]
        case Call(function=function):
            return getattr(sympy, "Abs" if function == "abs" else function)(*below)
        case Binary(operator=operator):
            return _two_sided(operator, *below)


def _two_sided(operator: str, a: Any, b: Any) -> Any:
    import sympy

    match operator:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            return a / b
    if a.is_number and b.is_number and abs(b) > 10:
        return sympy.Float(a) ** sympy.Float(b)
    return a**b
