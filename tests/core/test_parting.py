"""The first update, line and element in which two runs differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.history import Array
from adamtui.core.parting import Parting, Search
from adamtui.core.plan import Plan
from adamtui.core.problem import Problem
from adamtui.core.problems import problem
from adamtui.core.trace import Trace

ROW_BYTES = 8 * (1 + 2 * 7)


def disturbed(t: int, coordinate: int, by: float) -> Problem:
    """The bowl, whose slope in one update and coordinate is off by a little."""
    bowl = problem("bowl")

    def gradient(theta: Array, now: int) -> Array:
        slope = bowl.gradient(theta, now).copy()
        slope[coordinate] += by * (now == t)
        return slope

    return replace(bowl, gradient=gradient)


def traces(where: Problem, last: int, limit: int = 2**20) -> tuple[Trace, Trace]:
    found = tuple(Trace(Plan().on(each), limit=limit) for each in (problem("bowl"), where))
    for trace in found:
        trace.extend_to(last)
    return found[0], found[1]


def parting(a: Trace, b: Trace, last: int, **options: float) -> Parting | None:
    return Search(a, b, **options).up_to(last)


@given(st.integers(1, 300), st.integers(0, 1), st.sampled_from([2**20, 40 * ROW_BYTES]))
@settings(max_examples=20, deadline=None)
def test_the_disturbance_is_found_where_it_was_made(t: int, coordinate: int, limit: int) -> None:
    a, b = traces(disturbed(t, coordinate, 1e-3), 300, limit)
    found = parting(a, b, 300)
    assert found is not None
    assert (found.t, found.line, found.coordinate) == (t, "g", coordinate)
    assert found.values == tuple(trace.step(t).values["g"][coordinate] for trace in (a, b))


def test_no_difference_is_none_and_one_within_the_tolerance_too() -> None:
    a, b = traces(disturbed(5, 0, 0.0), 50)
    assert parting(a, b, 50) is None
    a, b = traces(disturbed(5, 0, 1e-3), 50)
    assert parting(a, b, 4) is None
    assert parting(a, b, 50, rtol=0.5) is None


def test_a_search_may_grow_and_go_back() -> None:
    a, b = traces(disturbed(20, 1, 1e-3), 40)
    search = Search(a, b)
    assert [search.up_to(t) is None for t in (10, 19, 20, 40, 15)] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_once_they_have_parted_nothing_more_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = traces(disturbed(20, 1, 1e-3), 40)
    search = Search(a, b)
    found = search.up_to(30)
    assert found is not None
    for trace in (a, b):
        monkeypatch.setattr(trace, "block", lambda *_: pytest.fail("looked again"))
    assert search.up_to(40) == found
    assert search.up_to(19) is None


def test_runs_that_diverge_alike_do_not_part() -> None:
    plan = Plan(rule="sgd", fn="x**4", start=(5.0,), settings={"lr": 1.0})
    a, b = Trace(plan.resolve()), Trace(plan.resolve())
    for trace in (a, b):
        trace.extend_to(20)
    assert np.isnan(a.step(20).values["theta"]).all()
    assert parting(a, b, 20) is None


def test_lines_of_one_alone_are_left_out() -> None:
    adam, keras = (Trace(Plan(convention=name).resolve()) for name in ("pytorch", "keras"))
    for trace in (adam, keras):
        trace.extend_to(3)
    found = parting(adam, keras, 3)
    assert found is not None
    assert found.line == "delta"
    assert found.values[0] == pytest.approx(found.values[1], rel=1e-6)


def test_a_value_that_crosses_zero_is_no_parting() -> None:
    """The two forms without ε are one formula; their θ is rounded at the size that it had."""
    plans = (Plan(settings={"eps": 0.0}, convention=name) for name in ("pytorch", "keras"))
    a, b = (Trace(plan.resolve()) for plan in plans)
    for trace in (a, b):
        trace.extend_to(200)
    assert parting(a, b, 200) is None


def test_buffers_that_mean_another_thing_are_not_compared() -> None:
    a, b = (Trace(Plan("momentum", convention=name).resolve()) for name in ("pytorch", "keras"))
    for trace in (a, b):
        trace.extend_to(50)
    assert a.step(1).values["b"][0] != b.step(1).values["b"][0]
    assert parting(a, b, 50) is None
