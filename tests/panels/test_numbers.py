"""Numbers in a column read back as what they are, their points one below the other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adamtui.panels.numbers import BEFORE, aligned, brief, in_columns, written

NARROWEST = BEFORE + 7
"""Cells of a column of the ledger, at least."""
values = st.floats(-1e308, 1e308)
usual = st.floats(-999_999, 999_999).filter(lambda v: v == 0 or abs(v) >= 1e-4)


@given(values)
def test_a_written_number_reads_back_to_eleven_digits(value: float) -> None:
    assert float(written(value)) == pytest.approx(value, rel=1e-10, abs=1e-307)
    assert "e" in written(value) or math.isclose(float(written(value)), value, abs_tol=5e-12)


@given(values, st.integers(NARROWEST, 40))
def test_a_cell_is_as_wide_as_it_was_made_and_tells_the_size(value: float, width: int) -> None:
    text = aligned(value, width)
    assert len(text) == width
    assert float(text) == pytest.approx(value, rel=0.1, abs=1e-307)


@given(usual, st.integers(NARROWEST, 40))
def test_the_point_is_always_in_one_column(value: float, width: int) -> None:
    text = aligned(value, width).rstrip()
    assert "e" not in text
    assert text.find(".") in (-1, BEFORE)
    if "." not in text:
        assert len(text) == BEFORE


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (0.0072360000036, "0.0072360000036"),
        (1.894736842631, "1.89473684263"),
        (9.09e-05, "9.09e-05"),
        (-1e300, "-1e+300"),
        (math.inf, "inf"),
        (-math.inf, "-inf"),
        (math.nan, "nan"),
    ],
)
def test_a_number_is_written_without_what_says_nothing(value: float, text: str) -> None:
    assert written(value) == text


def test_what_is_no_number_stands_before_the_point() -> None:
    assert aligned(math.inf, 14) == "    inf       "
    assert aligned(math.nan, 14) == "    nan       "


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.001, "0.001"), (-2.5, "−2.5"), (1e-8, "1e−8"), (1e30, "1e+30"), (math.inf, "inf")],
)
def test_a_number_in_a_sentence_is_short(value: float, text: str) -> None:
    assert brief(value) == text


@given(
    st.lists(st.one_of(values, st.sampled_from([-9.0909e-05, 90909.0, -123456.789])), min_size=2),
    st.integers(11, 40),
    st.sampled_from([4, BEFORE]),
)
def test_numbers_side_by_side_can_be_told_apart(row: list[float], width: int, before: int) -> None:
    texts = in_columns(row, width, before)
    assert {len(text) for text in texts} == {width}
    found = [float(word) for word in "".join(texts).split()]
    assert found == pytest.approx(row, rel=0.6, abs=1e-307)
