"""The commands that take arguments, by name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adamtui.typeset import fences, lengths, styles, words
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Handler, Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.linear import linear
from adamtui.typeset.nodes import (
    EMPTY,
    Accent,
    Atom,
    Brace,
    Fence,
    Fraction,
    Grid,
    Node,
    Root,
    Scripts,
    Seq,
    Space,
    Tag,
)
from adamtui.typeset.symbols import ACCENTS

_MAX_ACCENTS = 4
_SIDE = re.compile(r"\s*\[[lcr]\]")
_STRETCHING = ("overline", "underline", "overrightarrow", "overleftarrow")
_ARROWS = {
    "xrightarrow": "⟶", "xleftarrow": "⟵", "xleftrightarrow": "⟷", "xRightarrow": "⟹",
    "xLeftarrow": "⟸", "xLeftrightarrow": "⟺", "xhookrightarrow": "↪", "xhookleftarrow": "↩",
    "xmapsto": "⟼", "xrightharpoonup": "⇀", "xrightharpoondown": "⇁", "xleftharpoonup": "↼",
    "xleftharpoondown": "↽", "xrightleftharpoons": "⇌", "xleftrightharpoons": "⇋",
    "xlongequal": "═", "xtwoheadrightarrow": "↠", "xtwoheadleftarrow": "↞", "xtofrom": "⇄",
    "xrightleftarrows": "⇄", "xrightequilibrium": "⇌", "xleftequilibrium": "⇋",
}  # fmt: skip
_LOGOS = ("TeX", "LaTeX", "KaTeX", "MathJax")
_BRACES = {"underbrace": False, "underbracket": False, "overbrace": True, "overbracket": True}


def _fraction(parser: Parser, token: Token) -> Node:
    if token.name == "cfrac":
        parser.lexer.skip(_SIDE)
    above, below = parser.argument(token), parser.argument(token)
    return Fraction(above, below, small=token.name == "tfrac")


def _binomial(parser: Parser, token: Token) -> Node:
    above, below = parser.argument(token), parser.argument(token)
    return Fence("(", (Fraction(above, below, bar=False),), (), ")")


def _general_fraction(parser: Parser, token: Token) -> Node:
    left, right = _side(parser, token), _side(parser, token)
    thickness, _ = words.balanced(parser, token), words.balanced(parser, token)
    above, below = parser.argument(token), parser.argument(token)
    if not thickness.strip() or set(thickness) & set("123456789"):
        inner: Node = Fraction(above, below)
    elif left or right:
        inner = Fraction(above, below, bar=False)
    else:
        return Grid(((Seq((above,)),), (Seq((below,)),)), "c", "stack")
    return Fence(left, (inner,), (), right) if left or right else inner


def _side(parser: Parser, owner: Token) -> str:
    opener = words.opened(parser, owner)
    found = "" if parser.lexer.peek().text == "}" else fences.delimiter(parser, owner)
    parser.close("}", opener)
    return found


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
    return Brace(parser.argument(token), above=_BRACES[token.name])


def _over(parser: Parser, token: Token) -> Node:
    mark, base = parser.argument(token), parser.argument(token)
    if token.name == "underset":
        return _with_limits(base, mark, None)
    return _with_limits(base, None, mark)


def _with_limits(base: Node, sub: Node | None, sup: Node | None) -> Node:
    if isinstance(base, Scripts) and base.limits:
        taken = (sub and base.sub) or (sup and base.sup)
        if not taken:
            return Scripts(base.base, base.sub or sub, base.sup or sup, limits=True)
    return Scripts(base, sub, sup, limits=True)


def _long_arrow(parser: Parser, token: Token) -> Node:
    below = parser.optional()
    above = parser.argument(token)
    return Scripts(Atom(_ARROWS[token.name], "rel"), below, above or None, limits=True)


def _modulo(parser: Parser, token: Token) -> Node:
    """\\pmod{n} and \\pod{n} have parentheses, \\mod{n} has none."""
    body = parser.argument(token)
    if token.name == "mod":
        return Seq((Space(2), Atom("mod"), Space(1), body))
    return Seq((Space(1), Atom("("), Atom("mod " if token.name == "pmod" else ""), body, Atom(")")))


def _rows(parser: Parser, token: Token) -> Node:
    if parser.lexer.peek().text != "{":
        return parser.argument(token)
    opener = parser.lexer.take()
    with parser.nested(opener):
        rows = parser.rows(columns=False)
    parser.close("}", opener)
    return Grid(tuple(map(tuple, rows)), "c", "stack") if rows else EMPTY


def _tag(parser: Parser, token: Token) -> Node:
    bare = parser.starred()
    label = linear(words.text(parser, token)).strip()
    return Tag(label if bare else f"({label})")


def _reference(parser: Parser, token: Token) -> Node:
    label = words.name(parser, token)
    return Atom(f"({label})" if token.name == "eqref" else label)


def _verbatim(parser: Parser, token: Token) -> Node:
    found = parser.lexer.skip(re.compile(r"(\*?)([^\sA-Za-z*])(.*?)\2", re.DOTALL))
    if found is None:
        raise TexError("\\verb needs the same character before and after its words", token.offset)
    return Atom(found.lstrip("*")[1:-1])


def _address(parser: Parser, token: Token) -> Node:
    return Atom(words.balanced(parser, token))


def _logo(_parser: Parser, token: Token) -> Node:
    return Atom(token.name)


def _ignored(_parser: Parser, _token: Token) -> Node:
    return EMPTY


def _named(parser: Parser, token: Token) -> Node:
    """\\label{…} and others whose argument is never shown."""
    words.balanced(parser, token)
    return EMPTY


COMMANDS: Mapping[str, Handler] = {
    **dict.fromkeys(ACCENTS, _accent),
    **styles.HANDLERS,
    **lengths.HANDLERS,
    **fences.HANDLERS,
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    "genfrac": _general_fraction,
    "sqrt": _root,
    **dict.fromkeys(_BRACES, _brace),
    **dict.fromkeys(
        ("text", "textrm", "textbf", "textit", "texttt", "textsf", "textnormal", "textmd",
         "textup", "textsc", "emph", "mbox", "hbox"), words.text,
    ),
    **dict.fromkeys(("overset", "underset", "stackrel"), _over),
    **dict.fromkeys(_ARROWS, _long_arrow),
    **dict.fromkeys(("pmod", "pod", "mod"), _modulo),
    "substack": _rows,
    "tag": _tag,
    **dict.fromkeys(("ref", "eqref"), _reference),
    "verb": _verbatim,
    "url": _address,
    **dict.fromkeys(_LOGOS, _logo),
    **dict.fromkeys(
        ("displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "nonumber", "notag",
         "strut", "mathstrut", "allowbreak", "nobreak", "relax", "null", "tiny", "sixptsize",
         "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge",
         "Huge", "hfill", "hfil", "noindent", "centering", "limits", "nolimits", "displaylimits",
         "smallskip", "medskip", "bigskip", "newpage", "/", "DOTSI", "DOTSB", "DOTSX", "-"),
        _ignored,
    ),
    **dict.fromkeys(("label", "require", "cline"), _named),
}  # fmt: skip
"""What reads each command's arguments; environments are added by `parse`."""
