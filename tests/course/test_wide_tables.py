"""A table of more columns than any screen has: shown as it was written."""

from __future__ import annotations

from adamtui.course.model import Prose
from adamtui.course.parse import parse
from adamtui.course.syntax import MOST_BLOCKS


def test_a_table_of_too_many_columns_is_text() -> None:
    columns = MOST_BLOCKS + 1
    text = f"|{'a|' * columns}\n|{'-|' * columns}"
    lesson = parse(f"# T\n\n{text}\n", "10-t.md")
    nodes = [node for block in lesson.blocks if isinstance(block, Prose) for node in block.nodes]
    assert [node.type for node in nodes] == ["heading", "paragraph"]
    shown = "".join(each.text for each in nodes[1].walk())
    assert shown.count("a|") == columns
    assert shown.count("-|") == columns
