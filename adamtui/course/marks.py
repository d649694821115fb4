"""GitHub's marks inside plain Markdown: task boxes and callouts."""

from __future__ import annotations

import re
from dataclasses import replace

from adamtui.course.model import CALLOUTS, Node

_BOX = re.compile(r"\[([ xX])\] ")
_CALLOUT = re.compile(r"\[!([A-Za-z]+)\]\s*$")
_CALLOUT_BEGUN = re.compile(r"\[!([A-Za-z]+)\]")


def with_task(item: Node) -> Node:
    """A list item that starts with `[ ] ` or `[x] ` as a task, the box taken off."""
    first = _first_text(item)
    box = _BOX.match(first.text) if first is not None else None
    if first is None or box is None:
        return item
    rest = replace(first, text=first.text[box.end() :])
    paragraph = item.children[0]
    inline = (rest, *paragraph.children[1:]) if rest.text else paragraph.children[1:]
    children = (replace(paragraph, children=inline), *item.children[1:])
    return replace(item, children=children, task=box[1] != " ")


def callout_name(quote: Node) -> str:
    """The word of a quote's `[!WORD]` line, or ""."""
    first = _first_text(quote)
    if first is None:
        return ""
    alone = len(quote.children[0].children) == 1
    broken = not alone and quote.children[0].children[1].type in ("soft_break", "hard_break")
    mark = _CALLOUT.match(first.text) if alone or broken else None
    return mark[1] if mark else ""


def titled_callout(quote: Node) -> str:
    """The known word of a `[!WORD]` that more follows in its line, or ""."""
    first = _first_text(quote)
    mark = _CALLOUT_BEGUN.match(first.text) if first is not None else None
    if mark is None or mark[1].upper() not in CALLOUTS or callout_name(quote):
        return ""
    return mark[1]


def as_callout(quote: Node) -> Node:
    """A quote with a known `[!WORD]` line as a callout, the line taken off."""
    name = callout_name(quote).upper()
    if name not in CALLOUTS:
        return quote
    paragraph = quote.children[0]
    rest = paragraph.children[2:]
    body = (replace(paragraph, children=rest), *quote.children[1:]) if rest else quote.children[1:]
    return replace(quote, type="callout", label=name, children=body)


def _first_text(block: Node) -> Node | None:
    """The text that opens a block's first paragraph."""
    if not block.children or block.children[0].type != "paragraph":
        return None
    inline = block.children[0].children
    return inline[0] if inline and inline[0].type == "text" else None
