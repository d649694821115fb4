"""Arguments that are words rather than mathematics: \\text, \\operatorname, names, sizes.

Their source is read as it stands, because blanks count there.
"""

from __future__ import annotations

import re

from adamtui.typeset.box import is_mark
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import Atom, Node, Seq

_ESCAPES = {
    **{char: char for char in "{}%_#$&"},
    **dict.fromkeys((" ", ",", ":", ";", "quad", "thinspace"), " "),
    **dict.fromkeys(("!", "-", "/"), ""),
    **dict.fromkeys(("ldots", "dots"), "…"),
    "textbackslash": "\\",
}
_TYPOGRAPHY = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("'", "’"))
_BLANKS = re.compile(r"[ \t\r\n]+")
_COMMAND_NAME = re.compile(r"[A-Za-z]+|.", re.DOTALL)


def opened(parser: Parser, owner: Token) -> Token:
    """Step over the { that the argument of `owner` begins with."""
    token = parser.lexer.peek()
    if token.text != "{":
        raise TexError(f"{owner.text} needs an argument in braces", owner.offset)
    return parser.lexer.take()


def name(parser: Parser, owner: Token) -> str:
    """An argument in braces without braces or backslashes in it, such as an environment's name."""
    opened(parser, owner)
    text = parser.lexer.skip(re.compile(r"[^{}\\]*")) or ""
    if parser.lexer.raw() != "}":
        raise TexError(f"{owner.text} needs a plain name in braces", owner.offset)
    return text.strip()


def text(parser: Parser, owner: Token) -> Node:
    """An argument of words, with mathematics between dollar signs."""
    opener = opened(parser, owner)
    parts: list[Node] = []
    run, depth = "", 1
    with parser.nested(opener):
        while True:
            place = parser.lexer.place
            char = parser.lexer.raw()
            depth += {"{": 1, "}": -1}.get(char, 0)
            if depth == 0:
                break
            if char == "$":
                parts += [_words(run), _mathematics(parser, place)]
                run = ""
            else:
                run += _character(parser, char, Token(owner.text, place), opener, run)
    parts = [part for part in (*parts, _words(run)) if part != Atom("")]
    return parts[0] if len(parts) == 1 else Seq(tuple(parts))


def operator(parser: Parser, owner: Token) -> Atom:
    """The name of an operator: blanks do not count, \\, does."""
    opener = opened(parser, owner)
    run = ""
    while (char := parser.lexer.raw()) != "}":
        if char == "{":
            raise TexError(f"{owner.text} takes a name without braces", parser.lexer.place - 1)
        place = parser.lexer.place - 1
        run += "" if char.isspace() else _character(parser, char, Token("", place), opener, run)
    return Atom(run, "fn")


def _words(run: str) -> Atom:
    for typed, meant in _TYPOGRAPHY:
        run = run.replace(typed, meant)
    return Atom(_BLANKS.sub(" ", run))


def _mathematics(parser: Parser, place: int) -> Seq:
    dollar = Token("$", place)
    body = parser.sequence()
    parser.close("$", dollar)
    return body


def _character(parser: Parser, char: str, at: Token, opener: Token, run: str) -> str:
    """What one character of the source stands for among words."""
    if not char:
        raise TexError("{ is never closed", opener.offset)
    if char == "\\":
        return _escape(parser, at.offset)
    if is_mark(char) and not run.strip():
        raise TexError("a combining mark needs a letter before it", at.offset)
    return {"{": "", "}": "", "~": " "}.get(char, char)


def _escape(parser: Parser, offset: int) -> str:
    command = parser.lexer.skip(_COMMAND_NAME) or ""
    if command not in _ESCAPES:
        raise TexError(f"\\{command} has no meaning among words", offset)
    return _ESCAPES[command]
