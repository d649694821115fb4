"""However long a run is, any update of it can be read, and little is kept."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.history import Array, History
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace

WIDTH = 3
SMALL = 64 * WIDTH * 8


def row(t: int) -> Array:
    return np.array([t, math.sin(t), 1.0 / (t + 1)])


class Counted:
    """A history of `row(t)`, with what replaying costs."""

    def __init__(self, limit: int = SMALL) -> None:
        self.replayed = 0
        self.beyond = 0
        self.history = History(row(0), self.replay, limit)

    def replay(self, t: int, before: Array, count: int) -> Array:
        assert np.array_equal(before, row(t))
        self.replayed += count
        self.beyond = max(self.beyond, t + count)
        return np.array([row(t + i) for i in range(1, count + 1)]).reshape(count, WIDTH)

    def extend_to(self, t: int) -> None:
        last = len(self.history)
        if t > last:
            self.history.extend(np.array([row(i) for i in range(last + 1, t + 1)]))


def test_every_row_is_kept_while_they_fit() -> None:
    counted = Counted(limit=2**20)
    counted.extend_to(5000)
    assert counted.history.stride == 1
    assert all(np.array_equal(counted.history[t], row(t)) for t in range(5001))
    assert counted.replayed == 0


@pytest.mark.parametrize("last", [63, 64, 65, 127, 128, 1000, 4096, 10_000, 65_537])
def test_beyond_the_limit_about_the_root_of_all_rows_are_kept(last: int) -> None:
    counted = Counted()
    counted.extend_to(last)
    kept = len(counted.history.column(0, 0, last)[0])
    assert len(counted.history) == last
    if last >= 64:
        assert math.sqrt(last) / 2 <= kept <= 3 * math.sqrt(last)
        assert counted.history.stride <= 2 * math.sqrt(last)


def test_one_read_replays_no_more_than_a_stretch() -> None:
    counted = Counted()
    counted.extend_to(10_000)
    assert np.array_equal(counted.history[7_777], row(7_777))
    assert 0 < counted.replayed < counted.history.stride
    for t in range(7_777, 7_777 - 2000, -1):
        assert np.array_equal(counted.history[t], row(t))
    assert counted.replayed < 2000 + 2 * counted.history.stride


def test_following_the_end_replays_each_row_at_most_once() -> None:
    counted = Counted()
    counted.extend_to(10_000)
    for t in range(10_000, 10_400):
        counted.extend_to(t)
        assert counted.history[t][0] == t
    assert counted.replayed <= 400 + counted.history.stride
    assert counted.beyond <= 10_400


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=40), st.booleans())
@settings(max_examples=40)
def test_random_access_while_growing(places: list[int], grow: bool) -> None:
    counted = Counted()
    counted.extend_to(0 if grow else 3000)
    for t in places:
        if grow:
            counted.extend_to(t)
        assert np.array_equal(counted.history[t], row(t))
    assert counted.beyond <= len(counted.history)


@given(st.lists(st.integers(0, 400), max_size=12), st.integers(0, 4000), st.integers(0, 4000))
@settings(max_examples=40)
def test_a_column_has_kept_rows_and_the_last_however_it_grew(
    slices: list[int], first: int, last: int
) -> None:
    counted = Counted()
    for count in slices:
        counted.extend_to(len(counted.history) + count)
    ts, values = counted.history.column(1, first, last)
    stride, end = counted.history.stride, min(last, len(counted.history))
    kept = {*range(0, end + 1, stride), end}
    assert ts.tolist() == sorted(t for t in kept if t >= first)
    assert values.tolist() == [math.sin(t) for t in ts]
    assert counted.replayed < stride


def test_rows_are_read_only_and_end_where_the_run_does() -> None:
    counted = Counted()
    counted.extend_to(100)
    for t in (0, 64, 99):
        with pytest.raises(ValueError, match="read-only"):
            counted.history[t][0] = 5.0
    for t in (-1, 101):
        with pytest.raises(IndexError, match=f"update {t} is not recorded; 0 to 100 are"):
            counted.history[t]


@pytest.mark.parametrize("rule", ["adam", "amsgrad", "nesterov", "adagrad"])
def test_a_long_run_reads_bit_for_bit_like_one_kept_whole(rule: str) -> None:
    run = Plan(rule=rule, fn="x**2 + 10*y**2").resolve()
    whole, thinned = Trace(run), Trace(run, limit=4096)
    for trace in (whole, thinned):
        trace.extend_to(1500)
    for t in np.random.default_rng(0).integers(0, 1501, 200).tolist():
        kept, replayed_ = whole.step(t), thinned.step(t)
        assert kept.values.keys() == replayed_.values.keys()
        for name, value in kept.values.items():
            assert np.asarray(value).tobytes() == np.asarray(replayed_.values[name]).tobytes()
    assert thinned.series("theta", 0, 0, 1500)[0].size < 3 * math.sqrt(1500)


def test_the_last_of_many_given_gradients_can_be_read() -> None:
    gradients = np.random.default_rng(1).normal(size=(1001, 2))
    trace = Trace(Plan("sgd", settings={"lr": 1.0}).on(replayed(gradients)), limit=4096)
    trace.extend_to(1001)
    np.testing.assert_allclose(trace.step(1001).values["theta"], -gradients.sum(axis=0))


def test_a_forks_rows_are_replayed_from_the_fork() -> None:
    trace = Trace(Plan().resolve(), limit=4096)
    trace.extend_to(700)
    fork = trace.fork(500, trace.run)
    fork.extend_to(1500)
    trace.extend_to(1500)
    for t in (501, 502, 777, 1499):
        ours, theirs = trace.step(t).values["theta"], fork.step(t).values["theta"]
        assert ours.tobytes() == theirs.tobytes()
