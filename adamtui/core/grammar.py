"""The expression language: ASCII text → tree, by precedence.

    sum     = product { ("+" | "-") product }
    product = factor { ("*" | "/") factor }
    factor  = { "+" | "-" } atom [ ("**" | "^") factor ]
    atom    = number | name | function "(" sum ")" | "(" sum ")"

Invariant: whatever the text, the answer is a tree of bounded depth or an `ExpressionError`, in time
linear in its length; every part of the tree without a name in it has a finite value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from adamtui.core.nearest import nearest
from adamtui.core.scanner import ExpressionError, Token, scan
from adamtui.core.tree import FLOATS, Binary, Call, Name, Negate, Node, Number

MAX_LENGTH = 300
MAX_DEPTH = 20
"""Most levels of nesting; a chain such as x + x + x is one level."""

FUNCTIONS = ("sin", "cos", "tan", "exp", "log", "sqrt", "abs", "tanh")
CONSTANTS = {"pi": math.pi, "e": math.e}

_ALSO_CALLED = {"ln": "log"}
_BRACKETED = {"(": "(…)", ")": "(…)"}


class _Part(NamedTuple):
    """A parsed piece: where it starts, how deep it nests, its value if no name occurs in it."""

    node: Node
    column: int
    depth: int
    constant: float | None


def read(source: str, names: Sequence[str]) -> Node:
    """The tree of `source`, in which only `names` may occur as variables."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(
            f"an expression has at most {MAX_LENGTH} characters, not {len(source)}", MAX_LENGTH + 1
        )
    return _Reader(source, names).whole()


class _Reader:
    """One pass over a source, a token at a time."""

    def __init__(self, source: str, names: Sequence[str]) -> None:
        self._source = source
        self._names = names
        self._brackets: list[int] = []
        self._previous = Token("start", "", 0)
        self._token = scan(source, 0)

    def whole(self) -> Node:
        if self._token.kind == "end":
            raise ExpressionError("the expression is empty", 1)
        part = self._sum()
        if self._token.kind != "end":
            raise self._misplaced()
        return part.node

    def _next(self) -> Token:
        self._previous = self._token
        self._token = scan(self._source, self._token.column - 1 + len(self._token.text))
        return self._previous

    def _take(self, *operators: str) -> str | None:
        if self._token.kind == "operator" and self._token.text in operators:
            return self._next().text
        return None

    def _sum(self) -> _Part:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> _Part:
        return self._chain(("*", "/"), self._factor)

    def _chain(self, operators: tuple[str, ...], operand: Callable[[], _Part]) -> _Part:
        part = operand()
        deepest = part.depth
        while symbol := self._take(*operators):
            right = operand()
            deepest = max(deepest, right.depth)
            part = _binary(symbol, part, right, deepest + 1)
        return part

    def _factor(self) -> _Part:
        # A list and not a recursion: 300 signs in a row must not exhaust the stack.
        links = [(self._signs(), self._atom())]
        while self._take("**", "^"):
            links.append((self._signs(), self._atom()))
        signs, last = links.pop()
        part = _signed(signs, last)
        for signs, base in reversed(links):
            depth = max(base.depth, part.depth) + 1
            part = _signed(signs, _binary("**", base, part, depth))
        return part

    def _signs(self) -> list[Token]:
        signs = []
        while self._take("-", "+"):
            signs.append(self._previous)
        return signs

    def _atom(self) -> _Part:
        token = self._token
        if token.kind == "number":
            return self._number(self._next())
        if token.kind == "name":
            return self._word(self._next())
        if token.text == "(":
            return self._bracketed()._replace(column=token.column)
        raise self._lacking()

    def _number(self, token: Token) -> _Part:
        value = float(token.text)
        if not math.isfinite(value):
            raise ExpressionError(f"{token.text} is too large for a number", token.column)
        return _Part(Number(value), token.column, 0, value)

    def _word(self, token: Token) -> _Part:
        word, column = token.text, token.column
        if word in FUNCTIONS and (self._token.text == "(" or word not in self._names):
            return self._call(token)
        if word in self._names:
            return _Part(Name(word), column, 0, None)
        if word in CONSTANTS:
            value = CONSTANTS[word]
            return _Part(Number(value, word), column, 0, value)
        if self._token.text == "(":
            raise ExpressionError(
                _unknown("function", word, FUNCTIONS, ", ".join(FUNCTIONS)), column
            )
        if len(word) > 1 and all(letter in self._names for letter in word):
            raise ExpressionError(f"unknown name {word!r}; write {'*'.join(word)}", column)
        valid = ", ".join(self._names) or "none"
        raise ExpressionError(_unknown("name", word, (*self._names, *CONSTANTS), valid), column)

    def _call(self, token: Token) -> _Part:
        name = token.text
        if self._token.text != "(":
            raise ExpressionError(f"{name} needs brackets: write {name}(…)", token.column)
        inner = self._bracketed()
        constant = None
        if inner.constant is not None:
            constant = _finite(name, token.column, inner.constant)
        node = Call(name, inner.node)
        return _part(node, token.column, inner.depth + 1, constant)

    def _bracketed(self) -> _Part:
        column = self._next().column
        self._brackets.append(column)
        if len(self._brackets) > MAX_DEPTH:
            raise _too_deep(column)
        part = self._sum()
        if not self._take(")"):
            raise self._misplaced()
        self._brackets.pop()
        return part

    def _lacking(self) -> ExpressionError:
        token = self._token
        if token.kind == "end":
            return ExpressionError("a number, a name or '(' is missing at the end", token.column)
        return ExpressionError(
            f"a number, a name or '(' is missing before {token.text!r}", token.column
        )

    def _misplaced(self) -> ExpressionError:
        """Why the text cannot go on as it does after a complete expression."""
        before, token = self._previous, self._token
        if token.kind == "end":
            return ExpressionError("this '(' is never closed", self._brackets[-1])
        if token.text == ")":
            return ExpressionError("this ')' closes nothing", token.column)
        if before.kind == "name" and token.text == "(":
            message = f"{before.text} is not a function; write {before.text}*(…)"
        elif token.kind == "number":
            message = f"an operator is missing before {token.text}"
        else:
            left, right = (_BRACKETED.get(each.text, each.text) for each in (before, token))
            message = f"a '*' is missing: write {left}*{right}"
        return ExpressionError(message, token.column)


