"""How letters look and what they count as: alphabets, \\mathop and its kin, colours, frames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from adamtui.typeset import words
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Handler, Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import (
    EMPTY,
    Accent,
    Atom,
    Classed,
    Framed,
    Kind,
    Node,
    Seq,
    Space,
    unwrapped,
)
from adamtui.typeset.symbols import ALPHABETS

_SLASH = "\u0338"
_SWITCHES = ("rm", "it", "sf", "tt", "bf", "cal", "scr")
_CLASSES: Mapping[str, Kind] = {
    "mathord": "ord", "mathbin": "bin", "mathrel": "rel", "mathopen": "open",
    "mathclose": "close", "mathpunct": "punct", "mathinner": "inner", "mathop": "op",
}  # fmt: skip
_COLOURS = ("blue", "orange", "pink", "red", "green", "gray", "purple")
_KEPT = (
    "smash", "llap", "rlap", "clap", "mathllap", "mathrlap", "mathclap", "vcenter", "ensuremath",
    "reflectbox", "mathreflectbox", "phase", "angl", "bbox",
)  # fmt: skip


def _alphabet(parser: Parser, token: Token) -> Node:
    """Letters of one alphabet make a word."""
    outer, parser.alphabet = parser.alphabet, token.name
    body = parser.argument(token)
    parser.alphabet = outer
    word = _word(body) if isinstance(body, Seq) and body.items else None
    return body if word is None else Atom(word)


def _word(node: Node) -> str | None:
    """The letters of a node that is nothing else; a blank that was asked for counts as one."""
    items = node.items if isinstance(node, Seq) else (node,)
    text = ""
    for item in map(unwrapped, items):
        if isinstance(item, Atom) and item.kind in ("ord", "fn"):
            text += " " * (item.kind == "fn" and text[-1:].isalpha()) + item.text
        elif isinstance(item, Space):
            text += " " * bool(item.cells)
        else:
            return None
    return text


def _switch(parser: Parser, token: Token) -> Node:
    """\\bf and its kin hold to the end of their group."""
    parser.alphabet = token.name
    return EMPTY


def classed(node: Node, kind: Kind, limits: bool = False) -> Node:
    """A node as something else to its neighbours; letters make a name."""
    word = _word(node)
    if word is not None and word.strip():
        named = kind in ("op", "fn") and word[0].isalpha()
        return Atom(word, "fn" if named else kind, limits)
    if isinstance(node, Atom):
        return Atom(node.text, kind, limits)
    return Classed(node, kind, limits)


def _class(parser: Parser, token: Token) -> Node:
    kind = _CLASSES[token.name]
    return classed(parser.argument(token), kind, limits=kind == "op")


def _operator(parser: Parser, token: Token) -> Node:
    """A name may hold whatever a formula may; blanks do not count, \\, does."""
    starred = parser.starred() or token.name == "operatornamewithlimits"
    if not parser.lexer.peek().text:
        raise TexError(f"{token.text} needs an argument", token.offset)
    outer, parser.alphabet = parser.alphabet, "rm"
    body = parser.argument(token)
    parser.alphabet = outer
    items = body.items if isinstance(body, Seq) else (body,)
    plain = [_in_name(item) for item in items]
    return classed(Seq(tuple(plain)), "fn", starred)


def _in_name(item: Node) -> Node:
    """Within a name a hyphen and a comma are letters like others."""
    if isinstance(item, Atom) and item.kind in ("bin", "punct", "rel"):
        return Atom("-" if item.text == "−" else item.text)
    return item


def _not(parser: Parser, token: Token) -> Node:
    """A slash through the next symbol, which stays what it is."""
    body = unwrapped(parser.argument(token))
    if not isinstance(body, Atom) or not body.text:
        return Accent(_SLASH, body)
    text = unicodedata.normalize("NFC", body.text[0] + _SLASH) + body.text[1:]
    return body._replace(text={"|\u0338": "∤"}.get(text, text))


def _coloured(parser: Parser, token: Token) -> Node:
    """\\textcolor{red}{x}: the colour is left out."""
    parser.option()
    words.name(parser, token)
    return parser.argument(token)


def _colour(parser: Parser, token: Token) -> Node:
    """\\color{red} colours all that follows, in a terminal nothing."""
    parser.option()
    words.name(parser, token)
    return EMPTY


def _boxed(parser: Parser, token: Token) -> Node:
    return Framed(parser.argument(token))


def _framed_words(parser: Parser, token: Token) -> Node:
    colours = {"fbox": 0, "colorbox": 1, "fcolorbox": 2}[token.name]
    for _ in range(colours):
        words.name(parser, token)
    body = words.text(parser, token)
    return body if token.name == "colorbox" else Framed(body)


def _linked(parser: Parser, token: Token) -> Node:
    """\\href{…}{x} and \\class{…}{x} are their second argument."""
    parser.option()
    words.balanced(parser, token)
    return parser.argument(token)


def _kept(parser: Parser, token: Token) -> Node:
    parser.option()
    return parser.argument(token)


def _choice(parser: Parser, token: Token) -> Node:
    """The first of four, which is the one for a display."""
    shown, *_ = [parser.argument(token) for _ in range(4)]
    return shown


def _code(parser: Parser, token: Token) -> Node:
    """\\char"41 and \\unicode{x41}."""
    pattern = re.compile(
        r"\s*(?:\{\s*)?(?:[xX\"]([0-9A-Fa-f]{1,6})|'([0-7]{1,7})|`\\?(.)|(\d{1,7}))\s*\}?"
    )
    found = pattern.match(parser.lexer.source, parser.lexer.place)
    if found is None:
        raise TexError(f"{token.text} needs the number of a character", token.offset)
    parser.lexer.skip(pattern)
    hexadecimal, octal, letter, number = found.groups()
    code = ord(letter or "\0") or int(hexadecimal or octal or number, _base(hexadecimal, octal))
    char = chr(code) if code < 0x110000 else ""
    if not char.isprintable() or not char or unicodedata.combining(char):
        raise TexError(f"character U+{code:04X} cannot be shown", token.offset)
    return Atom(char)


def _base(hexadecimal: str | None, octal: str | None) -> int:
    return 16 if hexadecimal else 8 if octal else 10


HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(ALPHABETS, _alphabet),
    **dict.fromkeys(_SWITCHES, _switch),
    **dict.fromkeys(_CLASSES, _class),
    **dict.fromkeys(("operatorname", "operatornamewithlimits"), _operator),
    "not": _not,
    "textcolor": _coloured,
    **dict.fromkeys(_COLOURS, _kept),
    "color": _colour,
    "boxed": _boxed,
    **dict.fromkeys(("fbox", "colorbox", "fcolorbox"), _framed_words),
    **dict.fromkeys(
        (
            "href",
            "rotatebox",
            "scalebox",
            "class",
            "cssId",
            "style",
            "htmlClass",
            "htmlId",
            "htmlStyle",
            "htmlData",
        ),
        _linked,
    ),
    **dict.fromkeys(_KEPT, _kept),
    "mathchoice": _choice,
    **dict.fromkeys(("char", "unicode"), _code),
}
"""What reads each of these commands."""
