from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.charts.curve import curve, plain_curve
from adamtui.ink import Row, plain
from tests.charts.drawn import assert_golden, assert_size


def signs(rows: list[Row], ink: str) -> str:
    return "".join(run.text for row in rows for run in row if run.ink.fg == ink)


def test_a_walk_down_a_parabola() -> None:
    xs = 0.8 ** np.arange(12)
    assert_golden("parabola", curve(np.square, (-1.5, 1.5), (40, 9), xs, now=8, optima=[0]))


def test_a_pole_does_not_flatten_the_rest() -> None:
    assert_golden("pole", curve(lambda x: 1 / x**2, (-3, 3), (40, 9), [2, 1], now=1))


def test_marks_are_on_the_curve() -> None:
    rows = curve(np.abs, (-4, 4), (41, 9), [3, 2, 1], now=1, optima=[0])
    assert signs(rows, "mark") == "●"
    assert signs(rows, "good") == "✕"
    assert signs(rows, "path") == "○"
    assert plain(rows[7])[20] == "✕"


def test_a_visited_point_is_inked_and_leaves_the_curve_whole() -> None:
    rows = curve(np.abs, (-4, 4), (41, 9), [3, 2, 1], now=2)
    assert len(signs(rows, "path").replace("○", "")) == 1


def test_a_point_out_of_sight_is_an_arrow() -> None:
    assert "→" in signs(curve(np.abs, (-4, 4), (41, 9), [3, 50], now=1), "mark")


def test_undefined_parts_are_left_out() -> None:
    rows = plain_curve(np.log, (-4, 4), (40, 5)).rows
    assert all(not plain(row)[:20].strip() for row in rows)
    assert any(plain(row)[20:].strip() for row in rows)


NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@settings(deadline=None, max_examples=80)
@given(
    size=st.tuples(st.integers(0, 60), st.integers(0, 14)),
    view=st.tuples(NUMBERS, NUMBERS),
    xs=st.lists(NUMBERS, max_size=8),
    now=st.integers(-2, 10),
)
def test_a_curve_has_the_size_asked_for_whatever_the_path(
    size: tuple[int, int], view: tuple[float, float], xs: list[float], now: int
) -> None:
    for surface in (np.square, np.exp, lambda x: np.sqrt(x) / x, lambda x: 3):
        assert_size(curve(surface, view, size, xs, now=now, optima=xs[:1]), size)
