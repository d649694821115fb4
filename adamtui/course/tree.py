"""The blocks of a text: markdown-it's flat tokens made into nodes, nothing dropped.

A token that `leaves` and `elements` do not name becomes an `error` node and a fault. Comments alone
leave no trace.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from adamtui.course.elements import ELEMENTS, unknown_element
from adamtui.course.leaves import LEAVES, unknown
from adamtui.course.model import Node
from adamtui.course.reader import Opened, TreeReader


def blocks(reader: TreeReader, tokens: Sequence[Token], skipped: int = 0) -> list[Node]:
    """The nodes of a text that begins after `skipped` lines of the file."""
    stack = [Opened(Token("root", "", 0), 1, [])]
    for token in tokens:
        if token.map:
            reader.line = token.map[0] + 1 + skipped
        if token.nesting > 0:
            _note_looseness(token, stack)
            stack.append(Opened(token, reader.line, []))
        elif token.nesting < 0:
            ended = stack.pop()
            build = ELEMENTS.get(ended.token.type, unknown_element)
            stack[-1].children.extend(build(reader, ended))
        else:
            leaf = LEAVES.get(token.type, unknown)
            stack[-1].children.extend(leaf(reader, token))
    return stack[0].children


def _note_looseness(token: Token, stack: Sequence[Opened]) -> None:
    """markdown-it hides the paragraphs of a tight list; one that is not hidden makes it loose."""
    shown = token.type == "paragraph_open" and not token.hidden
    if shown and stack[-1].token.type == "list_item_open":
        stack[-2].token.meta["loose"] = True
