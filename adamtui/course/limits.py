"""How large a lesson may be to be read and learnt from well; the tutorial shows larger ones too."""

from __future__ import annotations

from collections.abc import Iterator

from adamtui.course.manuscript import Manuscript, Spot
from adamtui.course.model import Lesson, Node, Prose

MOST_BYTES = 65_536
"""64 kB, by those who count a kB as 1,024 too."""
MOST_BLOCKS = 300
"""Paragraphs, headings, lists, tables … and live parts, not counted what stands within them."""
MOST_ROWS = 50
"""Of a table, its header not counted."""
LONGEST_CODE = 2000
"""Characters of a line of code."""
DEEPEST = 8
"""Quotes and lists within each other."""

_NESTING = ("blockquote", "callout", "bullet_list", "ordered_list")


def size_faults(lesson: Lesson, manuscript: Manuscript, size: int) -> None:
    """Note where a lesson, `size` bytes long, grows beyond each limit."""
    if size > MOST_BYTES:
        message = f"{size:,} bytes are too many for a lesson: at most {MOST_BYTES:,}"
        manuscript.fault(message, Spot(1, 1))
    lines = sorted(_block_lines(lesson))
    if len(lines) > MOST_BLOCKS:
        message = f"{len(lines)} blocks are too many for a lesson: this is the {MOST_BLOCKS + 1}st"
        manuscript.fault(message, Spot(lines[MOST_BLOCKS], 1))
    for block in lesson.blocks:
        for node in block.nodes if isinstance(block, Prose) else block.body:
            _deep(node, manuscript)
            for each in node.walk():
                _long(each, manuscript)


def _block_lines(lesson: Lesson) -> Iterator[int]:
    for block in lesson.blocks:
        if not isinstance(block, Prose):
            yield block.line
            continue
        for node in block.nodes:
            yield from [n.line for n in node.children] if node.type == "footnotes" else [node.line]


def _deep(node: Node, manuscript: Manuscript, depth: int = 0) -> None:
    """Note each outermost block that is nested too deep."""
    depth += node.type in _NESTING
    if depth > DEEPEST:
        message = f"nested deeper than {DEEPEST}: a quote counts one, and a list"
        manuscript.fault(message, Spot(node.line, 1))
        return
    for child in node.children:
        _deep(child, manuscript, depth)


def _long(node: Node, manuscript: Manuscript) -> None:
    """Note a table with too many rows, and lines of code that are too long."""
    if node.type == "table" and len(node.children) > MOST_ROWS + 1:
        rows = len(node.children) - 1
        message = f"{rows} rows are too many for a table: at most {MOST_ROWS}"
        manuscript.fault(message, Spot(node.children[MOST_ROWS + 1].line, 1))
    elif node.type == "code_block":
        for below, line in enumerate(node.text.split("\n")):
            if len(line) > LONGEST_CODE:
                message = f"a line of code has {len(line):,} characters: at most {LONGEST_CODE:,}"
                manuscript.fault(message, manuscript.find(line, node.line + below))
