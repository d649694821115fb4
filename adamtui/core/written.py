"""A tree written out: as one line of Unicode, as TeX, or as ASCII that reads back to the same tree.

Unicode and TeX drop brackets that arithmetic does not need, as in a·(b·c); ASCII keeps them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from adamtui.core.hyper import KNOBS
from adamtui.core.tree import Binary, Call, Name, Negate, Node, Number

_SUM, _PRODUCT, _POWER, _ATOM = range(4)
"""How tightly a piece holds together."""

_SUPERSCRIPTS = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "Δ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
}
"""The letters that names are written with, by what they are called; delta is the step, Δ."""
_UPDATES = {"prev": "t-1", "next": "t+1"}
"""The marks of an update's neighbours, as their index."""
_SPELLED = {letter: name for name, letter in GREEK.items()}
_NAME = re.compile(r"(?P<stem>[A-Za-z]+)(?P<digits>\d*)(?:_(?P<mark>\w+))?", re.ASCII)


class _Piece(NamedTuple):
    text: str
    level: int


class Ascii:
    """The expression language itself."""

    plus, minus, times = " + ", "-", "*"
    exact = True
    """Keep every bracket that the tree has."""

    def write(self, node: Node) -> str:
        """The tree on one line."""
        return self._piece(node).text

    def _piece(self, node: Node) -> _Piece:
        """Along the left edge in a loop: a chain may be longer than Python may recurse."""
        links: list[Negate | Binary] = []
        while isinstance(node, Negate) or (isinstance(node, Binary) and node.operator != "**"):
            links.append(node)
            node = node.operand if isinstance(node, Negate) else node.left
        piece = self._start(node)
        for link in reversed(links):
            piece = self._linked(piece, link)
        return piece

    def _start(self, node: Node) -> _Piece:
        match node:
            case Number(value=value, symbol=symbol):
                return _Piece(self.name(symbol), _ATOM) if symbol else self.number(value)
            case Name(name=name):
                return _Piece(self.name(name), _ATOM)
            case Call(function=function, operand=operand):
                return _Piece(self.call(function, self.write(operand)), _ATOM)
            case Binary(left=base, right=exponent):
                return _Piece(
                    self.power(self._unsigned(self._piece(base), _ATOM), exponent), _POWER
                )
            case Negate():
                return self._piece(node)

    def _linked(self, left: _Piece, link: Negate | Binary) -> _Piece:
        if isinstance(link, Negate):
            inner = self._unsigned(left, _POWER if self.exact else _PRODUCT)
            return _Piece(self.minus + inner, _PRODUCT)
        if link.operator == "/":
            return self.quotient(left, self._piece(link.right))
        level = _PRODUCT if link.operator == "*" else _SUM
        tighter = level + 1 if self.exact or link.operator == "-" else level
        sign = {"+": self.plus, "-": f" {self.minus} ", "*": self.times}[link.operator]
        right = self._unsigned(self._piece(link.right), tighter)
        return _Piece(self._within(left, level) + sign + right, level)

    def _within(self, piece: _Piece, level: int) -> str:
        return piece.text if piece.level >= level else self.group(piece.text)

    def _unsigned(self, piece: _Piece, level: int) -> str:
        """In brackets too where a sign would follow an operator: 2·(−x)."""
        if piece.level < level or piece.text.startswith(self.minus):
            return self.group(piece.text)
        return piece.text

    def group(self, text: str) -> str:
        """`text` in brackets."""
        return f"({text})"

    def number(self, value: float) -> _Piece:
        """The shortest digits that read back to the same float64."""
        return _Piece(_digits(value), _PRODUCT if value < 0 else _ATOM)

    def name(self, name: str) -> str:
        """A variable."""
        return name

    def call(self, function: str, operand: str) -> str:
        """A function of one argument."""
        return f"{function}({operand})"

    def power(self, base: str, exponent: Node) -> str:
        """`base` is written already, in brackets if it must be."""
        return f"{base}**{self._within(self._piece(exponent), _POWER)}"

    def quotient(self, left: _Piece, right: _Piece) -> _Piece:
        """left/right."""
        return _Piece(f"{self._within(left, _PRODUCT)}/{self._unsigned(right, _POWER)}", _PRODUCT)


