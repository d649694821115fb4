"""SymPy expressions as TeX in the order in which people write them.

Imports SymPy when it is itself imported, so only what derives something may import it, and late.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import sympy
from sympy.printing.latex import LatexPrinter

_LETTERS = {
    sympy.Symbol(name, positive=True): letter
    for name, letter in (
        ("spread", "b"),
        ("rate", r"\lambda"),
        ("scale", r"\theta"),
        ("two_pi", r"2 \pi"),
        ("nu_pi", r"\nu \pi"),
    )
}
"""The letters of symbols whose names make SymPy put them where they are looked for: b²t², θt."""
_POWER_OF_E = re.compile(r"(?<=[\w})]) e\^")


class _Printer(LatexPrinter):  # type: ignore[misc]  # SymPy has no types
    """A sum begins with something that is added: b − a, where SymPy writes −a + b."""

    def _as_ordered_terms(self, expr: Any, order: str | None = None) -> list[Any]:
        terms: list[Any] = super()._as_ordered_terms(expr, order=order)
        added = (term for term in terms if not term.as_coeff_Mul()[0].is_negative)
        first = next(added, terms[0])
        return [first, *(term for term in terms if term is not first)]


def tex(expression: Any, names: Mapping[Any, str] | None = None, *, rising: bool = False) -> str:
    """An expression, of `rising` powers where there is one symbol; `names` are its symbols' TeX."""
    settings = {
        "order": "rev-lex" if rising else "lex",
        "symbol_names": {**_LETTERS, **(names or {})},
    }
    printed: str = _Printer(settings).doprint(expression)
    printed = printed.replace(r"\left|{", r"\left|").replace(r"}\right|", r"\right|")
    return _POWER_OF_E.sub(r" \, e^", printed)


def product(factors: Iterable[Any]) -> str:
    """Factors side by side, as they are given; sums among them in parentheses."""
    return r"\,".join(
        rf"\left({tex(each)}\right)" if each.is_Add else tex(each) for each in factors
    )


def ratio(expression: Any) -> str:
    """An expression over one denominator, which is left out where it is 1."""
    above, below = expression.as_numer_denom()
    return tex(above) if below == 1 else rf"\frac{{{tex(above)}}}{{{tex(below)}}}"
