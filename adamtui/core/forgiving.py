"""The words of what a reader types: the expression language, and signs and TeX that mean the same.

Invariant: columns are those of the text as it was typed; each sign becomes at most a few words of
the language, so that reading stays linear in the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adamtui.core.commands import SKIPPED, command
from adamtui.core.numerals import number
from adamtui.core.scanner import ExpressionError, Token, scan
from adamtui.core.spelling import LETTERS, LOWERED, MARKS, Meanings, spelled

_GREEK = "".join(letter for letter in LETTERS)
_HATTED = "âêîôûĉĝĥĵŝŵŷẑ"
_INDEX = rf"(?:_\{{[^{{}}]{{0,20}}\}}|_[A-Za-z0-9]+|[{''.join(LOWERED)}]+)*"
_NAME = re.compile(
    rf"(?:[A-Za-z](?:[A-Za-z0-9]|_(?=[A-Za-z0-9]))*|[{_GREEK}{_HATTED}])"
    rf"[{''.join(MARKS)}]?[0-9]*{_INDEX}"
)
_WORD = re.compile(r"_\w*", re.ASCII)
_MARKED = re.compile(rf"[0-9]*{_INDEX}")
_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+−]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[0-9]+,[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]*)? ?%")
_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵗⁿⁱᵏᵐˣʸ", "0123456789+-()tnikmxy", strict=True))
_SIGNS = {
    **dict.fromkeys("−–", "-"),
    **dict.fromkeys("·×⋅∗•", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
}
_ALSO = {"ln": "log"}
_SHORT = 30
"""Letters of a number that fit in a message."""
_PAIRS = {"(": ")", "[": "]", "{": "}", "|": "|"}


def forgiving(source: str, names: Sequence[str]) -> Iterator[Token]:
    """The words of `source`, in which `names` are known; the end is the last."""
    return _Scan(source, names).words()


class _Scan:
    """One pass over a source, which knows the brackets that are open."""

    def __init__(self, source: str, names: Sequence[str]) -> None:
        self._source = source
        self._names = frozenset(names)
        self._meanings = Meanings(names)
        self._open: list[str] = []
        self._at = 0

    def words(self) -> Iterator[Token]:
        """All words to the end."""
        last = Token("start", "", 0)
        while self._skip():
            for token in self._some(last):
                yield token
                last = token
        yield Token("end", "", len(self._source) + 1)

    def _skip(self) -> bool:
        """Go past what means nothing; whether anything is left."""
        source = self._source
        while self._at < len(source):
            if source[self._at].isspace() or source[self._at] in "$~":
                self._at += 1
            elif skipped := SKIPPED.match(source, self._at):
                self._at = skipped.end()
            else:
                return True
        return False

    def _some(self, last: Token) -> Iterator[Token]:
        """The next words: one, or those that one sign stands for."""
        sign, at = self._source[self._at], self._at
        if wrong := no_number(self._source, at):
            raise wrong
        if found := _NUMBER.match(self._source, at):
            return self._one("number", found[0].replace("−", "-"), found.end())
        if found := _NAME.match(self._source, at) or _WORD.match(self._source, at):
            return self._one("name", self._name(spelled(found[0])), found.end())
        if sign in _RAISED:
            return self._raised()
        if sign == "√":
            return self._one("root", "sqrt", at + 1)
        if sign == "\\":
            return self._command(last)
        if sign in "([{)]}|":
            return self._bracket(sign, at + 1, last)
        return self._operator()

    def _one(self, kind: str, text: str, end: int) -> Iterator[Token]:
        column, typed = self._at + 1, self._source[self._at : end]
        self._at = end
        yield Token(kind, text, column, typed)

    def _name(self, word: str) -> str:
        meant = self._meanings.of(word)
        return _ALSO.get(meant, meant) if meant not in self._names else meant

    def _operator(self) -> Iterator[Token]:
        sign = self._source[self._at]
        if sign == "=":
            raise ExpressionError("write only what stands right of the '='", self._at + 1)
        if sign in _SIGNS:
            return self._one("operator", _SIGNS[sign], self._at + 1)
        token = scan(self._source, self._at)
        return self._one("operator", token.text, self._at + len(token.text))

    def _bracket(self, sign: str, end: int, last: Token) -> Iterator[Token]:
        """A bracket or bar; a bar opens where a value may begin, and is an absolute value."""
        column, self._at = self._at + 1, end
        value_ends = last.kind in ("number", "name") or last.text == ")"
        closes = sign in ")]}" or (sign == "|" and value_ends and "|" in self._open)
        if not closes:
            self._open.append(sign)
            if sign == "|":
                yield Token("name", "abs", column, sign)
            yield Token("operator", "(", column, sign)
            return
        if self._open and _PAIRS[opening := self._open.pop()] != sign:
            raise ExpressionError(f"{sign!r} does not close {opening!r}", column)
        yield Token("operator", ")", column, sign)

    def _raised(self) -> Iterator[Token]:
        """An exponent of small signs above the line."""
        begin = self._at
        yield Token("operator", "**", begin + 1, self._source[begin])
        yield Token("operator", "(", begin + 1, self._source[begin])
        while self._at < len(self._source) and self._source[self._at] in _RAISED:
            end = self._at + 1
            sign = _RAISED[self._source[self._at]]
            if sign.isdigit():
                while _RAISED.get(self._source[end : end + 1], "").isdigit():
                    end += 1
                digits = "".join(_RAISED[each] for each in self._source[self._at : end])
                yield from self._one("number", digits, end)
            elif sign.isalpha():
                yield from self._one("name", self._name(sign), end)
            else:
                yield from self._one("operator", sign, end)
        yield Token("operator", ")", self._at, self._source[self._at - 1])

    def _command(self, last: Token) -> Iterator[Token]:
        """What begins with a backslash."""
        kind, text, end = command(self._source, self._at)
        if kind == "bracket":
            return self._bracket(text, end, last)
        if kind == "letters":
            begin = end
            if found := _MARKED.match(self._source, begin):
                end = found.end()
            kind, text = "name", self._name(spelled(text + self._source[begin:end]))
        return self._one(kind, text, end)


def no_number(source: str, at: int) -> ExpressionError | None:
    """Why digits with a comma or a percent sign, at index `at`, are no number; how to write them.

    None where there are none.
    """
    wrong = _NO_NUMBER.match(source, at)
    if wrong is None:
        return None
    message = "write numbers without commas, as in 1000 or 0.5"
    if len(wrong[0]) <= _SHORT:
        try:
            number(wrong[0])
        except ValueError as error:
            message = str(error)
    return ExpressionError(message, at + 1)
