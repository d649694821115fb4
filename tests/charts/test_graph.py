from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from adamtui.charts.axes import GUTTER, log_axis
from adamtui.charts.graph import Graph, Mark, drawn, graph
from adamtui.ink import Row, plain
from tests.charts.drawn import assert_golden, assert_size, cells

VIEW = ((-2.0, 2.0), (0.0, 3.0))
SIZE = (47, 12)


def inked(rows: list[Row], ink: str) -> list[tuple[int, int]]:
    """(row, column) of every drawn cell of one ink."""
    return [
        (y, x)
        for y, line in enumerate(cells(rows))
        for x, (sign, used) in enumerate(line)
        if used.fg == ink and sign != " " and y and x >= GUTTER
    ]


def test_a_curve_with_its_tangent_and_parabola() -> None:
    rows = graph(
        [
            Graph("parabola", lambda t: 1 + t / 2 + 0.625 * t**2, "series-2"),
            Graph("tangent", lambda t: 1 + t / 2, "series-1"),
            Graph("M(t)", lambda t: np.exp(t / 2 + t**2 / 2)),
        ],
        VIEW,
        SIZE,
        marks=[Mark(0, 1)],
        walls=[1.5],
        under=0.0,
    )
    assert_golden("tangent", rows)


def test_an_area_reaches_down_to_0_on_either_side() -> None:
    rows = graph([Graph("sin", np.sin, filled=True)], ((0.0, 6.3), (-1.0, 1.0)), (40, 11))
    assert_golden("area", rows)


def test_what_lies_beyond_the_top_is_drawn_to_the_edge_and_no_further() -> None:
    rows = graph([Graph("", lambda t: np.exp(900 * t))], VIEW, SIZE)
    drawn = inked(rows, "series-0")
    # exp(900 t) leaves within one column, after t = 0; it is inf from t = 0.8 on.
    assert {y for y, _ in drawn} == set(range(1, SIZE[1] - 1))
    assert max(x for _, x in drawn) <= GUTTER + (SIZE[0] - GUTTER) // 2


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 3.5, -0.5])
def test_what_is_never_in_sight_leaves_the_field_empty(value: float) -> None:
    rows = graph([Graph("", lambda t: np.full(t.shape, value))], VIEW, SIZE)
    assert inked(rows, "series-0") == []


def test_a_gap_is_not_bridged() -> None:
    def stepped(t: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(np.abs(t) < 0.5, np.nan, np.where(t < 0, 0.5, 2.5))

    drawn = inked(graph([Graph("", stepped)], VIEW, SIZE), "series-0")
    assert len({y for y, _ in drawn}) == 2


def test_a_jump_is_drawn_as_one_line() -> None:
    drawn = inked(graph([Graph("", lambda t: np.where(t < 0, 0.5, 2.5))], VIEW, SIZE), "series-0")
    ys = sorted({y for y, _ in drawn})
    assert ys == list(range(ys[0], ys[-1] + 1))


def test_marks_lie_over_everything_and_outside_points_are_left_out() -> None:
    marks = [Mark(0, 1), Mark(9, 1), Mark(0, 9)]
    rows = graph([Graph("", lambda t: np.ones(t.shape))], VIEW, SIZE, marks=marks)
    assert "".join(map(plain, rows)).count("●") == 1


@settings(deadline=None, max_examples=60)
@given(
    size=st.tuples(st.integers(0, 70), st.integers(0, 20)),
    x=st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)),
    y=st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)),
    values=st.lists(st.floats(allow_nan=True, allow_infinity=True), min_size=1, max_size=9),
    filled=st.booleans(),
)
def test_a_graph_has_the_size_asked_for_whatever_it_shows(
    size: tuple[int, int],
    x: tuple[float, float],
    y: tuple[float, float],
    values: list[float],
    filled: bool,
) -> None:
    view = ((x[0], x[0] + x[1]), (y[0], y[0] + y[1]))
    shown = Graph("f", lambda t: np.resize(np.array(values), t.shape), filled=filled)
    marks = [Mark(value, value) for value in values]
    assert_size(graph([shown], view, size, marks=marks, walls=values, under=values[0]), size)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 4, "1 10 100 1000 1e4"),
        (0, np.log10(5000), "1 10 100 1000"),
        (-1, 1, "0.1 0.2 0.5 1 2 5 10"),
        (np.log10(11), np.log10(19), "12 14 16 18"),
        (-3, 12, "0.001 1 1000 1e6 1e9 1e12"),
        (-100, 100, "1e-100 1e-50 1 1e50 1e100"),
    ],
)
def test_a_logarithmic_axis_has_round_labels_where_they_belong(
    low: float, high: float, told: str
) -> None:
    scale = log_axis(low, high, 7)
    assert (scale.low, scale.high) == (low, high)
    assert list(scale.labels) == told.split()
    assert scale.ticks == pytest.approx([np.log10(float(text)) for text in told.split()])


def test_power_laws_are_straight_on_logarithmic_axes() -> None:
    ground = drawn(
        [Graph("1/√t", lambda u: -u / 2, exact=True)],
        ((0.0, 4.0), (-2.0, 0.0)),
        SIZE,
        logs=(True, True),
    )
    assert_golden("power-law", ground.rows([Mark(2.0, -1.0)], under=2.0, upright=2.0))


def test_marks_come_and_go_over_graphs_drawn_once() -> None:
    ground = drawn([Graph("sin", np.sin)], ((0.0, 6.3), (-1.0, 1.0)), SIZE)
    bare = ground.rows()
    assert ground.rows([Mark(1.0, 0.5)], under=1.0, upright=3.0) != bare
    assert ground.rows() == bare
    with pytest.raises(ValueError, match="less than"):
        drawn([], VIEW, (3, 3))


def test_an_exact_graph_has_every_swing_and_no_line_across_a_jump() -> None:
    swings = Graph("", lambda t: 1.5 + np.sin(5000 * t), exact=True)
    drawn_cells = inked(graph([swings], VIEW, SIZE), "series-0")
    # Two thirds of the height, in every column.
    assert len(drawn_cells) > 0.55 * (SIZE[0] - GUTTER) * (SIZE[1] - 2)
    step = Graph("", lambda t: np.where(t < 0.123, 0.5, 2.5), exact=True)
    assert len({y for y, _ in inked(graph([step], VIEW, SIZE), "series-0")}) == 2
