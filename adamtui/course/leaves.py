"""Blocks that are one markdown-it token: code, math, rules, raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from adamtui.course import syntax
from adamtui.course.characters import without_controls
from adamtui.course.comments import without_comments
from adamtui.course.fences import INDENTED_LIVE_FENCE, LIVE, LIVE_FENCE
from adamtui.course.model import Node
from adamtui.course.reader import TreeReader

_OPTION_FIRST = re.compile(r"\s*:[ \t]*[\w-]+[ \t]*:")

Leaf: TypeAlias = Callable[[TreeReader, Token], list[Node]]


def _inline(reader: TreeReader, token: Token) -> list[Node]:
    return list(reader.inline.nodes(token.children or [], reader.line))


def _fence(reader: TreeReader, token: Token) -> list[Node]:
    live = LIVE.match(token.info.strip())
    if live:
        where = f"inside {{{reader.within}}}" if reader.within else "in a list or a quote"
        name = without_controls(live[1].strip())
        spot = reader.manuscript.find("{", reader.line)
        reader.manuscript.fault(f"the live part {{{name}}} cannot stand {where}", spot)
    else:
        _check_braces(reader, token)
    reader.check_closed(token)
    words = without_controls(unescapeAll(token.info)).split()
    if len(words) > 1 and words[0].startswith("{code"):
        del words[0]
    label = words[0].strip("{.},") if words else ""
    rest = " ".join(words[1:]).rstrip("}" if words and words[0].startswith("{") else "")
    text = without_controls(token.content).removesuffix("\n")
    if label == "math" and not rest:
        return [Node("math_block", text.strip(), line=reader.line)]
    return [Node("code_block", text, label=label, target=rest, line=reader.line)]


def _check_braces(reader: TreeReader, token: Token) -> None:
    """Note a fence of code that was meant as a live part, its braces forgotten."""
    words = without_controls(token.info).split()
    if not words or (len(words) == 1 and not _OPTION_FIRST.match(token.content)):
        return
    # The specs bring the engine with them: only a fence that may be one of them asks for them.
    from adamtui.course.directives import DIRECTIVES

    name, *rest = words
    if name in DIRECTIVES:
        wanted = " ".join([f"{token.markup}{{{name}}}", *rest])
        spot = reader.manuscript.find(name, reader.line)
        reader.manuscript.fault(f"write {wanted} for a live part", spot)


def _code(reader: TreeReader, token: Token) -> list[Node]:
    text = without_controls(token.content).removesuffix("\n")
    return [Node("code_block", text, line=reader.line)]


def _indented(reader: TreeReader, token: Token) -> list[Node]:
    """Code by its indent, which a live part's fence does not survive."""
    if live := INDENTED_LIVE_FENCE.match(token.content):
        message = f"{live[1]} is indented, so it is code; a live part begins at the left margin"
        reader.manuscript.fault(message, reader.manuscript.find("{", reader.line))
    return _code(reader, token)


def _math(reader: TreeReader, token: Token) -> list[Node]:
    return [Node("math_block", without_controls(token.content), line=reader.line)]


def _rule(reader: TreeReader, token: Token) -> list[Node]:
    return [Node("thematic_break", line=reader.line)]


def _html(reader: TreeReader, token: Token) -> list[Node]:
    """HTML as it was written, but for its comments."""
    kept, left_open = without_comments(token.content)
    if left_open >= 0:
        line = reader.line + token.content.count("\n", 0, left_open)
        at = reader.manuscript.text.find("<!--", reader.manuscript.offset(line))
        reader.inline.open_comments.append(at)
    if live := LIVE_FENCE.search(kept):
        spot = reader.manuscript.find(live[1], reader.line)
        message = f"the live part {live[1]} cannot stand in HTML: leave a line empty above it"
        reader.manuscript.fault(message, spot)
    return _literal(reader, kept)


def _definition(reader: TreeReader, token: Token) -> list[Node]:
    """Definitions of links that nothing refers to, as they were written."""
    return [replace(made, label="definition") for made in _literal(reader, token.content)]


def _too_deep(reader: TreeReader, token: Token) -> list[Node]:
    reader.fault(f"nested deeper than {syntax.DEEPEST} levels; shown as plain lines")
    return _literal(reader, token.content)


def _too_many(reader: TreeReader, token: Token) -> list[Node]:
    reader.fault("too many blocks: the rest is shown as it was written")
    return _code(reader, token)


def _literal(reader: TreeReader, text: str) -> list[Node]:
    """A paragraph of the lines as they are."""
    made: list[Node] = []
    for content in filter(None, map(str.strip, text.split("\n"))):
        made += [Node("hard_break", line=reader.line)] if made else []
        made.append(Node("text", without_controls(content.replace("\t", " ")), line=reader.line))
    return [Node("paragraph", children=tuple(made), line=reader.line)] if made else []


def unknown(reader: TreeReader, token: Token) -> list[Node]:
    """An error in place of what is not known, with its text."""
    message = f"Markdown of the kind '{token.type}' cannot be shown"
    reader.fault(message)
    return [Node("error", without_controls(token.content) or message, line=reader.line)]


LEAVES: Mapping[str, Leaf] = {
    "inline": _inline,
    "fence": _fence,
    "code_block": _indented,
    "math_block": _math,
    "hr": _rule,
    "html_block": _html,
    "definition": _definition,
    "too_deep": _too_deep,
    "too_many": _too_many,
}
"""How each token is made into nodes; `unknown` is for the rest."""
