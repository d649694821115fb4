"""What holds for every page: rows fit, no text is lost, nothing is cut inside a character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.course.model import Node
from adamtui.ink import Ink, plain
from adamtui.page.glyphs import cells, cluster_end
from adamtui.page.layout import layout, paged
from adamtui.page.words import Kind, Piece, words
from adamtui.page.wrap import wrap
from tests.page.trees import BLOCKS, tables

WIDTHS = st.integers(8, 130)
PROFILE = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
TEXTUAL = {"text", "code", "image", "code_block", "error", "mystery"}


def texts(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if node.type in TEXTUAL:
            yield node.text
        if node.type != "table":
            yield from texts(node.children)


def squeezed(text: str) -> str:
    """The text without spaces and without the marks a page puts between its parts."""
    return re.sub(r"[\s│┃↪]", "", text)


@PROFILE
@given(BLOCKS, WIDTHS)
def test_every_row_fits_as_the_terminal_toolkit_measures_it(nodes: list[Node], width: int) -> None:
    page = paged(nodes, width)
    assert len(page.lines) == len(page.rows)
    for row in page.rows:
        assert cells(plain(row)) <= width
        assert cell_len(plain(row)) <= width
        assert not plain(row).endswith(" ")
        assert "\n" not in plain(row)


@PROFILE
@given(BLOCKS, WIDTHS)
def test_every_text_appears_in_order(nodes: list[Node], width: int) -> None:
    page = squeezed("".join(plain(row) for row in layout(nodes, width)))
    at = 0
    for text in texts(nodes):
        for word in text.split():
            found = page.find(squeezed(word), at)
            assert found >= 0, word
            at = found + len(squeezed(word))


CHARACTERS = st.one_of(
    st.sampled_from(
        ".,;:!?)]}(—–’”-a b数、👍👩✔1🇩🇪❤\u200d\ufe0f\u0301\u0323\U0001f3fd\u20e3\u1160"
    ),
    st.characters(exclude_categories=["C", "Z"]),
)
INKS = st.sampled_from([Ink(), Ink(bold=True)])
PIECES = st.builds(Piece, st.text(CHARACTERS, max_size=6), INKS, kind=st.sampled_from(Kind))


@settings(PROFILE, max_examples=200)
@given(st.lists(PIECES, max_size=5), st.integers(2, 12))
def test_pieces_of_any_characters_fit(pieces: list[Piece], width: int) -> None:
    for row in wrap(words(pieces), width):
        assert cells(plain(row)) == cell_len(plain(row)) <= width
        assert sum(cell_len(run.text) for run in row) <= width


@pytest.mark.parametrize("mark", ["\u0301", "\u200d", "\ufe0f"])
@pytest.mark.parametrize("before", list(" /.-_=&?,;—»、"))
def test_no_row_is_cut_before_a_mark_that_combines(before: str, mark: str) -> None:
    text = "a" + f"bcd{before}{mark}".replace(" ", "x") * 12
    for kind in (Kind.PROSE, Kind.CODE, Kind.SOLID):
        rows = wrap(words([Piece(text, kind=kind)]), 9)
        assert not any(plain(row).startswith(mark) for row in rows)


@PROFILE
@given(tables(), WIDTHS)
def test_every_character_of_a_table_appears(table: Node, width: int) -> None:
    """Its cells stand side by side, so words that wrap are not in one piece."""
    page = Counter("".join(plain(row) for row in layout([table], width)))
    rows = table.children if len(table.children) == 1 else table.children[1:]
    cells_ = [node for row in rows for cell in row.children for node in cell.children]
    assert Counter(re.sub(r"\s", "", "".join(texts(cells_)))) <= page


@PROFILE
@given(BLOCKS, WIDTHS)
def test_no_row_begins_inside_a_cluster(nodes: list[Node], width: int) -> None:
    for row in layout(nodes, width):
        text = plain(row).lstrip(" │┃")
        assert not text or cells(text[0]) or cluster_end("x" + text, 0) == 1 or width < 12
