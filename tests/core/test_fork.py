"""A fork differs by its rule alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.fork import Fork, forked
from adamtui.core.plan import Plan, PlanError
from adamtui.core.problem import Problem
from adamtui.core.replayed import replayed
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace

SEPARATING = replayed(np.array([[10.0], *[[0.1]] * 9])).at((1.0,))
"""FACTS §2: a gradient of 10, then nine of 0.1."""


def run(plan: Plan, steps: int, where: Problem | None = None) -> Trace:
    trace = Trace(plan.resolve() if where is None else plan.on(where))
    trace.extend_to(steps)
    return trace


def fork(plan: Plan, t: int, steps: int, **changes: Any) -> Fork:
    """The plan's run, forked after t under the plan with changes, both `steps` updates long."""
    made = Fork(run(plan, t), t, Plan(**{**_fields(plan), **changes}))
    made.extend_to(steps)
    return made


def _fields(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in Plan.__dataclass_fields__}


@given(st.sampled_from(sorted(RULES)), st.sampled_from(["bowl", "noisy-bowl"]), st.integers(0, 30))
@settings(max_examples=30, deadline=None)
def test_a_fork_under_the_same_plan_never_parts(rule: str, problem: str, t: int) -> None:
    made = fork(Plan(rule=rule, problem=problem), t, t + 40)
    assert made.parting(made.walk.end(t + 40)) is None
    assert made.traces[1].step(t + 40).values["theta"].tolist() == (
        made.traces[0].step(t + 40).values["theta"].tolist()
    )


@given(st.integers(1, 60))
@settings(max_examples=15, deadline=None)
def test_another_beta2_parts_at_once_at_v(t: int) -> None:
    made = fork(Plan(), t, t + 5, settings={"beta2": 0.9})
    found = made.parting(made.walk.end(t + 5))
    assert found is not None
    assert (found.t, found.line, found.coordinate) == (t + 1, "v", 0)
    ours, theirs = (trace.step(t + 1).values["v"][0] for trace in made.traces)
    assert found.values == (ours, theirs)


def test_a_parting_is_told_once_its_line_is_computed() -> None:
    made = fork(Plan(), 5, 8, settings={"beta2": 0.9})
    line = made.lines.index("v") + 1
    places = [made.walk.end(6)._replace(line=each) for each in (line - 1, line)]
    assert made.parting(places[0]) is None
    assert made.parting(places[1]) is not None
    assert made.parting(made.walk.end(5)) is None


def test_the_gradients_are_those_of_the_first_run() -> None:
    made = fork(Plan(problem="noisy-bowl", seed=3), 10, 50, rule="sgd")
    first, second = made.traces
    for t in range(11, 51):
        assert second.step(t).values["g"].tolist() == first.step(t).values["g"].tolist()
    assert first.step(50).values["theta"].tolist() != second.step(50).values["theta"].tolist()
    assert second.step(30).loss != first.step(30).loss


def test_what_is_handed_over_and_what_begins_anew() -> None:
    to_rmsprop = fork(Plan(), 10, 12, rule="rmsprop")
    assert to_rmsprop.anew == ()
    to_adagrad = fork(Plan(), 10, 12, rule="adagrad", convention="optax")
    assert to_adagrad.anew == ("s",)
    assert to_adagrad.traces[1].step(10).values["s"].tolist() == [0.1, 0.1]
    keras = fork(Plan(rule="momentum"), 10, 12, convention="keras")
    assert keras.anew == ("b",)


def test_a_walk_back_ends_where_the_fork_begins() -> None:
    made = fork(Plan(), 10, 12, rule="sgd")
    assert made.walk.back(made.walk.end(11)) == made.walk.start == (10, 0)
    assert [made.place(run, made.walk.start) for run in (0, 1)] == [(10, 8), (10, 0)]


CONVENTIONS = {"adam": 0.9952160387, "amsgrad": 0.9959473843, "amsgrad optax": 0.9973394675}


@pytest.mark.parametrize(("name", "last"), CONVENTIONS.items())
def test_three_amsgrads_part_where_they_were_measured_to(name: str, last: float) -> None:
    """FACTS §2, by forks from the start."""
    rule, _, convention = name.partition(" ")
    base = Plan(settings={"beta2": 0.9, "lr": 1e-3})
    trace = run(base, 10, SEPARATING)
    plan = Plan(rule, settings=base.settings, convention=convention or "pytorch")
    made = Fork(trace, 0, plan)
    made.extend_to(10)
    assert made.traces[1].step(10).values["theta"][0] == pytest.approx(last, abs=5e-11)
    fresh = run(plan, 10, SEPARATING)
    assert made.traces[1].step(10).values["theta"] == fresh.step(10).values["theta"]


def test_epsilon_beside_the_uncorrected_root_is_another_step() -> None:
    """FACTS §2: g = 1e-9 at η = 1e-3 moves 9.09e-5 by Algorithm 1, 3.15e-6 by the ε̂ form."""
    tiny = replayed(np.array([[1e-9]]))
    settings_ = {"lr": 1e-3, "eps": 1e-8}
    made = Fork(
        run(Plan(settings=settings_), 1, tiny), 0, Plan(settings=settings_, convention="keras")
    )
    made.extend_to(1)
    found = made.parting(made.walk.end(1))
    assert found is not None
    assert found.line == "delta"
    assert [-value for value in found.values] == pytest.approx([9.09e-5, 3.15e-6], rel=1e-3)


def test_regret_goes_on_being_counted() -> None:
    base = Plan(problem="reddi", settings={"beta1": 0.0, "beta2": 1 / 17})
    made = fork(base, 100, 200, rule="amsgrad")
    before, after = (made.traces[1].step(t).regret for t in (100, 200))
    assert before == made.traces[0].step(100).regret
    assert after != made.traces[0].step(200).regret
    assert after > before


def test_what_cannot_be_forked_says_why() -> None:
    trace = run(Plan(), 5)
    with pytest.raises(PlanError, match="beta1 must be"):
        forked(trace, 5, Plan(settings={"beta1": 2.0}))
    with pytest.raises(IndexError, match="update 6 is not recorded"):
        forked(trace, 6, Plan())
