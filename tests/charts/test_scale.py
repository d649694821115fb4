import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.charts.scale import linear_scale, log_scale, short

NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0, 1, ["0", "0.5", "1.0"]),
        (0, 0.003, ["0", "1e-3", "2e-3", "3e-3"]),
        (0, 24_000, ["0", "10k", "20k", "30k"]),
        (0, 3e6, ["0", "1M", "2M", "3M"]),
        (-0.05, 0.05, ["−0.05", "0", "0.05"]),
        (0, 2e15, ["0", "1e15", "2e15"]),
        (0, 3e-12, ["0", "1e-12", "2e-12", "3e-12"]),
        (2.99999, 3.00001, ["−1e-5", "3", "+1e-5"]),
    ],
)
def test_labels(low: float, high: float, labels: list[str]) -> None:
    assert list(linear_scale(low, high, 3).labels) == labels


@settings(max_examples=200)
@given(NUMBERS, NUMBERS, st.integers(1, 12))
def test_a_scale_holds_its_data_and_its_labels_fit(low: float, high: float, count: int) -> None:
    scale = linear_scale(low, high, count)
    assert scale.low < scale.high
    assert math.isfinite(scale.high - scale.low)
    assert 2 <= len(scale.ticks) <= count + 3
    assert all(len(label) <= 6 for label in scale.labels)
    if max(abs(low), abs(high)) < 1e299 and low < high:
        slack = 1e-8 * (scale.high - scale.low)
        assert scale.low - slack <= low < high <= scale.high + slack


@settings(max_examples=100)
@given(st.floats(-324, 308), st.floats(-324, 308), st.integers(1, 12))
def test_a_log_scale_rests_on_whole_decades(a: float, b: float, count: int) -> None:
    scale = log_scale(min(a, b), max(a, b), count)
    assert scale.low == int(scale.low) < scale.high == int(scale.high)
    assert all(len(label) <= 6 for label in scale.labels)


def test_short_numbers() -> None:
    assert [short(x) for x in (-0.5, 1e5, 3, 1e-7)] == ["−0.5", "1e5", "3", "1e-7"]
