"""Blocks that have an opening and a closing token: paragraphs, headings, lists, quotes, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias, cast

from adamtui.course.characters import without_controls
from adamtui.course.leaves import unknown
from adamtui.course.manuscript import Spot
from adamtui.course.marks import as_callout, callout_name, titled_callout, with_task
from adamtui.course.model import CALLOUTS, Alignment, Node, text_of
from adamtui.course.reader import Opened, TreeReader
from adamtui.course.syntax import cells_of

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")

Element: TypeAlias = Callable[[TreeReader, Opened], list[Node]]


def unknown_element(reader: TreeReader, opened: Opened) -> list[Node]:
    """An error in place of an element that is not known, its children kept."""
    return [*unknown(reader, opened.token), *opened.children]


def _children(reader: TreeReader, opened: Opened) -> list[Node]:
    return opened.children


def _paragraph(reader: TreeReader, opened: Opened) -> list[Node]:
    """A paragraph; displayed math when it holds nothing else; nothing when it is empty."""
    children = opened.children
    if len(children) == 1 and children[0].type == "display_math":
        return [Node("math_block", children[0].text, line=opened.line)]
    return [Node("paragraph", children=tuple(children), line=opened.line)] if children else []


def _heading(reader: TreeReader, opened: Opened) -> list[Node]:
    title = " ".join(text_of(opened.children).split())
    level = int(opened.token.tag[1:])
    if level == 1 and not reader.title and not reader.within:
        reader.title = title
    label = reader.anchor_for(" ".join(text_of(map(_without_tags, opened.children)).split()))
    children = tuple(opened.children)
    return [Node("heading", children=children, level=level, label=label, line=opened.line)]


def _without_tags(node: Node) -> Node:
    """A piece of a heading without tags, which are no part of its anchor."""
    if node.type == "text":
        return replace(node, text=_TAG.sub("", node.text))
    return replace(node, children=tuple(map(_without_tags, node.children)))


def _list(reader: TreeReader, opened: Opened) -> list[Node]:
    token, line, children = opened
    tight = "loose" not in token.meta
    if token.type == "bullet_list_open":
        return [Node("bullet_list", children=tuple(children), tight=tight, line=line)]
    start = int(cast(int, token.attrs.get("start", 1)))
    return [Node("ordered_list", children=tuple(children), tight=tight, start=start, line=line)]


def _item(reader: TreeReader, opened: Opened) -> list[Node]:
    return [with_task(Node("list_item", children=tuple(opened.children), line=opened.line))]


def _quote(reader: TreeReader, opened: Opened) -> list[Node]:
    quote = Node("blockquote", children=tuple(opened.children), line=opened.line)
    made = as_callout(quote)
    name = callout_name(quote)
    if name and made is quote:
        message = f"unknown callout '[!{name}]'; there are {', '.join(CALLOUTS)}"
        spot = reader.manuscript.find(f"[!{name}]", opened.line)
        reader.manuscript.fault(message, spot, "warning")
    elif titled := titled_callout(quote):
        message = f"a callout's title is not supported; put [!{titled}] alone on its line"
        spot = reader.manuscript.find(f"[!{titled}]", opened.line)
        reader.manuscript.fault(message, spot, "warning")
    return [made] if quote.children else []


def _table(reader: TreeReader, opened: Opened) -> list[Node]:
    rows = tuple(opened.children)
    # A cell's own `align` only carries its column's here; the table keeps the header's.
    align = tuple(side for cell in rows[0].children for side in cell.align)
    for row in rows[1:]:
        _check_width(reader, row.line, len(align))
    plain = tuple(_without_align(row) for row in rows)
    return [Node("table", children=plain, align=align, line=opened.line)]


def _without_align(row: Node) -> Node:
    cells = tuple(Node("table_cell", children=c.children, line=c.line) for c in row.children)
    return Node("table_row", children=cells, line=row.line)


def _check_width(reader: TreeReader, line: int, columns: int) -> None:
    """Note a row with cells that have no column: GitHub shows none of them."""
    cells = len(cells_of(reader.manuscript.line(line).strip(" >\t")))
    if cells > columns:
        message = f"a row of {cells} cells in a table of {columns} columns: the last takes the rest"
        reader.manuscript.fault(message, Spot(line, 1), "warning")


def _row(reader: TreeReader, opened: Opened) -> list[Node]:
    return [Node("table_row", children=tuple(opened.children), line=opened.line)]


def _cell(reader: TreeReader, opened: Opened) -> list[Node]:
    side = str(opened.token.attrs.get("style", "")).removeprefix("text-align:")
    align = (cast(Alignment, side),)
    return [Node("table_cell", children=tuple(opened.children), align=align, line=opened.line)]


def _footnote(reader: TreeReader, opened: Opened) -> list[Node]:
    label = without_controls(str(opened.token.meta["label"]))
    if label in reader.footnotes:
        spot = reader.manuscript.find(f"[^{label}]:", opened.line)
        reader.manuscript.fault(f"a second footnote '{label}'", spot, "warning")
    note = Node("footnote", children=tuple(opened.children), label=label, line=opened.line)
    reader.footnotes.setdefault(label, []).append(note)
    return []


ELEMENTS: Mapping[str, Element] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "list_item_open": _item,
    "blockquote_open": _quote,
    "table_open": _table,
    "thead_open": _children,
    "tbody_open": _children,
    "tr_open": _row,
    "th_open": _cell,
    "td_open": _cell,
    "footnote_reference_open": _footnote,
}
"""How each element is made into nodes; `unknown_element` is for the rest."""
