"""TeX source as tokens, one at a time, so that \\text can read the source as it stands.

Invariant: no control, format or unassigned character gets past `admit`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from adamtui.typeset.box import is_mark
from adamtui.typeset.errors import TexError

MAX_LENGTH = 10_000
"""The longest formula, in characters."""

_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_BLANK = re.compile(r"[ \t\r\n]*")
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


class Token(NamedTuple):
    """A character (with its combining marks) or a command with its backslash; "" at the end."""

    text: str
    offset: int

    @property
    def end(self) -> int:
        """The offset just after the token."""
        return self.offset + len(self.text)

    @property
    def name(self) -> str:
        """The command without its backslash."""
        return self.text[1:]

    @property
    def is_command(self) -> bool:
        """Whether the token begins with a backslash."""
        return self.text.startswith("\\")


class Lexer:
    """A place in the source; `peek` and `take` step over blanks, `raw` does not."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self._ahead: Token | None = None

    def peek(self) -> Token:
        """The next token, left where it is."""
        if self._ahead is None:
            self._ahead = self._read()
        return self._ahead

    def take(self) -> Token:
        """The next token; the place moves after it."""
        token = self.peek()
        self.place, self._ahead = token.end, None
        return token

    def raw(self) -> str:
        """The next character as it stands, "" at the end; the place moves after it."""
        char = self.source[self.place : self.place + 1]
        self.place, self._ahead = self.place + len(char), None
        return char

    def skip(self, pattern: re.Pattern[str]) -> str | None:
        """What `pattern` matches right here, stepped over; None where it does not match."""
        found = pattern.match(self.source, self.place)
        if found is None:
            return None
        self.place, self._ahead = found.end(), None
        return found[0]

    def _read(self) -> Token:
        blank = _BLANK.match(self.source, self.place)
        start = blank.end() if blank else self.place
        if command := _COMMAND.match(self.source, start):
            return Token(command[0], start)
        end = start + 1
        while end < len(self.source) and is_mark(self.source[end]):
            end += 1
        text = self.source[start:end]
        if text == "\\":
            raise TexError("a lone \\ at the end", start)
        if text and is_mark(text[0]):
            raise TexError("a combining mark needs a letter before it", start)
        return Token(text, start)


def admit(source: str) -> None:
    """Refuse, by a TexError, a formula that is too long or has characters that cannot be shown."""
    if len(source) > MAX_LENGTH:
        raise TexError(f"a formula may have {MAX_LENGTH} characters at most", MAX_LENGTH)
    if source.isascii() and source.isprintable():
        return
    for offset, char in enumerate(source):
        unseen = unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        if (unseen and char not in "\t\r\n") or ord(char) in _VARIATION_SELECTORS:
            raise TexError(f"character U+{ord(char):04X} cannot be shown", offset)
