"""The regret is the running sum of what each loss exceeds the best fixed point's by."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.trace import Trace


def recorded(steps: int, *, limit: int | None = None, **asked: object) -> Trace:
    run = Plan(**asked).resolve()  # type: ignore[arg-type]
    trace = Trace(run) if limit is None else Trace(run, limit=limit)
    trace.extend_to(steps)
    return trace


def test_it_sums_the_losses_above_the_best_ones() -> None:
    trace = recorded(50, problem="reddi", settings={"C": 5.0})
    best = [-5.0 if t % 3 == 1 else 1.0 for t in range(1, 51)]
    losses = trace.series("loss", 0, 1, 50)[1]
    ts, regret = trace.series("regret", 0, 1, 50)
    assert ts.tolist() == list(range(1, 51))
    assert regret == pytest.approx(np.cumsum(losses - best), abs=1e-12)
    assert trace.step(50).regret == regret[-1]


def test_it_is_nothing_at_the_start_and_unknown_without_a_best_point() -> None:
    assert recorded(1, problem="reddi").step(0).regret == 0
    assert np.isnan(recorded(1, problem="saddle").step(1).regret)
    assert np.isnan(recorded(1, fn="x**2").step(1).regret)


def test_it_survives_a_history_that_is_replayed() -> None:
    dense, sparse = (
        recorded(3000, limit=limit, rule="amsgrad", problem="reddi-random") for limit in (None, 1)
    )
    assert sparse.series("regret", 0, 1, 3000)[0].size < 3000
    for t in (1, 777, 2999, 3000):
        assert sparse.step(t).regret == dense.step(t).regret


def test_a_fork_goes_on_counting() -> None:
    trace = recorded(40, problem="bowl")
    fork = trace.fork(30, trace.run)
    fork.extend_to(40)
    assert fork.step(40).regret == trace.step(40).regret


def test_a_fork_of_a_regret_that_has_overflowed_does_not_begin_anew() -> None:
    trace = recorded(600, problem="bowl", rule="sgd", settings={"lr": 1.0})
    assert np.isnan(trace.step(600).regret)
    fork = trace.fork(600, trace.run)
    fork.extend_to(601)
    assert np.isnan(fork.step(600).regret)
    assert np.isnan(fork.step(601).regret)
