"""Terms written out: as text, as TeX, and with one update's numbers put in.

Order and grouping are the term's own; parentheses appear where precedence needs them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from adamtui.core.notation import PAPER, Notation
from adamtui.core.term import Leaf, Number, Term

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "t": "count this update",
        "g": "the gradient at θ, as the problem gives it",
        "g_l2": "the gradient with the decay λθ added: L2 inside the gradient",
        "theta_decayed": "the weights, shrunk by the decay before the step",
        "m": "first moment: moving average of the gradient",
        "v": "second moment: moving average of g² (not a variance)",
        "m_hat": "first moment, corrected for its start at 0",
        "v_hat": "second moment, corrected for its start at 0",
        "v_max": "the largest second moment so far",
        "s": "the sum of all squared gradients",
        "b": "the velocity: a decaying sum of gradients",
        "alpha": "this update's step size, the corrections folded in",
        "u": "the largest gradient so far, a little of it forgotten at each update",
        "mu_t": "this update's momentum; it grows towards β₁",
        "mu_next": "the next update's momentum",
        "mu_product": "the product of all momenta so far",
        "m_bar": "the first moment one update ahead, as Nesterov looks ahead",
        "spread": "moving average of the squared distance from g to m",
        "spread_hat": "that average, corrected for its start at 0",
        "c": "the gradient mixed with its average, for the sign alone",
        "delta": "the step",
        "theta_raw": "the parameters after the step, before projection",
        "theta": "the parameters after the step",
    }
)
"""What each line computes, in a few words."""

_SUM, _PRODUCT, _SIGN, _POWER, _ATOM = range(1, 6)
_SUPERSCRIPTS = str.maketrans("0123456789-t", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵗ")


class _Written(NamedTuple):
    text: str
    precedence: int

    def within(self, precedence: int) -> str:
        return self.text if self.precedence >= precedence else f"({self.text})"


_TWO = _Written("2", _ATOM)


def symbol(key: str, names: Notation = PAPER) -> str:
    """The sign of a line, of a buffer of the update before, or of a hyperparameter."""
    return names.signs.get(key.removeprefix("prev."), key)


@lru_cache(maxsize=1024)
def text(term: Term, names: Notation = PAPER) -> str:
    """One line of text: `β₁·m + (1 − β₁)·g`."""

    def wrap(leaf: Leaf) -> str:
        return _number(leaf.number) if isinstance(leaf, Number) else symbol(leaf.key, names)

    return _write(term, wrap)


def with_numbers(term: Term, known: Mapping[str, Any], digits: int = 6) -> str:
    """The same line with numbers put in: `0.9·0 + (1 − 0.9)·2`. `known` holds scalars by key."""
    return _write(
        term,
        lambda leaf: _number(leaf.number if isinstance(leaf, Number) else known[leaf.key], digits),
    )


def _number(value: float, digits: int = 6) -> str:
    """A number as short as its digits allow, with a real minus sign."""
    return f"{float(value):.{digits}g}".replace("-", "−").replace("e−0", "e−").replace("e+0", "e+")


def _write(term: Term, leaf: Callable[[Leaf], str]) -> str:
    def wrap(node: Leaf) -> _Written:
        written = leaf(node)
        if written.startswith("−"):
            return _Written(written, _SIGN)
        # 1e−8² could be read as 1·10 to the −8².
        return _Written(written, _POWER if written[0].isdigit() and "e" in written else _ATOM)

    return term.fold(wrap, _apply).text


def _apply(op: str, args: tuple[_Written, ...]) -> _Written:
    a, b = args[0], args[-1]
    if op == "+":
        return _Written(f"{a.within(_SUM)} + {_unsigned(b, _SUM)}", _SUM)
    if op == "-":
        return _Written(f"{a.within(_SUM)} − {_unsigned(b, _PRODUCT)}", _SUM)
    if op == "*":
        return _Written(f"{a.within(_PRODUCT)}·{_unsigned(b, _PRODUCT)}", _PRODUCT)
    if op == "/":
        return _Written(f"{a.within(_PRODUCT)}/{_unsigned(b, _POWER)}", _PRODUCT)
    if op == "neg":
        return _Written(f"−{_unsigned(a, _POWER)}", _SIGN)
    if op in ("**", "square"):
        return _Written(a.within(_ATOM) + _raised(_TWO if op == "square" else b), _POWER)
    if op == "sqrt":
        return _Written(f"√{a.within(_ATOM)}", _POWER)
    if op == "abs":
        return _Written(f"|{a.text}|", _ATOM)
    names = {"gradient": "∇f", "project": "Π"}
    return _Written(f"{names.get(op, op)}({', '.join(arg.text for arg in args)})", _ATOM)


def _unsigned(written: _Written, precedence: int) -> str:
    """In parentheses too when a sign would follow an operator: `2·(−3)`."""
    bare = written.within(precedence)
    return f"({bare})" if bare.startswith(("−", "-")) else bare


def _raised(exponent: _Written) -> str:
    plain = exponent.text.replace("−", "-")
    if all(ord(c) in _SUPERSCRIPTS for c in plain):
        return plain.translate(_SUPERSCRIPTS)
    return f"^{exponent.within(_ATOM)}"


def tex(term: Term, names: Notation = PAPER) -> str:
    """The same line in TeX, the update's index on every buffer: `\\beta_1 m_{t-1} + …`."""

    def wrap(node: Leaf) -> _Written:
        written = _tex_leaf(node, names)
        return _Written(written, _SIGN if written.startswith("-") else _ATOM)

    return term.fold(wrap, _apply_tex).text


