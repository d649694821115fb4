"""Arguments that are words rather than mathematics: \\text, \\operatorname, names, sizes.

Their source is read as it stands, because blanks count there.
"""

from __future__ import annotations

import re
import unicodedata

from adamtui.typeset.box import is_mark
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import Atom, Node, Seq
from adamtui.typeset.symbols import SYMBOLS
from adamtui.typeset.typography import ESCAPES, LETTER_MARKS, NAMED, PAIRS, STYLES, SWITCHES

_BLANKS = re.compile(r"\s+")
_COMMAND_NAME = re.compile(r"[A-Za-z]+|.", re.DOTALL)
_PLAIN = re.compile(r"[^{}\\]*")
_OPEN_MATH = re.compile(r"\\\(|\$")
_OPENING = re.compile(r"\s*\{")
_LETTER = re.compile(r"\s*(?:\{\s*(\\?\w?)\s*\}|(\\?\w))")


def opened(parser: Parser, owner: Token) -> Token:
    """Step over the { that the argument of `owner` begins with."""
    token = parser.lexer.peek()
    if token.text != "{":
        raise TexError(f"{owner.text} needs an argument in braces", owner.offset)
    return parser.lexer.take()


def name(parser: Parser, owner: Token) -> str:
    """An argument in braces without braces or backslashes in it, such as an environment's name."""
    opened(parser, owner)
    text = parser.lexer.skip(_PLAIN) or ""
    if parser.lexer.raw() != "}":
        raise TexError(f"{owner.text} needs a plain name in braces", owner.offset)
    return text.strip()


def balanced(parser: Parser, owner: Token) -> str:
    """An argument in braces as it stands, with the braces that it holds itself."""
    opener = opened(parser, owner)
    run, depth = "", 1
    while True:
        char = parser.lexer.raw()
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            return run
        if not char:
            raise TexError("{ is never closed", opener.offset)
        run += char


def text(parser: Parser, owner: Token) -> Node:
    """An argument of words, with mathematics between dollar signs."""
    opener = parser.lexer.peek()
    if opener.text != "{":
        return _single(parser, owner)
    parser.lexer.take()
    parts: list[Node] = []
    run, depth = "", 1
    with parser.nested(opener):
        while True:
            place = parser.lexer.place
            if sign := parser.lexer.skip(_OPEN_MATH):
                parts += [_words(run), _mathematics(parser, sign, place)]
                run = ""
                continue
            char = parser.lexer.raw()
            depth += {"{": 1, "}": -1}.get(char, 0)
            if depth == 0:
                break
            run += _character(parser, char, Token(owner.text, place), opener, run)
    parts = [part for part in (*parts, _words(run)) if part != Atom("")]
    return parts[0] if len(parts) == 1 else Seq(tuple(parts))


def _single(parser: Parser, owner: Token) -> Node:
    """\\text without braces takes one character."""
    token = parser.lexer.peek()
    if not token.text or token.is_command or token.text in "}&$_^":
        raise TexError(f"{owner.text} needs an argument in braces", owner.offset)
    return Atom(parser.lexer.take().text)


def _words(run: str) -> Atom:
    for typed, meant in PAIRS:
        run = run.replace(typed, meant)
    return Atom(_BLANKS.sub(" ", run))


def _mathematics(parser: Parser, sign: str, place: int) -> Seq:
    opener = Token(sign, place)
    body = parser.sequence()
    parser.close("$" if sign == "$" else "\\)", opener)
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
    if command in ESCAPES:
        return ESCAPES[command]
    if command in SWITCHES:
        parser.lexer.skip(_BLANKS)
        return ""
    if command in LETTER_MARKS:
        return _accented(parser, command)
    if command in NAMED:
        return _named(parser, Token(f"\\{command}", offset))
    if command in STYLES and _OPENING.match(parser.lexer.source, parser.lexer.place):
        return ""
    if command in SYMBOLS:
        return SYMBOLS[command].text
    raise TexError(f"\\{command} has no meaning among words", offset)


def _accented(parser: Parser, command: str) -> str:
    found = _LETTER.match(parser.lexer.source, parser.lexer.place)
    if found is None:
        return ""
    parser.lexer.skip(_LETTER)
    letter = (found[1] or found[2] or "").removeprefix("\\")
    return unicodedata.normalize("NFC", letter + LETTER_MARKS[command] * bool(letter))


def _named(parser: Parser, owner: Token) -> str:
    parser.starred()
    label = name(parser, owner)
    if owner.name in ("hspace", "vspace"):
        return " "
    return {"ref": label, "eqref": f"({label})"}.get(owner.name, "")
