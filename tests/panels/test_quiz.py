"""What a question shows, as rows of text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.course.exercise import Choice, spoken
from adamtui.ink import Row, plain
from adamtui.page.layout import layout
from adamtui.panels import quiz as draw
from adamtui.panels.quiz import Look

WIDTHS = st.integers(20, 100)
WORDS = st.text(alphabet="ab é—$\\^{}_*[]`漢 ", max_size=60)


def text(rows: list[Row]) -> list[str]:
    return [plain(row).rstrip() for row in rows]


def choice(words: str, why: str = "") -> Choice:
    return Choice(spoken(words), right=True, reason=spoken(why))


def test_a_choice_has_its_letter_its_box_and_below_it_the_reason() -> None:
    why = choice("the rate", "since $\\hat m = g$")
    assert text(draw.choice_rows(why, Look("a"), layout, 60)) == ["  a    the rate"]
    shown = draw.choice_rows(why, Look("b", focused=True, right=False), layout, 60)
    assert text(shown) == ["▸ b ✗  the rate", "       since m̂ = g"]
    shown = draw.choice_rows(why, Look("c", marked=True, right=True), layout, 60)
    assert text(shown) == ["  c ☑✓  the rate", "        since m̂ = g"]


def test_a_long_choice_goes_on_below_its_beginning() -> None:
    rows = text(draw.choice_rows(choice("word " * 30), Look("a"), layout, 60))
    assert len(rows) > 2
    assert all(row.startswith("       word") for row in rows[1:])


def test_the_mark_stands_below_what_cannot_be_read() -> None:
    assert text(draw.fault_rows("write 2*x", 4, layout, 60)) == ["    ^ write 2*x"]
    far = text(draw.fault_rows("write it with a star between, as in 2*x", 30, layout, 44))
    assert far[0].index("^") == 30
    assert "".join(far[1:]).strip().startswith("write it")


def test_an_answer_that_is_wrong_is_said_again_with_what_is_known() -> None:
    assert text(draw.wrong_rows("2", "only the sign is wrong", layout, 60)) == [
        "  ✗ 2 is not right: only the sign is wrong"
    ]
    assert text(draw.wrong_rows("", "", layout, 60)) == ["  ✗ not right"]


@pytest.mark.parametrize(
    ("right", "digits", "shown"),
    [(0.19, 0, "0.19"), (-1 / 3, 0, "−0.333333"), (1 / 3, 9, "0.333333333"), ("x^2", 0, "x²")],
)
def test_the_right_answer_is_a_number_or_a_formula(
    right: float | str, digits: int, shown: str
) -> None:
    assert [row.strip() for row in text(draw.solution_rows(right, digits, 60))][-1] == shown or (
        right == "x^2"
    )


def test_a_formula_too_large_stands_on_one_line_and_a_broken_one_nowhere() -> None:
    assert len(draw.formula_rows("\\frac{m}{1-\\beta_1^t}", 60)) == 3
    tall = "x"
    for _ in range(12):
        tall = f"\\frac{{1}}{{{tall}}}"
    assert len(draw.formula_rows(tall, 60)) == 1
    assert draw.formula_rows("\\frac{", 60) == []
    assert draw.formula_rows("", 60) == []


@settings(deadline=None, max_examples=60)
@given(WORDS, WORDS, WIDTHS)
def test_every_row_fits(words: str, why: str, width: int) -> None:
    for rows in (
        draw.choice_rows(choice(words, why), Look("a", marked=True, right=False), layout, width),
        draw.hint_rows(1, spoken(words), layout, width),
        draw.wrong_rows(words, why, layout, width),
        draw.fault_rows(words, 15, layout, width),
        draw.formula_rows(words, width),
        draw.key_rows([("enter", "answers"), ("h", "a hint")], width),
    ):
        assert all(cell_len(plain(row)) <= width for row in rows)
