"""Formulas a course on optimizers uses, as they are meant to look at 76 cells.

Each block of a fixture is a title, the TeX, the formula on one line and the display, with a line
holding one dot after each. Blanks at the ends of rows are not kept in the files.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adamtui.typeset import display, inline

FIXTURES = Path(__file__).parent / "fixtures"
WIDTH = 76


def blocks() -> Iterator[Any]:
    for path in sorted(FIXTURES.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")[:-1]
        for title, tex, line, rows in zip(*[iter(parts)] * 4, strict=True):
            yield pytest.param(tex, line, rows, id=f"{path.stem}: {title.strip()}")


@pytest.mark.parametrize(("tex", "line", "rows"), list(blocks()))
def test_formula_looks_as_drawn(tex: str, line: str, rows: str) -> None:
    assert inline(tex) == line
    box = display(tex, WIDTH)
    assert "\n".join(row.rstrip() for row in box.rows) == rows
    assert box.width <= WIDTH