class Unicode(Ascii):
    """One line for the screen: x² + 10·y²."""

    minus, times = "−", "·"
    exact = False

    def number(self, value: float) -> _Piece:
        """Powers of ten as such: 1.5·10⁻⁸."""
        digits, _, exponent = _digits(value).replace("-", self.minus).partition("e")
        if not exponent:
            return _Piece(digits, _PRODUCT if value < 0 else _ATOM)
        scale = self.power_of_ten(exponent)
        if digits == "1":
            return _Piece(scale, _POWER)
        return _Piece(f"{digits}{self.times}{scale}", _PRODUCT)

    def power_of_ten(self, exponent: str) -> str:
        """10 to an exponent that is written already."""
        return "10" + exponent.translate(_SUPERSCRIPTS)

    def name(self, name: str) -> str:
        """Greek letters, digits as an index: beta1 is β₁, m_hat is m̂."""
        stem, digits, mark = _spelled(name)
        letter = GREEK.get(stem, stem)
        if mark == "hat":
            return f"{letter}\u0302{digits.translate(_SUBSCRIPTS)}"
        return letter + digits.translate(_SUBSCRIPTS) + (f"_{mark}" if mark else "")

    def call(self, function: str, operand: str) -> str:
        """√(…) and |…| for sqrt and abs."""
        if function == "abs":
            return f"|{operand}|"
        return f"{'√' if function == 'sqrt' else function}({operand})"

    def power(self, base: str, exponent: Node) -> str:
        """Small integers are raised: x³."""
        piece = self._piece(exponent)
        if re.fullmatch(r"−?\d{1,3}", piece.text):
            return base + piece.text.translate(_SUPERSCRIPTS)
        return f"{base}^{self._unsigned(piece, _ATOM)}"


class TeX(Unicode):
    """The same for a typesetter, with fractions and roots."""

    minus, times = "-", r" \cdot "

    def group(self, text: str) -> str:
        """Brackets that grow with what is in them."""
        return rf"\left({text}\right)"

    def power_of_ten(self, exponent: str) -> str:
        """10 to an exponent that is written already."""
        return f"10^{{{exponent}}}"

    def name(self, name: str) -> str:
        """Greek letters, digits as an index."""
        stem, digits, mark = _spelled(name)
        if stem in GREEK:
            letter = r"\Delta" if stem == "delta" else "\\" + stem
        else:
            letter = stem if len(stem) == 1 else rf"\mathrm{{{stem}}}".replace("_", r"\_")
        if mark == "hat":
            letter, mark = rf"\hat{{{letter}}}", ""
        upright = rf"\mathrm{{{mark}}}".replace("_", r"\_") if mark else ""
        index = digits or _UPDATES.get(mark, upright)
        return f"{letter}_{{{index}}}" if index else letter

    def call(self, function: str, operand: str) -> str:
        """Roots and bars for sqrt and abs."""
        if function == "sqrt":
            return rf"\sqrt{{{operand}}}"
        if function == "abs":
            return rf"\left|{operand}\right|"
        command = r"\operatorname{sign}" if function == "sign" else "\\" + function
        return command + self.group(operand)

    def power(self, base: str, exponent: Node) -> str:
        """The exponent in braces."""
        return f"{base}^{{{self.write(exponent)}}}"

    def quotient(self, left: _Piece, right: _Piece) -> _Piece:
        r"""A \frac; as a base it needs brackets."""
        return _Piece(rf"\frac{{{left.text}}}{{{right.text}}}", _POWER)


def _digits(value: float) -> str:
    digits, _, exponent = repr(value).partition("e")
    digits = digits.removesuffix(".0")
    return f"{digits}e{int(exponent)}" if exponent else digits


def _spelled(name: str) -> tuple[str, str, str]:
    """A name's stem, its digits and its mark: ("beta", "1", ""), ("m", "", "hat")."""
    if name in KNOBS:
        symbol = KNOBS[name].symbol
        return _SPELLED[symbol[0]], name[len(name.rstrip("0123456789")) :], ""
    found = _NAME.fullmatch(name)
    if found is None:
        return name, "", ""
    return found["stem"], found["digits"], found["mark"] or ""
