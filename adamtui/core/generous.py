"""What a reader types, read to the end or as far as it goes.

Roots and fractions that need no brackets are read besides the language itself; where a formula is
still being typed, what is missing at its end stands open.
"""

from __future__ import annotations

from collections.abc import Sequence

from adamtui.core.forgiving import forgiving
from adamtui.core.grammar import CONSTANTS, Reader, short_enough
from adamtui.core.piece import Piece, called, joined
from adamtui.core.scanner import ExpressionError, Token
from adamtui.core.tree import Name, Node
from adamtui.core.written import TeX

_OPEN = ""
"""The name that stands where something is yet to be typed."""
_TRIES = 3


def read_typed(typed: str, names: Sequence[str]) -> Node:
    """The tree of what was typed, in which only `names` may occur as variables.

    Raises ExpressionError, with the column in `typed`, for what cannot be read.
    """
    return _Typed(forgiving(short_enough(typed), names), names).whole()


def tex_so_far(typed: str, names: Sequence[str]) -> str:
    r"""TeX of as much as can be read, "" for nothing; `m/(1 -` is \frac{m}{1 - \square}.

    Never raises, whatever is typed.
    """
    for _ in range(_TRIES):
        try:
            source = forgiving(short_enough(typed), names)
            return _OpenTeX().write(_Unfinished(source, names).whole())
        except ExpressionError as error:
            if error.column > len(typed):
                return ""
            typed = typed[: error.column - 1]
    return ""


class _Typed(Reader):
    r"""The grammar with √x and \frac{a}{b} as atoms."""

    def _atom(self) -> Piece:
        token = self._token
        if token.kind not in ("root", "fraction"):
            return super()._atom()
        # Nested, they go as deep as brackets do.
        self._open(self._next())
        inner = self._atom()
        if token.kind == "root":
            piece = called("sqrt", token.column, inner)
        else:
            below = self._atom()
            depth = max(inner.depth, below.depth) + 1
            piece = joined("/", inner, below, depth)._replace(column=token.column)
        self._brackets.pop()
        return piece


class _Unfinished(_Typed):
    """Reads what is not yet complete; nothing is computed, so that no part of it has a fault."""

    def _atom(self) -> Piece:
        if self._token.kind == "end":
            return Piece(Name(_OPEN), self._token.column, 0, None)
        return super()._atom()._replace(constant=None)

    def _word(self, token: Token) -> Piece:
        called = self._token.text == "("
        if token.text in self._names or called or token.text in CONSTANTS:
            return super()._word(token)
        # The beginning of a longer word, or one that is wrong: shown as it is.
        return Piece(Name(token.text), token.column, 0, None)

    def _close(self) -> None:
        if self._token.kind == "end":
            self._brackets.pop()
        else:
            super()._close()


class _OpenTeX(TeX):
    def name(self, name: str) -> str:
        return super().name(name) if name else r"\square"