def tex_symbol(key: str, names: Notation = PAPER) -> str:
    """A line's or hyperparameter's sign in TeX, without an index."""
    return names.tex.get(key, key)


def _tex_leaf(node: Leaf, names: Notation) -> str:
    if isinstance(node, Number):
        return f"{node.number:g}"
    if node.key.startswith("h.") or node.key == "t":
        return tex_symbol(node.key, names)
    if node.key == "prev.t":
        return "t"
    name = node.key.removeprefix("prev.")
    index = "t-1" if node.key.startswith("prev.") else "t"
    return f"{tex_symbol(name, names)}_{{{index}}}"


def _apply_tex(op: str, args: tuple[_Written, ...]) -> _Written:
    a, b = args[0], args[-1]
    if op in ("+", "-"):
        right = _unsigned(b, _PRODUCT if op == "-" else _SUM)
        return _Written(f"{a.within(_SUM)} {op} {right}", _SUM)
    if op == "*":
        right = _unsigned(b, _PRODUCT)
        # Two numbers side by side would read as one.
        times = r"\cdot " if right[0].isdigit() else r"\,"
        return _Written(f"{a.within(_PRODUCT)}{times}{right}", _PRODUCT)
    if op == "/":
        return _Written(rf"\frac{{{a.text}}}{{{b.text}}}", _POWER)
    if op == "neg":
        return _Written(f"-{_unsigned(a, _POWER)}", _SIGN)
    if op in ("**", "square"):
        exponent = "2" if op == "square" else b.text
        return _Written(f"{a.within(_ATOM)}^{{{exponent}}}", _POWER)
    if op == "sqrt":
        return _Written(rf"\sqrt{{{a.text}}}", _ATOM)
    if op == "gradient":
        return _Written(rf"\nabla f_t({a.text})", _ATOM)
    if op == "abs":
        return _Written(rf"\left|{a.text}\right|", _ATOM)
    name = {"project": r"\Pi", "sign": r"\operatorname{sign}"}.get(op, "\\" + op)
    return _Written(f"{name}({', '.join(arg.text for arg in args)})", _ATOM)


def short(value: float) -> str:
    """A number for a status line: at most six significant digits."""
    return (
        _number(value)
        if math.isfinite(value)
        else {math.inf: "inf", -math.inf: "−inf"}.get(value, "nan")
    )
