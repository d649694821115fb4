"""Markdown to nodes for the page tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adamtui.course.model import Node, Prose
from adamtui.course.parse import parse

Reader = Callable[[str], tuple[Node, ...]]


@pytest.fixture(scope="session")
def read() -> Reader:
    def nodes(text: str) -> tuple[Node, ...]:
        lesson = parse(text, Path("00-test.md"))
        return tuple(
            node for block in lesson.blocks if isinstance(block, Prose) for node in block.nodes
        )

    return nodes
