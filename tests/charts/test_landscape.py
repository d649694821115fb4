from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from adamtui.charts.contours import contours
from adamtui.charts.landscape import Heat, heat
from adamtui.charts.overlay import Trail, trail_rows
from adamtui.ink import Row, plain
from tests.charts.drawn import assert_golden, assert_size, bowl_run, cells, changed

RUN = bowl_run(200)
VIEW = ((-5.0, 5.0), (-3.0, 3.0))
SIGNED = ((2, "●"), (-2, "■"))


def bowl(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return x**2 + 10 * y**2


def rosenbrock(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def traced(
    landscape: Heat,
    points: ArrayLike,
    *,
    optima: Sequence[Sequence[float]] = (),
    joined: bool = True,
) -> list[Row]:
    return trail_rows(landscape, [Trail(points)], optima=optima, joined=joined)


def test_a_path_over_contours() -> None:
    rows = traced(contours(heat(bowl, VIEW, (40, 10))), RUN[:61], optima=[(0, 0)])
    assert_golden("contours", rows)


def test_a_path_over_heat() -> None:
    assert_golden("heat", traced(heat(bowl, VIEW, (40, 10)), RUN[:61], optima=[(0, 0)]))


def test_low_ground_is_low_and_y_points_up() -> None:
    rows = cells(heat(lambda x, y: x + 10 * y, VIEW, (20, 5)).rows)
    assert rows[4][0][1].bg == "heat-0"
    assert rows[0][19][1].fg == "heat-15"


def test_a_valley_shows_however_steep_its_walls() -> None:
    landscape = heat(rosenbrock, ((-2, 2), (-1, 3)), (40, 10))
    lowest = [sign for row in landscape.cells for sign in row if sign.ink.bg == "heat-0"]
    assert 5 <= len(lowest) <= 40


def test_rounding_noise_on_a_flat_is_no_relief() -> None:
    noise = np.random.default_rng(0).normal(size=(10, 20)) * 1e-16
    inks = {cell.ink for row in heat(lambda x, _: 1.0 + noise, VIEW, (20, 5)).cells for cell in row}
    assert len(inks) == 1


def test_undefined_ground_is_hatched_and_infinite_ground_is_highest() -> None:
    def surface(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return np.where(x < -2, np.nan, np.where(x > 2, np.inf, y))

    for row in cells(heat(surface, VIEW, (20, 5)).rows):
        assert row[0][0] == "░"
        assert row[19][1].bg == "heat-15"


def test_a_surface_that_is_one_number() -> None:
    assert_size(list(heat(lambda x, y: 3, VIEW, (20, 5)).rows), (20, 5))


def test_marks() -> None:
    rows = cells(traced(heat(bowl, VIEW, (40, 10)), RUN[:41], optima=[(0, 0)]))
    signs = {
        sign: (row, column)
        for row, line in enumerate(rows)
        for column, (sign, _) in enumerate(line)
    }
    assert signs["○"] == (1, 4)
    assert signs["✕"] == (4, 20)
    assert rows[signs["●"][0]][signs["●"][1]][1].fg == "mark"
    assert plain(traced(heat(bowl, VIEW, (40, 10)), RUN[:41])[-1]).rstrip() == ("x −5…5  y −3…3")


@pytest.mark.parametrize(
    ("point", "arrow", "row", "column"),
    [
        ((9, 0), "→", 2, 19),
        ((-9, 0), "←", 2, 0),
        ((0, 9), "↑", 0, 10),
        ((0, -np.inf), "↓", 4, 10),
        ((1e308, 1), "→", 1, 19),
    ],
)
def test_a_point_out_of_sight_is_an_arrow_at_the_edge(
    point: tuple[float, float], arrow: str, row: int, column: int
) -> None:
    rows = cells(traced(heat(bowl, VIEW, (20, 5)), [(1, 1), point]))
    sign, ink = rows[row][column]
    assert (sign, ink.fg) == (arrow, "mark")


def test_what_is_not_joined_is_dots() -> None:
    path = [(-4, 0), (-2, 0), (0, 0), (2, 0)]
    landscape = contours(heat(lambda x, y: 0, VIEW, (20, 5)))
    dots = traced(landscape, path, joined=False)
    assert plain(dots[2]).split() == ["○", "⠄", "⠄", "●"]


def test_of_several_paths_each_has_its_ink_and_the_sign_of_the_last_is_on_top() -> None:
    ends = [Trail([(-4, y), (2, 0)], f"series-{k}", sign, "") for k, (y, sign) in enumerate(SIGNED)]
    rows = cells(trail_rows(contours(heat(lambda x, y: 0, VIEW, (20, 5))), ends))
    signs = [(sign, ink.fg) for row in rows for sign, ink in row]
    assert ("■", "series-1") in signs
    assert "●" not in [sign for sign, _ in signs]
    assert {"series-0", "series-1"} <= {ink for _, ink in signs}


def test_a_line_joins_the_points() -> None:
    landscape = contours(heat(lambda x, y: 0, VIEW, (20, 5)))
    line = plain(traced(landscape, [(-4, 0), (2, 0)])[2]).strip()
    assert (line[0], line[-1]) == ("○", "●")
    assert " " not in line


def test_a_step_repaints_few_cells() -> None:
    landscape = heat(bowl, VIEW, (40, 10))
    drawn = [traced(landscape, RUN[: t + 1], optima=[(0, 0)]) for t in range(200)]
    counts = [count for pair in pairwise(drawn) if (count := changed(*pair))]
    assert len(counts) > 15
    assert np.median(counts) <= 6


NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@settings(deadline=None, max_examples=80)
@given(
    size=st.tuples(st.integers(0, 60), st.integers(0, 14)),
    view=st.tuples(st.tuples(NUMBERS, NUMBERS), st.tuples(NUMBERS, NUMBERS)),
    points=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=8),
)
def test_a_landscape_has_the_size_asked_for_whatever_the_path(
    *,
    size: tuple[int, int],
    view: tuple[tuple[float, float], tuple[float, float]],
    points: list[tuple[float, float]],
) -> None:
    for surface in (bowl, lambda x, y: np.log(x) / y):
        landscape = heat(surface, view, size)
        for ground in (landscape, contours(landscape)):
            rows = traced(ground, points, optima=points[:1])
            assert_size(rows, size)
