"""Sliders walk over numbers a person would write, up and down the same way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adamtui.core.hyper import KNOBS
from adamtui.core.scale import Ladder, ladder

LADDERS = [ladder(knob) for knob in KNOBS.values()] + [
    Ladder(-3, 5, "linear"),
    Ladder(0.05, 0.95, "linear"),
    Ladder(0, 1e6, "linear"),
    Ladder(2e-4, 0.4, "log"),
    Ladder(0.25, 0.975, "one-minus"),
    Ladder(0, 20, "whole"),
    Ladder(-7, 1797, "whole"),
]
ladders = st.sampled_from(LADDERS)


def values_of(one: Ladder) -> st.SearchStrategy[float]:
    return st.one_of(st.sampled_from(one.values), st.floats(one.values[0], one.high))


def test_learning_rates_go_by_round_factors() -> None:
    rates = ladder(KNOBS["lr"])
    assert [rates.step(0.001, n) for n in range(1, 7)] == [0.0015, 0.002, 0.003, 0.005, 0.007, 0.01]
    assert rates.step(0.001, -1) == 0.0007
    assert rates.coarse(0.003, 1) == 0.01
    assert rates.coarse(0.003, -1) == 0.001
    assert (rates.values[0], rates.values[-1]) == (1e-5, 10)


def test_memories_go_by_tenths_of_the_distance_to_one() -> None:
    memory = ladder(KNOBS["beta2"])
    assert memory.values[:3] == (0, 0.1, 0.2)
    assert memory.step(0.9, 1) == 0.91
    assert memory.step(0.99, 1) == 0.991
    assert memory.step(0.99, -1) == 0.98
    assert memory.landmarks == (0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999)


def test_what_zero_switches_off_has_a_notch_for_it() -> None:
    assert ladder(KNOBS["weight_decay"]).values[:2] == (0, 1e-6)
    assert ladder(KNOBS["eps"]).coarse(1e-12, -1) == 0
    assert ladder(KNOBS["lr"]).values[0] > 0


def test_linear_notches_are_round_and_keep_both_ends() -> None:
    assert Ladder(0, 10, "linear").values == tuple(n / 5 for n in range(51))
    assert Ladder(0.05, 0.15, "linear").values[0] == 0.05
    assert Ladder(0, 10, "linear").landmarks == tuple(range(11))


def test_whole_numbers_go_by_ones_or_evenly_over_a_long_range() -> None:
    assert Ladder(0, 20, "whole").values == tuple(range(21))
    assert Ladder(0, 20, "whole").landmarks == tuple(range(0, 21, 2))
    assert Ladder(2, 5, "whole").landmarks == (2, 3, 4, 5)
    weights = Ladder(0, 649, "whole")
    assert weights.values == tuple(range(650))
    assert weights.landmarks == tuple(round(64.9 * tenth) for tenth in range(11))
    assert len(Ladder(0, 1e6, "whole").values) == 1001


@pytest.mark.parametrize(
    ("low", "high", "scale"),
    [
        (0, 1, "log"),
        (-1, 1, "log"),
        (0, 1, "one-minus"),
        (2, 1, "linear"),
        (0, float("inf"), "linear"),
        (0.5, 3, "whole"),
    ],
)
def test_a_range_the_scale_cannot_walk_is_refused(low: float, high: float, scale: str) -> None:
    with pytest.raises(ValueError, match="scale"):
        Ladder(low, high, scale)  # type: ignore[arg-type]


@pytest.mark.parametrize("one", LADDERS, ids=str)
def test_notches_rise_and_print_short(one: Ladder) -> None:
    values = one.values
    assert all(a < b for a, b in pairwise(values))
    assert set(one.landmarks) <= set(values)
    assert all(float(f"{value:g}") == value and len(f"{value:g}") <= 7 for value in values)
    assert 15 <= len(values) <= (1002 if one.scale == "whole" else 90)


@given(ladders.flatmap(lambda one: st.tuples(st.just(one), st.sampled_from(one.values[1:-1]))))
def test_a_step_up_and_down_returns(pair: tuple[Ladder, float]) -> None:
    one, value = pair
    assert one.step(one.step(value, 1), -1) == value
    assert one.step(one.step(value, -1), 1) == value


@given(ladders.flatmap(lambda one: st.tuples(st.just(one), values_of(one), st.integers(-99, 99))))
def test_walks_stay_inside_and_go_the_right_way(walk: tuple[Ladder, float, int]) -> None:
    one, value, by = walk
    for there in (one.step(value, by), one.coarse(value, by)):
        assert one.values[0] <= there <= one.high
        assert (there - value) * by >= 0
        assert there != value or by == 0 or value in (one.values[0], one.high)


@given(ladders, st.floats(-1e9, 1e9), st.integers(-3, 3))
def test_a_value_off_the_track_never_moves_further_off(one: Ladder, value: float, by: int) -> None:
    there = one.step(value, by)
    assert (there - value) * by >= 0
    assert min(value, one.values[0]) <= there <= max(value, one.high)


@given(ladders.flatmap(lambda one: st.tuples(st.just(one), values_of(one), values_of(one))))
def test_places_keep_the_order_and_notches_their_place(three: tuple[Ladder, float, float]) -> None:
    one, a, b = three
    assert 0 <= one.place(a) <= 1
    assert (one.place(a) <= one.place(b)) or a > b
    assert one.at(one.place(a)) in one.values
    assert a not in one.values or one.at(one.place(a)) == a
