"""The inside of a paragraph: markdown-it's inline tokens made into nodes, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from markdown_it.token import Token

from adamtui.course.characters import SHOWN_INSTEAD, without_controls
from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Node, NodeType, never_closed, text_of

DEEPEST = 16
"""Emphasis within emphasis beyond this says nothing more and is left out, its words kept."""

_SPACES = re.compile(r"[ \t\n]+")
_ELEMENTS: Mapping[str, NodeType] = {
    "em_open": "emphasis",
    "strong_open": "strong",
    "s_open": "strikethrough",
    "link_open": "link",
}
_LEAVES: Mapping[str, NodeType] = {
    "text": "text",
    "text_special": "text",
    "html_inline": "text",
    "too_long": "text",
    "too_much": "text",
    "code_inline": "code",
    "math_inline": "math",
    "math_display": "display_math",
    "softbreak": "soft_break",
    "hardbreak": "hard_break",
}
_BREAKS = ("soft_break", "hard_break")


class InlineReader:
    """Makes the nodes of paragraphs; notes faults and comments left open in its manuscript."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self._too_much = False
        self.open_comments: list[int] = []
        """Where in the text comments begin that their paragraphs do not close."""

    def nodes(self, tokens: Sequence[Token], line: int) -> tuple[Node, ...]:
        """The nodes of a paragraph that starts on `line`."""
        stack: list[tuple[Token | None, list[Node]]] = [(None, [])]
        for token in tokens:
            if token.nesting > 0:
                stack.append((token, []))
            elif token.nesting < 0:
                opening, children = stack.pop()
                inside = stack[-1][1]
                if opening is None or len(stack) > DEEPEST:
                    inside.extend(children)
                else:
                    inside.append(self._element(opening, tidy(children), line))
            else:
                stack[-1][1].extend(self._leaf(token, line))
        return tidy(stack[0][1], ends=True)

    def _element(self, token: Token, children: tuple[Node, ...], line: int) -> Node:
        kind = _ELEMENTS.get(token.type)
        if kind is None:
            return self._unknown(token, text_of(children), line)
        if kind != "link":
            return Node(kind, children=children, line=line)
        target, title = (without_controls(str(token.attrGet(a) or "")) for a in ("href", "title"))
        # A link without words would lead nowhere that one can see.
        words = children or ((Node("text", target, line=line),) if target else ())
        return Node("link", title, words, target=target, line=line)

    def _leaf(self, token: Token, line: int) -> list[Node]:
        if token.type == "comment":
            return []
        if token.type == "comment_open":
            self._open_comment(token, line)
            return [Node("text", _SPACES.sub(" ", token.content), line=line)]
        if token.type == "image":
            alt = _SPACES.sub(" ", text_of(self.nodes(token.children or [], line)))
            target = without_controls(str(token.attrGet("src") or ""))
            image = Node("image", alt, target=target, line=line)
            title = _SPACES.sub(" ", without_controls(str(token.attrGet("title") or "")))
            return [image, Node("text", f" ({title})", line=line)] if title.strip() else [image]
        if token.type == "footnote_ref":
            return [Node("footnote_ref", label=str(token.meta["label"]), line=line)]
        kind = _LEAVES.get(token.type)
        if kind is None:
            return [self._unknown(token, token.content, line)]
        self._look_at(token, line)
        text = token.content if kind in ("math", "display_math") else _spaced(token, kind)
        return [Node(kind, without_controls(text), line=line)]

    def _look_at(self, token: Token, line: int) -> None:
        """Note what is wrong with a piece of text but can be shown."""
        spot = self.manuscript.find
        if token.type == "too_long":
            length = len(token.content)
            message = f"a paragraph of {length} characters is too long and is shown as plain text"
            self.manuscript.fault(message, spot(token.content[:40], line))
        elif token.type == "too_much" and not self._too_much:
            self._too_much = True
            message = "too much markup: from here on paragraphs are shown as plain text"
            self.manuscript.fault(message, Spot(line, 1))
        elif token.type == "text" and "$$" in token.content:
            self.manuscript.fault(never_closed("$$"), spot("$$", line), kind="math")
        elif token.info == "entity" and SHOWN_INSTEAD in without_controls(token.content):
            # markdown-it itself decodes NUL and most controls as U+FFFD.
            message = f"'{token.markup}' is a character that is not allowed in a lesson"
            self.manuscript.fault(message, spot(token.markup, line))

    def _open_comment(self, token: Token, line: int) -> None:
        """Remember where a comment begins that goes beyond its paragraph."""
        at = self.manuscript.offset(line + token.meta["line"])
        found = self.manuscript.text.find(token.content.split("\n", 1)[0], at)
        self.open_comments.append(found if found >= 0 else self.manuscript.text.find("<!--", at))

    def _unknown(self, token: Token, text: str, line: int) -> Node:
        message = f"Markdown of the kind '{token.type}' cannot be shown"
        self.manuscript.fault(message, self.manuscript.find(text, line))
        return Node("text", without_controls(_SPACES.sub(" ", text)), line=line)


def _spaced(token: Token, kind: NodeType) -> str:
    """A token's text with each run of white space as one space; code keeps its spaces."""
    return token.content.replace("\t", " ") if kind == "code" else _SPACES.sub(" ", token.content)


def tidy(nodes: Sequence[Node], ends: bool = False) -> tuple[Node, ...]:
    """The nodes with adjacent texts joined and no break doubled (a comment may stand between).

    With `ends`, breaks and spaces at either end go too.
    """
    made: list[Node] = []
    for is_text, group in groupby(nodes, lambda node: node.type == "text"):
        run = list(group)
        if is_text:
            joined = _SPACES.sub(" ", "".join(node.text for node in run))
            made += [Node("text", joined, line=run[-1].line)] if joined else []
            continue
        for node in run:
            if node.type != "soft_break" or not made or made[-1].type not in _BREAKS:
                made.append(node)
    while ends and made and _blank(made[-1]):
        made.pop()
    start = 0
    while ends and start < len(made) and _blank(made[start]):
        start += 1
    return tuple(made[start:])


def _blank(node: Node) -> bool:
    return node.type in _BREAKS or (node.type == "text" and not node.text.strip(" "))
