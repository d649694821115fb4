"""Colours, links and places: what a reader sees beyond the letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run, plain
from adamtui.page.layout import layout, paged

Read = Callable[[str], tuple[Node, ...]]


def run_with(text: str, rows: list[Row]) -> Run:
    return next(run for row in rows for run in row if text in run.text)


@pytest.mark.parametrize(
    ("source", "text", "ink"),
    [
        ("# One", "One", Ink("title", bold=True)),
        ("## Two", "Two", Ink("accent", bold=True)),
        ("### Three", "Three", Ink(bold=True)),
        ("a **b**", "b", Ink(bold=True)),
        ("a *b*", "b", Ink(italic=True)),
        ("a ~~b~~", "b", Ink(strike=True)),
        ("a ***b***", "b", Ink(bold=True, italic=True)),
        ("a `b`", "b", Ink("code")),
        ("a $b$", "b", Ink("math")),
        ("```\nb\n```", "b", Ink("code")),
        ("$$\nb\n$$", "b", Ink("math")),
        ("a [b](c)", "b", Ink("link", underline=True)),
        ("## a `b`", "b", Ink("code", bold=True)),
        ("> [!NOTE]\n> x", "Note", Ink("accent", bold=True)),
        ("> [!TIP]\n> x", "Tip", Ink("good", bold=True)),
        ("> [!WARNING]\n> x", "Warning", Ink("warn", bold=True)),
        ("> [!CAUTION]\n> x", "┃", Ink("bad")),
        (r"a $\frac{1$ b", r"\frac{1", Ink("bad")),
        ("$$\n\\oops\n$$", r"\oops", Ink("bad")),
    ],
)
def test_ink(source: str, text: str, ink: Ink, read: Read) -> None:
    assert run_with(text, layout(read(source), 60)).ink == ink


def test_each_piece_of_a_broken_link_leads_there(read: Read) -> None:
    rows = layout(read("[one two **three** four five six](10-next.md#part) seven"), 20)
    linked = [run.text for row in rows for run in row if run.link == "10-next.md#part"]
    assert len(rows) > 1
    assert "".join(linked).replace(" ", "") == "onetwothreefourfivesix"
    assert run_with("seven", rows).link == ""


def test_headings_and_footnotes_can_be_gone_to(read: Read) -> None:
    page = paged(read("# A\n\ntext[^1]\n\n## B c\n\nmore\n\n[^1]: the note\n"), 60)
    at = {name: plain(page.rows[row]).strip() for name, row in page.anchors.items()}
    assert at == {"a": "A", "b-c": "B c", "fn-1": "¹ the note"}
    assert run_with("¹", list(page.rows)).link == "#fn-1"


def test_a_note_of_several_blocks_stands_apart_and_can_be_gone_to(read: Read) -> None:
    page = paged(read("a[^1] b[^2] c[^3]\n\n[^1]: one\n\n    more\n[^2]: two\n[^3]: three\n"), 60)
    below = [plain(row).strip() for row in page.rows][3:]
    assert below == ["¹ one", "", "more", "", "² two", "³ three"]
    at = {name: plain(page.rows[row]).strip() for name, row in page.anchors.items()}
    assert at == {"fn-1": "¹ one", "fn-2": "² two", "fn-3": "³ three"}


def test_a_heading_in_a_quote_can_be_gone_to(read: Read) -> None:
    page = paged(read("text\n\n> # Within\n"), 60)
    assert page.anchors == {"within": 2}


def test_the_rest_of_a_fences_first_line_is_shown(read: Read) -> None:
    rows = layout(read('```python title="a.py"\nx\n```'), 60)
    assert [plain(row) for row in rows] == ['    python title="a.py"', "    x"]
    assert run_with("title", rows).ink.fg == "muted"


def test_a_definition_that_nothing_refers_to_is_quiet(read: Read) -> None:
    rows = layout(read("[unused]: https://example.org"), 60)
    assert run_with("unused", rows).ink == Ink("muted")


def test_rows_know_their_source_lines(read: Read) -> None:
    page = paged(read("# A\n\ntext\n\n\n\nmore\n"), 60)
    assert page.lines == (1, 1, 1, 3, 3, 7)


def test_a_formula_is_kept_whole_if_it_fits(read: Read) -> None:
    rows = layout(read("some words before $1 - \\beta_1^t + x$, and after"), 24)
    assert [plain(row).strip() for row in rows] == ["some words before", "1 − β₁ᵗ + x, and after"]


def test_no_row_begins_with_closing_punctuation_or_a_dash(read: Read) -> None:
    nodes = read("(one) two, three — four ; « five » **six**: 「学習率」。「規則」、。")
    for width in range(8, 60):
        starts = {plain(row).strip()[:1] for row in layout(nodes, width)}
        assert not starts & set("),:;—»。」、")


def test_a_deep_list_on_a_narrow_page_keeps_its_marks(read: Read) -> None:
    source = "".join(f"{'  ' * depth}- item {depth}\n" for depth in range(12))
    page = "".join(plain(row) for row in layout(read(source), 10))
    assert sum(map(page.count, "•◦▪")) == 12
