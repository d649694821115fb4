"""The row above a lesson, at any width."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from adamtui.course.model import Fault
from adamtui.course.parse import parse
from adamtui.ink import plain
from adamtui.page.running_head import running_head

LESSON = parse("# Größe 数字 and so on\n\nText.\n", Path("10-numbers.md"))
FAULTS = tuple(Fault("10-numbers.md", 1, 1, f"fault {n}") for n in range(3))


@pytest.mark.parametrize("faults", [(), FAULTS])
@pytest.mark.parametrize("width", [0, 1, 2, 3, 4, 5, 6, 7, 12, 28, 29, 40, 80])
def test_it_is_never_wider_than_the_window(width: int, faults: tuple[Fault, ...]) -> None:
    row = running_head(replace(LESSON, faults=faults), 0.27, width)
    assert cell_len(plain(row)) <= width


def test_it_says_where_one_is_and_what_is_wrong() -> None:
    text = plain(running_head(replace(LESSON, faults=FAULTS), 0.27, 80))
    assert text.startswith("10 · Größe 数字 and so on")
    assert text.endswith("3 faults, listed last   27%")