def _part(node: Node, column: int, depth: int, constant: float | None) -> _Part:
    if depth > MAX_DEPTH:
        raise _too_deep(column)
    return _Part(node, column, depth, constant)


def _binary(symbol: str, left: _Part, right: _Part, depth: int) -> _Part:
    if symbol == "/" and right.constant == 0:
        start = right if left.constant is None else left
        raise ExpressionError("division by zero", start.column)
    constant = None
    if left.constant is not None and right.constant is not None:
        constant = _finite(symbol, left.column, left.constant, right.constant)
    return _part(Binary(symbol, left.node, right.node), left.column, depth, constant)


def _signed(signs: list[Token], part: _Part) -> _Part:
    for sign in reversed(signs):
        node, constant = part.node, part.constant
        if sign.text == "-":
            node = Negate(node)
            constant = None if constant is None else -constant
        part = _part(node, sign.column, part.depth + 1, constant)
    return part


def _finite(operation: str, column: int, *operands: float) -> float:
    """The value of a part without names; floats only, so that 9**9**9**9 costs nothing."""
    try:
        value: float = FLOATS.operations[operation](*operands)
    except (ArithmeticError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise ExpressionError("the part that starts here is not a finite number", column)
    return value


def _too_deep(column: int) -> ExpressionError:
    return ExpressionError(f"nested more than {MAX_DEPTH} deep", column)


def _unknown(kind: str, word: str, candidates: Iterable[str], valid: str) -> str:
    shown = word if len(word) <= 30 else f"{word[:30]}…"
    wanted = _ALSO_CALLED.get(word.lower(), word)
    return f"unknown {kind} {shown!r}{nearest(wanted, candidates, f'; allowed: {valid}')}"
