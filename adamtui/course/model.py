"""What a lesson is once read: blocks of prose and live parts, and the faults found on the way.

Everything here is a frozen value. Where a thing stood in its file (`line`) takes no part in
equality, so an edit above a block leaves the block equal to what it was and a reload can keep it.

The vocabulary of `Node`, blocks first. What is not listed for a type has its default.

=================== ================================== ==========================================
type                children                           fields
=================== ================================== ==========================================
paragraph           inline                             label ("definition": of links that nothing
                                                       refers to, as written)
heading             inline                             level 1–6, label (the anchor)
bullet_list         list_item                          tight
ordered_list        list_item                          tight, start
list_item           blocks                             task (None: no box; False, True)
blockquote          blocks
callout             blocks                             label NOTE TIP IMPORTANT WARNING CAUTION
                                                       or ANSWER
code_block          —                                  text (last newline gone), label (language),
                                                       target (the rest of the fence's first line)
table               table_row, the first the header    align, one of "" left center right a column
table_row           table_cell, one a column
table_cell          inline
thematic_break      —
math_block          —                                  text (TeX)
footnotes           footnote; once, at the end
footnote            blocks                             label (as the text refers to it)
error               —                                  text: what could not be understood
=================== ================================== ==========================================

=================== ================================== ==========================================
inline type         children                           fields
=================== ================================== ==========================================
text                —                                  text (HTML too: shown as it was written)
code                —                                  text
emphasis, strong,   inline
strikethrough
link                inline                             target (as written), text (title)
image               —                                  target, text (alternative text)
math                —                                  text (TeX)
display_math        —                                  text (TeX; `$$…$$` within a paragraph)
soft_break          —                                  a line end in the source: a space
hard_break          —                                  a new line
footnote_ref        —                                  label
term                inline                             target (its name in the glossary); parsing
                                                       makes none, `mentions.marked` does
=================== ================================== ==========================================

A tight list's items hold paragraphs too; `tight` says that no blank line goes between them. No
`text` anywhere holds a control or bidirectional character; only `code_block`, `math` and
`math_block` hold newlines (and `code_block` tabs).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from msgspec import Struct

NodeType: TypeAlias = Literal[
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "list_item",
    "blockquote",
    "callout",
    "code_block",
    "table",
    "table_row",
    "table_cell",
    "thematic_break",
    "math_block",
    "footnotes",
    "footnote",
    "error",
    "text",
    "code",
    "emphasis",
    "strong",
    "strikethrough",
    "link",
    "image",
    "math",
    "display_math",
    "soft_break",
    "hard_break",
    "footnote_ref",
    "term",
]
Alignment: TypeAlias = Literal["", "left", "center", "right"]
Severity: TypeAlias = Literal["error", "warning"]
FaultKind: TypeAlias = Literal["", "open", "math", "heading"]
"""What some faults are, for those who treat them apart: a fence or comment that nothing closes, the
same of '$$', a missing title."""

CALLOUTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "ANSWER")
"""The labels a callout may have."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element of prose; the module's tables say which fields each type uses."""

    type: NodeType
    text: str = ""
    children: tuple[Node, ...] = ()
    level: int = 0
    label: str = ""
    target: str = ""
    start: int = 1
    task: bool | None = None
    tight: bool = False
    align: tuple[Alignment, ...] = ()
    line: int = field(default=0, compare=False)
    """The source line it starts on, from 1; an inline node has its block's."""

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong in a lesson, at a place an editor can go to."""

    path: str
    line: int
    column: int
    message: str
    severity: Severity = "error"
    kind: FaultKind = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


def never_closed(mark: str) -> str:
    """What is wrong with a fence's marks, a comment's or a formula's that nothing closes."""
    what = {"$$": "'$$'", "<!--": "a comment '<!--'"}.get(mark, f"the fence '{mark}'")
    return f"{what} is never closed"


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of blocks between two live parts."""

    nodes: tuple[Node, ...]
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Directive:
    """A live part: a fence with a name in braces.

    `options` is None where they could not be made sense of; `faults` says why. Faults carry lines,
    so they too take no part in equality.
    """

    name: str
    id: str
    options: Struct | None = None
    body: tuple[Node, ...] = ()
    line: int = field(default=1, compare=False)
    faults: tuple[Fault, ...] = field(default=(), compare=False)


Block: TypeAlias = Prose | Directive


@dataclass(frozen=True, slots=True)
class Lesson:
    """One file of the course; `number` and `slug` are "" where the name is not NN-slug.md."""

    number: str
    slug: str
    title: str
    path: Path
    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...] = ()
    """All faults of the lesson, those of its directives included, in order of place."""

    def nodes(self) -> Iterator[Node]:
        """Every node of the lesson, those in the bodies of live parts too."""
        for block in self.blocks:
            for node in block.nodes if isinstance(block, Prose) else block.body:
                yield from node.walk()

    def directives(self) -> Iterator[Directive]:
        """The live parts in order."""
        for block in self.blocks:
            if isinstance(block, Directive):
                yield block

    def anchors(self) -> tuple[str, ...]:
        """What `#PART` may name: headings' anchors and live parts' ids, in order."""
        found: list[str] = []
        for block in self.blocks:
            found += [block.id] if isinstance(block, Directive) and block.id else []
            tops = block.body if isinstance(block, Directive) else block.nodes
            found += [n.label for top in tops for n in top.walk() if n.type == "heading"]
        return tuple(found)


def text_of(nodes: Iterable[Node]) -> str:
    """The words of inline nodes without their dress; TeX stays TeX."""
    return "".join(
        " " if node.type in ("soft_break", "hard_break") else text_of(node.children) or node.text
        for node in nodes
    )
