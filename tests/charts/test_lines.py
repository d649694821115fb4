from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.charts.lines import Series, line_chart, page_window
from adamtui.ink import Row, plain
from tests.charts.drawn import assert_golden, assert_size, bowl_run, changed

T = np.arange(131)
RUN = [
    Series("adam", T, 10 * np.exp(-T / 30) * np.cos(T / 6) ** 2, "series-0"),
    Series("sgd", T, 8 * np.exp(-T / 60), "series-1"),
]


def test_a_run_in_progress() -> None:
    assert_golden("run", line_chart(RUN, (40, 9), title="loss", window=page_window(130), cursor=47))


def test_a_log_axis() -> None:
    rows = line_chart(RUN, (60, 12), title="loss", log_y=True, window=page_window(130), cursor=100)
    assert_golden("log", rows)


def test_the_smallest_chart() -> None:
    assert_golden(
        "smallest", line_chart(RUN, (12, 4), title="loss", window=page_window(130), cursor=9)
    )


def test_a_series_that_stops_being_a_number_and_one_that_runs_away() -> None:
    still = Series("still", T, np.where(T > 60, np.nan, 3.0))
    away = Series("away", T, np.exp2(np.minimum(8.0 * T, 1020.0)), "series-1")
    assert_golden(
        "diverged", line_chart([still, away], (40, 9), window=page_window(130), cursor=100)
    )


def test_differences_too_small_for_plain_labels() -> None:
    assert_golden("offset", line_chart([Series("m", T, 3 + 1e-5 * np.sin(T / 9))], (40, 9)))


def test_a_curve_over_negative_x() -> None:
    t = np.linspace(-1, 1, 100)
    assert_golden(
        "curve-around-zero", line_chart([Series("M", t, 15e3 * np.exp(t))], (40, 9), cursor=0)
    )


@pytest.mark.parametrize(
    ("name", "xs", "ys"),
    [
        ("nothing", [], []),
        ("one point", [3], [1e-5]),
        ("constant", [0, 1, 2], [7, 7, 7]),
        ("zero", [0, 1, 2], [0, 0, 0]),
        ("only nan", [0, 1, 2], [np.nan] * 3),
        ("only inf", [0, 1, 2], [np.inf, -np.inf, np.inf]),
        ("the largest floats", [0, 1, 2], [-1.7e308, 1.7e308, 0]),
        ("the smallest floats", [0, 1, 2], [5e-324, 1e-320, 0]),
        ("x out of order, with nan", [2, np.nan, 0, 1], [1, 2, 3, 4]),
        ("uneven lengths", [0, 1, 2], [1.0]),
    ],
)
@pytest.mark.parametrize("log_y", [False, True])
def test_odd_data_are_drawn_all_the_same(
    name: str, xs: list[float], ys: list[float], log_y: bool
) -> None:
    rows = line_chart([Series("a", xs, ys)], (30, 8), title=name, log_y=log_y, cursor=1)
    assert_size(rows, (30, 8))


def test_no_series_at_all() -> None:
    assert_size(line_chart([], (30, 8), title="loss", cursor=3), (30, 8))


NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@settings(deadline=None, max_examples=80)
@given(
    size=st.tuples(st.integers(0, 90), st.integers(0, 20)),
    ys=st.lists(st.lists(NUMBERS, max_size=12), max_size=3),
    title=st.sampled_from(["", "loss", "v̂ and a very long title that cannot fit anywhere at all"]),
    log_y=st.booleans(),
    window=st.none() | st.tuples(NUMBERS, NUMBERS),
    cursor=st.none() | NUMBERS,
)
def test_a_chart_has_the_size_asked_for_whatever_the_data(
    *,
    size: tuple[int, int],
    ys: list[list[float]],
    title: str,
    log_y: bool,
    window: tuple[float, float] | None,
    cursor: float | None,
) -> None:
    series = [Series(f"v̂{k}", range(len(y)), y, f"series-{k}") for k, y in enumerate(ys)]
    rows = line_chart(series, size, title=title, log_y=log_y, window=window, cursor=cursor)
    assert_size(rows, size)


def test_below_the_smallest_size_it_is_blank() -> None:
    for size in ((11, 9), (40, 3)):
        assert not "".join(map(plain, line_chart(RUN, size))).strip()


def test_names_and_curves_share_an_ink() -> None:
    rows = line_chart(RUN, (40, 9), title="loss")
    assert [run.ink.fg for run in rows[0] if run.text.startswith("━")] == ["series-0", "series-1"]
    assert {"series-0", "series-1"} <= {run.ink.fg for row in rows[1:] for run in row}


def test_the_labels_keep_their_place_as_values_grow() -> None:
    for factor in (1e-8, 1.0, 1e4, 1e12):
        rows = line_chart([Series("", T, factor * T)], (40, 9))
        assert all(plain(row)[6] in "│┤" for row in rows[:-1])


def test_a_gap_is_not_bridged() -> None:
    ys = np.where((T > 40) & (T < 90), np.nan, 5.0)
    body = [plain(row)[7:] for row in line_chart([Series("", T, ys)], (47, 6), window=(0, 130))]
    assert all(not row[15:26].strip() for row in body[:-1])
    assert any(row[2:10].strip() for row in body)
    assert any(row[32:38].strip() for row in body)


def test_the_cursor_is_on_every_series_and_on_the_axis() -> None:
    rows = line_chart(RUN, (40, 9), window=(0, 200), cursor=47)
    marks = [run.ink.fg for row in rows for run in row if "●" in run.text]
    assert sorted(marks) == ["series-0", "series-1"]
    assert "▲" in plain(rows[-1])


def test_a_series_out_of_sight_has_an_arrow_under_the_cursor() -> None:
    rows = line_chart([*RUN, Series("nan", T, np.full(131, np.inf), "series-2")], (40, 9), cursor=9)
    assert "↑" in plain(rows[1])


def test_a_step_repaints_few_cells() -> None:
    loss = (bowl_run(200) ** 2) @ (1, 10)

    def chart(t: int) -> list[Row]:
        series = [Series("adam", np.arange(t + 1), loss[: t + 1])]
        return line_chart(series, (40, 9), title="loss", window=page_window(t), cursor=t)

    drawn = [chart(t) for t in range(201)]
    counts = [count for pair in pairwise(drawn) if (count := changed(*pair))]
    assert len(counts) > 50
    assert np.median(counts) <= 12


@pytest.mark.parametrize(
    ("t", "page"), [(0, 20), (20, 20), (21, 50), (50, 50), (51, 100), (101, 200), (100_000, 1e5)]
)
def test_pages(t: int, page: float) -> None:
    assert page_window(t) == (0, page)


@settings(max_examples=50)
@given(st.floats(0, 1e15))
def test_every_step_is_on_its_page(t: int) -> None:
    low, high = page_window(t)
    assert low <= t <= high


def test_charts_drawn_at_once_do_not_mix() -> None:
    def draw(k: int) -> list[Row]:
        return line_chart([Series("", T, np.sin(T / (3 + k)))], (40, 9))

    alone = [draw(k) for k in range(6)]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(draw, range(6))) == alone


def test_importing_charts_loads_no_plotext() -> None:
    code = (
        "import sys, adamtui.charts.lines, adamtui.charts.curve, adamtui.charts.contours;"
        "sys.exit(any(name in sys.modules for name in ('plotext', 'textual', 'rich', 'sympy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
