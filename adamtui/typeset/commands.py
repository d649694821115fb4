"""The commands that take arguments, by name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adamtui.typeset import words
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Handler, Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import (
    EMPTY,
    Accent,
    Atom,
    Brace,
    Fence,
    Fraction,
    Grid,
    Kind,
    Node,
    Root,
    Scripts,
    Seq,
    Space,
    Tag,
    unwrapped,
)
from adamtui.typeset.symbols import ACCENTS, ALPHABETS, CHARACTERS, DELIMITERS, SYMBOLS

_MAX_ACCENTS = 4
_STAR = re.compile(r"\*")
_STRETCHING = ("overline", "underline")
_SIZES = ("big", "Big", "bigg", "Bigg")
_ANGLES = {"<": "⟨", ">": "⟩"}
_NEGATED = {"=": "≠", "∈": "∉", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "≡": "≢", "∼": "≁"}


def _fraction(parser: Parser, token: Token) -> Node:
    above, below = parser.argument(token), parser.argument(token)
    return Fraction(above, below, small=token.name == "tfrac")


def _binomial(parser: Parser, token: Token) -> Node:
    above, below = parser.argument(token), parser.argument(token)
    return Fence("(", (Fraction(above, below, bar=False),), (), ")")


def _root(parser: Parser, token: Token) -> Node:
    degree = parser.optional()
    return Root(parser.argument(token), degree)


def _accent(parser: Parser, token: Token) -> Node:
    """Over a letter with scripts, the accent belongs to the letter."""
    parser.accents += 1
    if parser.accents > _MAX_ACCENTS:
        raise TexError(f"more than {_MAX_ACCENTS} accents over one letter", token.offset)
    mark, body = ACCENTS[token.name], parser.argument(token)
    parser.accents -= 1
    if isinstance(body, Scripts) and not body.limits and token.name not in _STRETCHING:
        return body._replace(base=Accent(mark, body.base))
    return Accent(mark, body)


def _brace(parser: Parser, token: Token) -> Node:
    return Brace(parser.argument(token), above=token.name == "overbrace")


def _alphabet(parser: Parser, token: Token) -> Node:
    """Letters of one alphabet make a word."""
    outer, parser.alphabet = parser.alphabet, token.name
    body = parser.argument(token)
    parser.alphabet = outer
    if isinstance(body, Seq) and body.items:
        letters = [
            item.text for item in body.items if isinstance(item, Atom) and item.kind == "ord"
        ]
        if len(letters) == len(body.items):
            return Atom("".join(letters))
    return body


def _operator(parser: Parser, token: Token) -> Node:
    limits = parser.lexer.skip(_STAR) is not None
    return words.operator(parser, token)._replace(limits=limits)


def _over(parser: Parser, token: Token) -> Node:
    mark, base = parser.argument(token), parser.argument(token)
    if token.name == "underset":
        return _with_limits(base, mark, None)
    return _with_limits(base, None, mark)


def _with_limits(base: Node, sub: Node | None, sup: Node | None) -> Node:
    if isinstance(base, Scripts) and base.limits:
        return Scripts(base.base, base.sub or sub, base.sup or sup, limits=True)
    return Scripts(base, sub, sup, limits=True)


def _long_arrow(parser: Parser, token: Token) -> Node:
    below = parser.optional()
    arrow = Atom("⟶" if token.name == "xrightarrow" else "⟵", "rel")
    return Scripts(arrow, below, parser.argument(token), limits=True)


def _not(parser: Parser, token: Token) -> Node:
    relation = parser.argument(token)
    if not isinstance(relation, Atom) or relation.text not in _NEGATED:
        raise TexError("\\not needs one of = < > \\in \\leq \\geq \\equiv \\sim", token.offset)
    return Atom(_NEGATED[relation.text], "rel")


def _modulo(parser: Parser, token: Token) -> Node:
    return Seq((Space(1), Atom("("), Atom("mod "), parser.argument(token), Atom(")")))


def _rows(parser: Parser, token: Token) -> Node:
    opener = words.opened(parser, token)
    with parser.nested(opener):
        rows = parser.rows(columns=False)
    parser.close("}", opener)
    return Grid(tuple(map(tuple, rows)), "c", "stack") if rows else EMPTY


def _tag(parser: Parser, token: Token) -> Node:
    bare = parser.lexer.skip(_STAR) is not None
    label = words.name(parser, token)
    return Tag(label if bare else f"({label})")


def _delimiter(parser: Parser, owner: Token) -> str:
    token = parser.lexer.take()
    text = token.text
    if token.is_command and token.name in SYMBOLS:
        text = SYMBOLS[token.name].text
    text = _ANGLES.get(text, text)
    if text == ".":
        return ""
    if text not in DELIMITERS or token.text in ("{", "}"):
        raise TexError(f"{owner.text} needs a delimiter", owner.offset)
    return text


def _fence(parser: Parser, token: Token) -> Node:
    left, right = _delimiter(parser, token), ""
    parts: list[Node] = []
    bars: list[str] = []
    with parser.nested(token):
        parts.append(parser.sequence())
        while parser.lexer.peek().text == "\\middle":
            bars.append(_delimiter(parser, parser.lexer.take()))
            parts.append(parser.sequence())
        if not parser.lexer.peek().text:
            raise TexError("\\left without \\right", token.offset)
        right = _delimiter(parser, parser.close("\\right", token))
    return Fence(left, tuple(map(unwrapped, parts)), tuple(bars), right)


def _big(parser: Parser, token: Token) -> Node:
    """A delimiter of a size chosen by hand: the size is left out."""
    delimiter = _delimiter(parser, token)
    kinds: dict[str, Kind] = {"l": "open", "r": "close", "m": "rel"}
    own = CHARACTERS.get(delimiter, Atom(delimiter)).kind
    return Atom(delimiter, kinds.get(token.name[-1], own))


def _ignored(_parser: Parser, _token: Token) -> Node:
    return EMPTY


def _label(parser: Parser, token: Token) -> Node:
    words.name(parser, token)
    return EMPTY


COMMANDS: Mapping[str, Handler] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    "sqrt": _root,
    **dict.fromkeys(ACCENTS, _accent),
    **dict.fromkeys(("underbrace", "overbrace"), _brace),
    **dict.fromkeys(ALPHABETS, _alphabet),
    **dict.fromkeys(
        ("text", "textrm", "textbf", "textit", "texttt", "textsf", "textnormal", "mbox"),
        words.text,
    ),
    "operatorname": _operator,
    **dict.fromkeys(("overset", "underset", "stackrel"), _over),
    **dict.fromkeys(("xrightarrow", "xleftarrow"), _long_arrow),
    "not": _not,
    "pmod": _modulo,
    "substack": _rows,
    "tag": _tag,
    "left": _fence,
    **{f"{size}{side}": _big for size in _SIZES for side in ("", "l", "r", "m")},
    **dict.fromkeys(
        ("displaystyle", "textstyle", "scriptstyle", "nonumber", "notag", "hline", "strut",
         "mathstrut", "allowbreak", "relax"),
        _ignored,
    ),
    "label": _label,
}  # fmt: skip
"""What reads each command's arguments; environments are added by `parse`."""
