"""The words of the expression language, and what is said of a character that is none.

Columns count from 1, in characters of the source as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<operator>\*\*|[-+*/^()])",
    re.ASCII,
)
_INSTEAD = {
    "²": "**2",
    "³": "**3",
    "·": "*",
    "×": "*",
    "÷": "/",
    "−": "-",
    "√": "sqrt(…)",
    "|": "abs(…)",
    "π": "pi",
    "[": "(",
    "]": ")",
}
"""What to write for characters that people try."""


class ExpressionError(ValueError):
    """An expression that cannot be read: `message`, at 1-based `column`."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(f"column {column}: {message}")
        self.message = message
        self.column = column


class Token(NamedTuple):
    """A word of the language; the end of the source is one too, with an empty text."""

    kind: str
    """number, name, operator or end; root and fraction too where a reader types (`forgiving`)."""
    text: str
    column: int
    typed: str = ""
    """What was typed where that is not `text`."""

    @property
    def shown(self) -> str:
        """The word as it was typed, on one line."""
        return " ".join(self.typed.split()) or self.text


def words(source: str) -> Iterator[Token]:
    """The words of `source`, read as they are asked for; the end is the last."""
    token = scan(source, 0)
    while token.kind != "end":
        yield token
        token = scan(source, token.column - 1 + len(token.text))
    yield token


def scan(source: str, start: int) -> Token:
    """The first token at or after index `start`, spaces skipped."""
    while source[start : start + 1] in (" ", "\t"):
        start += 1
    if start == len(source):
        return Token("end", "", start + 1)
    found = _TOKEN.match(source, start)
    if found is None:
        raise ExpressionError(_stray(source[start]), start + 1)
    return Token(str(found.lastgroup), found.group(), start + 1)


def _stray(character: str) -> str:
    if character == ",":
        return "a function takes one argument; ',' is not allowed"
    if character in _INSTEAD:
        return f"write {_INSTEAD[character]} instead of {character!r}"
    return f"unexpected character {character!r}"
