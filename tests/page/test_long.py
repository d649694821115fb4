"""Text without measure: nothing of it is lost, and no row is wider than the page."""

from __future__ import annotations

import pytest

from adamtui.course.model import Node
from adamtui.ink import plain
from adamtui.page import formula
from adamtui.page.glyphs import cells, shortened
from adamtui.page.layout import layout
from adamtui.page.words import LONGEST
from adamtui.typeset import TexError

TEXTS = ["word ", "字", "a ) ", "—", "x" * 90 + "-", "e\u0301", "👩\u200d🔬", "a\n"]


def paragraph(text: str) -> Node:
    """One that holds nothing but this text."""
    return Node("paragraph", children=(Node("text", text=text),))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", [20, 80])
def test_long_text_is_kept_and_fits(text: str, width: int) -> None:
    long = text * (LONGEST // len(text) + 2)
    rows = [plain(row) for row in layout([paragraph(long)], width)]
    assert "".join("".join(rows).split()) == "".join(long.split())
    assert max(map(cells, rows)) <= width
    assert not any(row.endswith(" ") for row in rows)


def test_long_text_breaks_at_spaces() -> None:
    rows = [plain(row) for row in layout([paragraph("word " * LONGEST)], 80)]
    assert all(set(row.split()) == {"word"} for row in rows)


def test_long_text_stays_apart_from_what_is_around_it() -> None:
    long = Node("text", text=f" {'x' * (LONGEST + 1)} ")
    around = (Node("text", text="before"), long, Node("text", text="after"))
    rows = [plain(row) for row in layout([Node("paragraph", children=around)], 80)]
    assert rows[0].strip() == "before"
    assert rows[-1].endswith("x after")


@pytest.mark.parametrize("kind", ["paragraph", "math_block"])
def test_a_fault_of_a_formula_is_found_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(tex: str, *_: int) -> str:
        tried.append(tex)
        raise TexError("no such thing", 0)

    monkeypatch.setattr(formula, "inline", refuse)
    monkeypatch.setattr(formula, "display", refuse)
    tex = f"tried once in a {kind}"
    node = Node("math_block", tex)
    if kind == "paragraph":
        node = Node("paragraph", children=(Node("math", tex),))
    rows = " ".join(plain(row) for row in layout([node, node], 80))
    assert rows.count("no such thing") == 2
    assert tried == [tex]


@pytest.mark.parametrize("text", ["a", "字", "e\u0301", "a\u0301\u0302字"])
@pytest.mark.parametrize("room", [1, 2, 3, 40, 41])
def test_a_title_is_shortened_to_its_room(text: str, room: int) -> None:
    short = shortened(text * 1000, room)
    assert room - 2 < cells(short) <= room
    assert short.endswith("…")
    assert shortened(text, cells(text)) == text
