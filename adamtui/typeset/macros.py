r"""The author's own macros and comments, expanded before a formula is parsed.

`\newcommand`, `\def`, `\let` and `\DeclareMathOperator` hold to the end of their formula.

Invariant: what comes out has at most `MAX_EXPANDED` characters, and each of them knows the
character of the source it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from adamtui.typeset.errors import TexError

MAX_EXPANDED = 20_000
"""The most characters that macros may read and write, over the whole formula."""

_DEFINING = ("\\newcommand", "\\renewcommand", "\\providecommand", "def", "\\let", "\\DeclareMath")
"""A formula without any of these, and without a %, has nothing to expand; "def" is the end of
\\gdef, \\edef and \\xdef too."""
_ESCAPED = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_PREFIXES = ("\\global", "\\long")
_MAX_PARAMETERS = 9

Piece: TypeAlias = tuple[str, int]
"""A command or a character, and its offset in the source."""


class Expanded(NamedTuple):
    """A formula without macros; `origins` has the source's offset of each character and the end."""

    text: str
    origins: Sequence[int]

    def origin(self, offset: int) -> int:
        """The offset in the source of a fault found at `offset` of the text."""
        return self.origins[min(offset, len(self.origins) - 1)]


class Macro(NamedTuple):
    """What a macro stands for; `default` is its first parameter's, where that is optional."""

    parameters: int
    body: list[Piece]
    default: list[Piece] | None = None


def expanded(source: str) -> Expanded:
    """The formula as TeX's own macro processor would leave it; TexError where it cannot."""
    if "%" not in source and not any(name in source for name in _DEFINING):
        return Expanded(source, range(len(source) + 1))
    return _Expander(source).run()


def _pieces(source: str) -> list[Piece]:
    """Commands and characters, without comments."""
    pieces: list[Piece] = []
    place = 0
    while place < len(source):
        found = _ESCAPED.match(source, place)
        if found is None and source[place] == "%":
            place = _after_comment(source, place)
            continue
        text = found[0] if found else source[place]
        pieces.append((text, place))
        place += len(text)
    return pieces


def _after_comment(source: str, place: int) -> int:
    """The start of the next line; 50% at the end of a formula is no comment but a slip."""
    end = source.find("\n", place)
    if end < 0 and source[:place].rstrip()[-1:].isdigit():
        raise TexError("a bare % would start a comment; write \\%", place)
    return len(source) if end < 0 else end + 1


