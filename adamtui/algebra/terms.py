"""A rule's terms as SymPy expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adamtui.core.term import Leaf, Number, Term

if TYPE_CHECKING:
    import sympy


def to_sympy(term: Term) -> sympy.Expr:
    """The expression, each symbol named by its key: `prev.m`, `h.lr`, `g`.

    SymPy orders and groups as it likes. What only a problem can compute, `gradient` and `project`,
    is an undefined function of that name.
    """
    import sympy

    named = {"neg": lambda a: -a, "square": lambda a: a**2, "sqrt": sympy.sqrt}
    named |= {"max": sympy.Max, "min": sympy.Min, "abs": sympy.Abs, "sign": sympy.sign}
    two_sided = {"+": sympy.Add, "*": sympy.Mul, "**": sympy.Pow}
    two_sided |= {"-": lambda a, b: a - b, "/": lambda a, b: a / b}
    operations: dict[str, Any] = named | two_sided

    def leaf(node: Leaf) -> Any:
        if isinstance(node, Number):
            return sympy.sympify(node.number)
        return sympy.Symbol(node.key, real=True)

    def apply(op: str, args: tuple[Any, ...]) -> Any:
        return operations.get(op, sympy.Function(op))(*args)

    return term.fold(leaf, apply)
