"""Lengths, blanks and what is only as wide as something: \\hspace, \\kern, \\phantom, \\rule."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adamtui.typeset import words
from adamtui.typeset.box import cells
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Handler, Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.linear import linear
from adamtui.typeset.nodes import EMPTY, Atom, Node, Space

_LENGTH = re.compile(r"\s*([+-]?\s*[\d.,]*\d[.,]?)\s*([a-z]{2})\s*", re.ASCII)
_PER_UNIT = {
    "em": 1.0, "mu": 1 / 18, "ex": 0.43, "pt": 0.1, "bp": 0.1, "px": 0.1, "pc": 1.2, "dd": 0.107,
    "cc": 1.28, "nd": 0.107, "nc": 1.28, "mm": 0.285, "cm": 2.85, "in": 7.2, "sp": 0.0,
}  # fmt: skip
"""Each unit in em, for letters of 10 pt."""
_CELLS_PER_EM = 3
_WIDEST = 20


def _cells(source: str) -> int | None:
    """The cells of a length such as 1.5em; None for what is no length."""
    found = _LENGTH.match(source)
    if found is None or found[2] not in _PER_UNIT:
        return None
    try:
        amount = float("".join(found[1].split()).replace(",", ".")) * _PER_UNIT[found[2]]
    except ValueError:
        return None
    return round(max(0.0, min(amount * _CELLS_PER_EM, _WIDEST)))


def _braced(parser: Parser, token: Token) -> Node:
    """\\hspace{1em}, also with a star."""
    parser.starred()
    count = _cells(words.balanced(parser, token))
    if count is None:
        raise TexError(f"{token.text} needs a length, such as {{1em}}", token.offset)
    return Space(count)


def _bare(parser: Parser, token: Token) -> Node:
    """\\kern 1em, without braces."""
    count = _cells(parser.lexer.skip(_LENGTH) or "")
    if count is None:
        raise TexError(f"{token.text} needs a length, such as 1em", token.offset)
    while parser.lexer.skip(re.compile(r"\s*(?:plus|minus)\s*[\d.]*\s*[a-z]{2,5}")):
        pass
    return Space(count)


def _phantom(parser: Parser, token: Token) -> Node:
    return Space(min(cells(linear(parser.argument(token))), _WIDEST))


def _no_width(parser: Parser, token: Token) -> Node:
    parser.argument(token)
    return EMPTY


def _rule(parser: Parser, token: Token) -> Node:
    """A black box; one without width or height only holds a line open."""
    parser.option()
    width, height = words.balanced(parser, token), words.balanced(parser, token)
    across = _cells(width)
    if across is None or _cells(height) is None:
        raise TexError("\\rule needs two lengths, such as {1em}{1ex}", token.offset)
    seen = all(re.search(r"[1-9]", length) for length in (width, height))
    return Atom("■" * max(across, 1)) if seen else EMPTY


def _raised(parser: Parser, token: Token) -> Node:
    words.balanced(parser, token)
    return words.text(parser, token)


HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(("hspace", "vspace", "mspace"), _braced),
    **dict.fromkeys(("kern", "mkern", "hskip", "mskip"), _bare),
    **dict.fromkeys(("phantom", "hphantom"), _phantom),
    "vphantom": _no_width,
    "rule": _rule,
    "raisebox": _raised,
}
"""What reads each of these commands."""
