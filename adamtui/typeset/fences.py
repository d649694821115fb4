"""Delimiters: \\left … \\right, those of a size chosen by hand, and brackets with a meaning."""

from __future__ import annotations

from collections.abc import Mapping

from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Handler, Parser
from adamtui.typeset.lexer import Token
from adamtui.typeset.nodes import Atom, Fence, Kind, Node, unwrapped
from adamtui.typeset.symbols import CHARACTERS, DELIMITERS, SYMBOLS

_SIZES = ("big", "Big", "bigg", "Bigg")
_ANGLES = {"<": "⟨", ">": "⟩"}
_MEANT = {
    "bra": ("⟨", "|"), "ket": ("|", "⟩"), "braket": ("⟨", "⟩"), "set": ("{", "}"),
    "Bra": ("⟨", "|"), "Ket": ("|", "⟩"), "Braket": ("⟨", "⟩"), "Set": ("{", "}"),
    "abs": ("|", "|"), "norm": ("‖", "‖"),
}  # fmt: skip


def delimiter(parser: Parser, owner: Token) -> str:
    """The delimiter that stands next, "" for a dot; braces around it do not count."""
    token = parser.lexer.take()
    if token.text == "{":
        found = delimiter(parser, owner) if parser.lexer.peek().text != "{" else None
        if found is None or parser.lexer.take().text != "}":
            raise TexError(f"{owner.text} needs a delimiter", owner.offset)
        return found
    text = token.text
    if token.is_command and token.name in SYMBOLS:
        text = SYMBOLS[token.name].text
    text = _ANGLES.get(text, text)
    if text == ".":
        return ""
    if text not in DELIMITERS or token.text == "}":
        raise TexError(f"{owner.text} needs a delimiter", owner.offset)
    return text


def _fence(parser: Parser, token: Token) -> Node:
    left, right = delimiter(parser, token), ""
    parts: list[Node] = []
    bars: list[str] = []
    with parser.nested(token):
        parts.append(parser.lines())
        while parser.lexer.peek().text == "\\middle":
            bars.append(delimiter(parser, parser.lexer.take()))
            parts.append(parser.lines())
        if not parser.lexer.peek().text:
            raise TexError("\\left without \\right", token.offset)
        right = delimiter(parser, parser.close("\\right", token))
    return Fence(left, tuple(map(unwrapped, parts)), tuple(bars), right)


def _big(parser: Parser, token: Token) -> Node:
    """A delimiter of a size chosen by hand: the size is left out."""
    text = delimiter(parser, token)
    kinds: dict[str, Kind] = {"l": "open", "r": "close", "m": "rel"}
    own = CHARACTERS.get(text, Atom(text)).kind
    return Atom(text, kinds.get(token.name[-1], own))


def _meant(parser: Parser, token: Token) -> Node:
    left, right = _MEANT[token.name]
    return Fence(left, (parser.argument(token),), (), right)


HANDLERS: Mapping[str, Handler] = {
    "left": _fence,
    **{f"{size}{side}": _big for size in _SIZES for side in ("", "l", "r", "m")},
    **dict.fromkeys(_MEANT, _meant),
}
"""What reads each of these commands."""
