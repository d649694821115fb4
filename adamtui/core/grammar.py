"""The expression language: words → tree, by precedence.

    sum     = product { ("+" | "-") product }
    product = factor { ("*" | "/") factor }
    factor  = { "+" | "-" } atom [ ("**" | "^") factor ]
    atom    = number | name | function "(" sum ")" | "(" sum ")"

Invariant: whatever the text, the answer is a tree of bounded depth or an `ExpressionError`, in time
linear in its length; every part of the tree without a name in it has a finite value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence

from adamtui.core.nearest import nearest
from adamtui.core.piece import MAX_DEPTH, Piece, called, joined, signed, too_deep
from adamtui.core.scanner import ExpressionError, Token, words
from adamtui.core.tree import Name, Node, Number

MAX_LENGTH = 300

FUNCTIONS = ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "tanh")
CONSTANTS = {"pi": math.pi, "e": math.e}

_ALSO_CALLED = {"ln": "log"}
_SPELLED_OUT = 12
"""A word of at most so many names is written out as their product."""


def read(source: str, names: Sequence[str]) -> Node:
    """The tree of `source`, in which only `names` may occur as variables."""
    return Reader(words(short_enough(source)), names).whole()


def short_enough(source: str) -> str:
    """`source` itself; ExpressionError where it is too long to be read."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(
            f"an expression has at most {MAX_LENGTH} characters, not {len(source)}", MAX_LENGTH + 1
        )
    return source


class Reader:
    """One pass over the words of a source, one ahead; the last word is its end."""

    def __init__(self, source: Iterator[Token], names: Sequence[str]) -> None:
        self._source = source
        self._names = names
        self._brackets: list[Token] = []
        self._previous = Token("start", "", 0)
        self._token = next(source)

    def whole(self) -> Node:
        """The tree of the whole source."""
        if self._token.kind == "end":
            raise ExpressionError("the expression is empty", 1)
        piece = self._sum()
        if self._token.kind != "end":
            raise self._misplaced()
        return piece.node

    def _next(self) -> Token:
        self._previous = self._token
        self._token = next(self._source)
        return self._previous

    def _take(self, *operators: str) -> str | None:
        if self._token.kind == "operator" and self._token.text in operators:
            return self._next().text
        return None

    def _sum(self) -> Piece:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Piece:
        return self._chain(("*", "/"), self._factor)

    def _chain(self, operators: tuple[str, ...], operand: Callable[[], Piece]) -> Piece:
        piece = operand()
        deepest = piece.depth
        while symbol := self._take(*operators):
            right = operand()
            deepest = max(deepest, right.depth)
            piece = joined(symbol, piece, right, deepest + 1)
        return piece

    def _factor(self) -> Piece:
        # A list and not a recursion: 300 signs in a row must not exhaust the stack.
        links = [(self._signs(), self._atom())]
        while self._take("**", "^"):
            links.append((self._signs(), self._atom()))
        signs, last = links.pop()
        piece = signed(signs, last)
        for signs, base in reversed(links):
            depth = max(base.depth, piece.depth) + 1
            piece = signed(signs, joined("**", base, piece, depth))
        return piece

    def _signs(self) -> list[Token]:
        signs = []
        while self._take("-", "+"):
            signs.append(self._previous)
        return signs

    def _atom(self) -> Piece:
        token = self._token
        if token.kind == "number":
            return self._number(self._next())
        if token.kind == "name":
            return self._word(self._next())
        if token.text == "(":
            return self._bracketed()._replace(column=token.column)
        raise self._lacking()

    def _number(self, token: Token) -> Piece:
        value = float(token.text)
        if not math.isfinite(value):
            raise ExpressionError(f"{token.text} is too large for a number", token.column)
        return Piece(Number(value), token.column, 0, value)

    def _word(self, token: Token) -> Piece:
        word, column = token.text, token.column
        if word in FUNCTIONS and (self._token.text == "(" or word not in self._names):
            return self._call(token)
        if word in self._names:
            return Piece(Name(word), column, 0, None)
        if word in CONSTANTS:
            value = CONSTANTS[word]
            return Piece(Number(value, word), column, 0, value)
        raise self._unknown(token)

    def _call(self, token: Token) -> Piece:
        name = token.text
        if self._token.text != "(":
            raise ExpressionError(f"{name} needs brackets: write {name}(…)", token.column)
        return called(name, token.column, self._bracketed())

    def _bracketed(self) -> Piece:
        self._open(self._next())
        piece = self._sum()
        self._close()
        return piece

    def _open(self, token: Token) -> None:
        self._brackets.append(token)
        if len(self._brackets) > MAX_DEPTH:
            raise too_deep(token.column)

    def _close(self) -> None:
        if not self._take(")"):
            raise self._misplaced()
        self._brackets.pop()

    def _unknown(self, token: Token) -> ExpressionError:
        """What is said of a word that means nothing here."""
        word = token.text
        if self._token.text == "(":
            message = _unknown("function", token, FUNCTIONS, ", ".join(FUNCTIONS))
        elif 1 < len(word) <= _SPELLED_OUT and all(letter in self._names for letter in word):
            message = f"unknown name '{token.shown}'; write {'*'.join(word)}"
        else:
            valid = ", ".join(self._names) or "none"
            message = _unknown("name", token, (*self._names, *CONSTANTS), valid)
        return ExpressionError(message, token.column)

    def _lacking(self) -> ExpressionError:
        token = self._token
        if token.kind == "end":
            return ExpressionError("a number, a name or '(' is missing at the end", token.column)
        return ExpressionError(
            f"a number, a name or '(' is missing before '{token.shown}'", token.column
        )

    def _misplaced(self) -> ExpressionError:
        """Why the text cannot go on as it does after a complete expression."""
        before, token = self._previous, self._token
        if token.kind == "end":
            opening = self._brackets[-1]
            return ExpressionError(f"this '{opening.shown}' is never closed", opening.column)
        if token.text == ")":
            return ExpressionError(f"this '{token.shown}' closes nothing", token.column)
        if before.kind == "name" and token.text == "(":
            message = f"{before.text} is not a function; write {before.text}*(…)"
        elif token.kind == "number":
            message = f"an operator is missing before {token.text}"
        else:
            message = f"a '*' is missing: write {_told(before)}*{_told(token)}"
        return ExpressionError(message, token.column)


def _told(token: Token) -> str:
    """A word as a part of what to write; brackets and calls stand for all of themselves."""
    if token.text in ("(", ")"):
        return "(…)"
    return f"{token.text}(…)" if token.text in FUNCTIONS else token.text


def _unknown(kind: str, token: Token, candidates: Iterable[str], valid: str) -> str:
    shown = token.shown if len(token.shown) <= 30 else f"{token.shown[:30]}…"
    wanted = _ALSO_CALLED.get(token.text.lower(), token.text)
    return f"unknown {kind} '{shown}'{nearest(wanted, candidates, f'; allowed: {valid}')}"
