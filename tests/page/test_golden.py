"""Pages as text, to be looked at.

After a change that is meant, write them anew: WRITE_GOLDENS=1 pytest tests/page
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from adamtui.course.model import Node
from adamtui.ink import plain
from adamtui.page.layout import layout

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("width", [24, 60, 80, 120])
@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.md")))
def test_page_reads_as_it_did(
    name: str, width: int, read: Callable[[str], tuple[Node, ...]]
) -> None:
    nodes = read((GOLDEN / f"{name}.md").read_text(encoding="utf-8"))
    page = "".join(plain(row) + "\n" for row in layout(nodes, width))
    expected = GOLDEN / f"{name}-{width}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        expected.write_text(page, encoding="utf-8")
    assert page == expected.read_text(encoding="utf-8")
