"""A function's source as lines of words, and its statements by line.

Taken by `inspect` from the code object that runs; nothing is found by its text.
"""

from __future__ import annotations

import ast
import inspect
import io
import keyword
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from textwrap import dedent
from types import CodeType
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["", "keyword", "string", "number", "comment"]
"""What a word is; "" for names, operators and the space between."""

Span: TypeAlias = range
"""Lines of a function, counted from 0 at its `def`."""


class NoSourceError(ValueError):
    """A function's source is not where it was loaded from; the message is one line."""


class Word(NamedTuple):
    """A piece of a line."""

    text: str
    kind: Kind = ""


Words: TypeAlias = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function as it stands in its file."""

    name: str
    file: str
    """The file with its folder: `core/rules.py`."""
    first: int
    """The number of its first line in the file."""
    lines: tuple[Words, ...]
    statements: tuple[Span, ...]
    """Every statement but the function itself; blocks contain others."""
    body: int
    """The first line after signature and docstring."""
    indent: int
    """How many blanks its body begins with."""

    def statement(self, line: int) -> Span:
        """The innermost statement that a line, counted from 0, is part of.

        NoSourceError where there is none, as in a file that has changed.
        """
        around = [each for each in self.statements if line in each]
        if not around:
            raise _changed(self.file, self.name)
        return min(around, key=len)


def function(code: CodeType) -> Function:
    """The source of a function that is loaded; NoSourceError where there is none, or another's."""
    file = "/".join(PurePath(code.co_filename).parts[-2:])
    try:
        lines, first = inspect.getsourcelines(code)
        text = dedent("".join(lines))
        node = ast.parse(text).body[0]
    except (OSError, SyntaxError, IndexError) as error:
        raise NoSourceError(f"the source of {code.co_name} is not in {file}") from error
    if not isinstance(node, ast.FunctionDef) or node.name != code.co_name:
        raise _changed(file, code.co_name)
    after = node.body[1:] if ast.get_docstring(node) is not None else node.body
    start = after[0] if after else node.body[0]
    return Function(
        name=node.name,
        file=file,
        first=first,
        lines=words(text),
        statements=tuple(_statements(node)),
        body=start.lineno - 1,
        indent=start.col_offset,
    )


def words(text: str) -> tuple[Words, ...]:
    """The lines of a piece of Python as words; joined, they are the lines again."""
    rows = text.splitlines()
    found: list[list[Word]] = [[] for _ in rows]
    done = [0] * len(rows)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind = _kind(token)
        for row in range(token.start[0] - 1, min(token.end[0], len(rows))) if kind else ():
            begin = token.start[1] if row == token.start[0] - 1 else 0
            end = token.end[1] if row == token.end[0] - 1 else len(rows[row])
            found[row] += [Word(rows[row][done[row] : begin]), Word(rows[row][begin:end], kind)]
            done[row] = end
    for row, line in enumerate(rows):
        found[row].append(Word(line[done[row] :]))
    return tuple(tuple(word for word in line if word.text) for line in found)


def outdented(line: Words, by: int) -> Words:
    """A line without the first `by` of the blanks it begins with."""
    if not line:
        return line
    first = line[0].text
    blanks = len(first) - len(first.lstrip())
    return (line[0]._replace(text=first[min(by, blanks) :]), *line[1:])


def written(line: Words) -> str:
    """The line as text."""
    return "".join(word.text for word in line)


def _changed(file: str, name: str) -> NoSourceError:
    return NoSourceError(f"{file} has changed since {name} was loaded from it")


def _kind(token: tokenize.TokenInfo) -> Kind:
    if token.type == tokenize.NAME and keyword.iskeyword(token.string):
        return "keyword"
    kinds: dict[int, Kind] = {
        tokenize.STRING: "string",
        tokenize.NUMBER: "number",
        tokenize.COMMENT: "comment",
    }
    return kinds.get(token.type, "")


def _statements(node: ast.FunctionDef) -> Sequence[Span]:
    return [
        range(each.lineno - 1, each.end_lineno or each.lineno)
        for each in ast.walk(node)
        if isinstance(each, ast.stmt) and each is not node
    ]