class _Expander:
    """A stack of what is still to be read, the next piece last."""

    def __init__(self, source: str) -> None:
        self._end = len(source)
        self._stack = _pieces(source)[::-1]
        self._macros: dict[str, Macro] = {}
        self._spent = 0
        self._definitions: Mapping[str, Callable[[Piece], None]] = {
            **dict.fromkeys(("\\newcommand", "\\renewcommand", "\\providecommand"), self._command),
            **dict.fromkeys(("\\def", "\\gdef", "\\edef", "\\xdef"), self._plain),
            "\\let": self._alias,
            "\\DeclareMathOperator": self._operator,
        }

    def run(self) -> Expanded:
        """Read everything."""
        text: list[str] = []
        origins: list[int] = []
        while self._stack:
            piece = self._stack.pop()
            if macro := self._macros.get(piece[0]):
                self._expand(macro, piece)
            elif define := self._definitions.get(piece[0]):
                define(piece)
            elif piece[0] not in _PREFIXES:
                kept = self._kept(piece)
                text.append(kept)
                origins += [piece[1]] * len(kept)
        return Expanded("".join(text), [*origins, self._end])

    def _kept(self, piece: Piece) -> str:
        """A command keeps away from a letter that a macro left behind it."""
        name = piece[0]
        ahead = self._stack[-1][0] if self._stack else ""
        touching = len(name) > 1 and name[-1].isalpha() and ahead[:1].isalpha()
        return name + " " * (name.startswith("\\") and touching)

    def _expand(self, macro: Macro, call: Piece) -> None:
        arguments: list[list[Piece]] = []
        if macro.default is not None:
            given = self._bracketed()
            arguments.append(macro.default if given is None else given)
        while len(arguments) < macro.parameters:
            arguments.append(self._argument(call))
        filled: list[Piece] = []
        body = iter(macro.body)
        for text, _ in body:
            if text != "#":
                filled.append((text, call[1]))
                continue
            number = next(body, ("", 0))[0]
            if number != "#" and not ("1" <= number <= str(len(arguments))):
                raise TexError(f"{call[0]} has no parameter #{number}", call[1])
            filled += [("#", call[1])] if number == "#" else arguments[int(number) - 1]
            self._require_room(len(filled), call)
        self._spend(len(filled) + 1, call)
        self._stack += filled[::-1]

    def _spend(self, count: int, call: Piece) -> None:
        self._require_room(count, call)
        self._spent += count

    def _require_room(self, count: int, call: Piece) -> None:
        """TexError where so many more characters are too many."""
        if self._spent + count > MAX_EXPANDED:
            raise TexError(f"{call[0]} expands to more than {MAX_EXPANDED} characters", call[1])

    def _skip_blanks(self) -> None:
        while self._stack and self._stack[-1][0].isspace():
            self._stack.pop()

    def _peek(self) -> str:
        self._skip_blanks()
        return self._stack[-1][0] if self._stack else ""

    def _argument(self, owner: Piece) -> list[Piece]:
        """A group without its braces, or one piece."""
        if self._peek() in ("", "}"):
            raise TexError(f"{owner[0]} needs an argument", owner[1])
        piece = self._stack.pop()
        return self._until("}", piece) if piece[0] == "{" else [piece]

    def _bracketed(self) -> list[Piece] | None:
        if self._peek() != "[":
            return None
        return self._until("]", self._stack.pop())

    def _until(self, closer: str, opener: Piece) -> list[Piece]:
        found: list[Piece] = []
        depth = 0
        while self._stack:
            piece = self._stack.pop()
            if depth == 0 and piece[0] == closer:
                return found
            depth += (piece[0] == "{") - (piece[0] == "}")
            found.append(piece)
        raise TexError(f"{opener[0]} is never closed", opener[1])

    def _name(self, owner: Piece) -> str:
        name = [piece for piece in self._argument(owner) if not piece[0].isspace()]
        if len(name) != 1 or not name[0][0].startswith("\\"):
            raise TexError(f"{owner[0]} needs a command to define, such as \\E", owner[1])
        return name[0][0]

    def _command(self, owner: Piece) -> None:
        self._starred()
        name = self._name(owner)
        count = "".join(text for text, _ in self._bracketed() or [("0", 0)]).strip()
        if not (count.isdecimal() and count.isascii() and int(count[:2]) <= _MAX_PARAMETERS):
            raise TexError(f"{owner[0]} takes 0 to {_MAX_PARAMETERS} parameters", owner[1])
        default = self._bracketed()
        self._macros[name] = Macro(int(count), self._argument(owner), default)

    def _plain(self, owner: Piece) -> None:
        name = self._name(owner)
        count = 0
        while self._peek() == "#":
            self._stack.pop()
            count += 1
            if not self._stack or self._stack.pop()[0] != str(count):
                raise TexError(f"{owner[0]} numbers its parameters #1#2…", owner[1])
        if self._peek() != "{":
            raise TexError(f"{owner[0]} takes parameters like #1#2 and a body in braces", owner[1])
        self._macros[name] = Macro(count, self._argument(owner))

    def _alias(self, owner: Piece) -> None:
        name = self._name(owner)
        if self._peek() == "=":
            self._stack.pop()
        meaning = self._argument(owner)
        known = self._macros.get(meaning[0][0]) if len(meaning) == 1 else None
        # The blank keeps the old meaning from what a later \renewcommand makes of its name.
        kept = [(text + " " * text.startswith("\\"), at) for text, at in meaning]
        self._macros[name] = known or Macro(0, kept)

    def _operator(self, owner: Piece) -> None:
        star = self._starred()
        name, word = self._name(owner), self._argument(owner)
        body = [*star, ("{", owner[1]), *word, ("}", owner[1])]
        self._macros[name] = Macro(0, [("\\operatorname", owner[1]), *body])

    def _starred(self) -> list[Piece]:
        return [self._stack.pop()] if self._peek() == "*" else []
