import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.charts.series import decimate

VALUES = st.lists(st.floats(-1e6, 1e6) | st.just(np.nan), min_size=1, max_size=200)


@settings(deadline=None, max_examples=80)
@given(VALUES, st.integers(1, 40))
def test_thinning_keeps_the_extremes_and_two_points_a_column(
    values: list[float], columns: int
) -> None:
    xs, ys = np.arange(float(len(values))), np.array(values)
    few_xs, few_ys = decimate(xs, ys, columns)
    assert len(few_xs) <= 2 * columns
    assert np.all(np.diff(few_xs) > 0)
    np.testing.assert_array_equal(few_ys, ys[few_xs.astype(int)])
    assert np.fmin.reduce(few_ys) == np.fmin.reduce(ys) or np.isnan(ys).all()
    assert np.fmax.reduce(few_ys) == np.fmax.reduce(ys) or np.isnan(ys).all()


@settings(deadline=None, max_examples=40)
@given(VALUES)
def test_under_a_fixed_span_a_new_point_changes_the_last_column_only(values: list[float]) -> None:
    xs, ys = np.arange(float(len(values))), np.array(values)
    before, _ = decimate(xs[:-1], ys[:-1], 10, span=(0, 200))
    after, _ = decimate(xs, ys, 10, span=(0, 200))
    settled = 20 * (xs[-1] // 20)
    assert before[before < settled].tolist() == after[after < settled].tolist()


def test_a_column_of_nan_stays_a_gap() -> None:
    xs, ys = np.arange(100.0), np.ones(100)
    ys[40:60] = np.nan
    _, few = decimate(xs, ys, 10)
    assert np.isnan(few).sum() == 2


def test_nothing_stays_nothing() -> None:
    assert len(decimate(np.array([]), np.array([]), 5)[0]) == 0
