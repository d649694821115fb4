"""Texts made alike for searching: without case and accents, Greek letters by their names.

So `β₁`, `beta1`, `beta_1` and `\\beta_1` are one word, and so are `m̂`, `m_hat` and `\\hat m`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

_GREEK = {chr(code): unicodedata.name(chr(code)).split()[-1] for code in range(0x3B1, 0x3CA)}
_NAMES = {letter: name.lower() for letter, name in _GREEK.items()} | {
    "λ": "lambda",
    "∇": "nabla ",
    "√": "sqrt ",
    "∑": "sum ",
    "∏": "prod ",
    "∫": "int ",
    "∞": "infty",
    "−": "-",
    "·": "*",
    "×": "*",
}
_OVER = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar"}
_UNDER_THESE = frozenset("mvgθu")
"""The letters of which what stands over them is part of the name; elsewhere it is an accent."""
_DRESSED = re.compile(r"\\(hat|tilde|bar)\s*(?:\{\s*\\?([A-Za-z]+)\s*\}|\\?([A-Za-z]))")
_COMMAND = re.compile(r"\\(?:var)?([A-Za-z]+)\s*")
_BRACES = re.compile(r"[{}\\]")
_SCRIPT = re.compile(r"[_^]\s*")
_WORD = re.compile(r"[^\W_]+")
_APART = r"[^\w\s]{0,3}"
"""What may stand between the letters of one query word: `g**2` finds g² too."""


class Words(NamedTuple):
    """A query taken apart: every one of its words must occur."""

    patterns: tuple[re.Pattern[str], ...]

    def all_in(self, folded: str) -> bool:
        """Whether a folded text has every word."""
        return all(pattern.search(folded) for pattern in self.patterns)

    def __bool__(self) -> bool:
        return bool(self.patterns)


def fold(text: str) -> str:
    """A text as it is searched."""
    if text.isascii():
        return text.lower()
    return "".join(_folded(text))


def fold_tex(tex: str) -> str:
    """A formula's source as it is searched."""
    dressed = _DRESSED.sub(lambda m: f" {m[2] or m[3]}{m[1]} ", tex)
    named = _COMMAND.sub(lambda m: f" {m[1]}", dressed)
    return fold(_SCRIPT.sub("", _BRACES.sub("", named)))


def words_of(query: str) -> Words:
    """The words of what was typed; each matches the words that begin with it."""
    text = fold_tex(query) if "\\" in query else fold(query)
    return Words(tuple(map(_pattern, dict.fromkeys(text.split()))))


def found_in(text: str, words: Words) -> list[tuple[int, int]]:
    """Where the words stand in a text as it is shown: start and end, in order, apart."""
    pieces = _folded(text)
    starts: list[int] = []
    for at, piece in enumerate(pieces):
        starts += [at] * len(piece)
    spans = [
        (starts[match.start()], starts[match.end() - 1] + 1)
        for pattern in words.patterns
        for match in pattern.finditer("".join(pieces))
        if match.end() > match.start()
    ]
    return _joined(sorted(spans))


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _folded(text: str) -> list[str]:
    """What each character is searched as; what stands over a letter stays with it."""
    pieces = list(map(_character, text))
    for at, over in enumerate(text):
        if over in _OVER and at and text[at - 1] in _UNDER_THESE:
            pieces[at] = _OVER[over]
    return pieces


@cache
def _character(char: str) -> str:
    plain = unicodedata.normalize("NFKD", char)
    over = _OVER.get(plain[1:2], "") if plain[:1] in _UNDER_THESE else ""
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return "".join(_NAMES.get(letter, letter) for letter in letters) + over


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """Finds a folded word at the beginning of words; letters may have `_` between them."""
    parts = _WORD.findall(word.replace("_", ""))
    if not parts:
        return re.compile(re.escape(word))
    body = _APART.join("_?".join(map(re.escape, part)) for part in parts)
    # Scripts without spaces have no beginnings of words to look for.
    begins = r"(?<![^\W_])" if parts[0][0].isascii() else ""
    return re.compile(begins + body)
