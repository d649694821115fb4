"""A record is held against a run, and what differs is traced to the slip that made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from adamtui.core.agreement import Given, compared
from adamtui.core.diagnosis import Diagnosis, diagnose
from adamtui.core.engine import Engine, Run
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.rulebook import CONVENTIONS, RULES, RuleError, rule_for
from adamtui.core.slips import Slip, slipped
from adamtui.core.trace import Trace
from adamtui.core.usual_slips import slips_of
from adamtui.core.wrong_lines import wrong_lines

SETTINGS = {
    "lr": 0.1, "beta1": 0.6, "beta2": 0.8, "eps": 0.3, "weight_decay": 0.4, "mu": 0.7, "rho": 0.8,
}  # fmt: skip
STEPS = 8
RTOL = 1e-9


def planned(rule: str, convention: str = "pytorch") -> Run:
    has = rule_for(rule, convention).hyper
    kept = {name: value for name, value in SETTINGS.items() if name in has}
    return Plan(rule, start=(-1.3, 0.7), settings=kept, convention=convention).resolve()


def recorded(run: Run, lines: Sequence[str] = ("theta",), steps: int = STEPS) -> Given:
    trace = Trace(run)
    trace.extend_to(steps)
    cells = tuple((line, i) for line in lines for i in range(trace.dimension))
    columns = [trace.series(*cell, 1, steps)[1] for cell in cells]
    values = np.column_stack(columns)
    return Given(np.arange(1, steps + 1), cells, values, np.ones(values.shape, dtype=bool))


def diagnosed(run: Run, given: Given, rtol: float = RTOL) -> Diagnosis | None:
    first = compared(run, given, rtol).first
    assert first is not None
    return diagnose(run, given, rtol, first).slip


@cache
def slips(rule: str, convention: str = "pytorch") -> dict[str, Slip]:
    has = rule_for(rule, convention)
    return {slip.name: slip for slip in slips_of(has, has.hyper)}


def variants() -> list[tuple[str, str]]:
    found = []
    for rule in RULES:
        for convention in CONVENTIONS:
            try:
                rule_for(rule, convention)
            except RuleError:
                continue
            found.append((rule, convention))
    return found


SLIPS = [
    pytest.param(rule, convention, name, id=f"{rule}-{convention}-{name}")
    for rule, convention in variants()
    if convention == "pytorch" or rule_for(rule, convention).lines != RULES[rule].lines
    for name in slips(rule, convention)
]


def with_slip(run: Run, name: str) -> Run:
    slip = slips(run.rule.name, run.rule.convention)[name]
    return replace(run, rule=slipped(run.rule, slip))


ALIKE = {
    ("adamax", "m-no-power"): "t-stuck",
    ("adam", "m-stored-first"): "m-stored",
    ("adam", "v-stored-first"): "v-stored",
}
"""By rule and slip: the slip that nothing that was recorded tells from it, and that is told."""


@pytest.mark.parametrize(("rule", "convention", "name"), SLIPS)
def test_every_slip_is_told(rule: str, convention: str, name: str) -> None:
    run = planned(rule, convention)
    found = diagnosed(run, recorded(with_slip(run, name), [*run.rule.state, "theta"]))
    assert found is not None
    told = ALIKE.get((rule, name), name) if rule != "adam" else name
    assert (found.suspect.name, found.everything) == (told, True)


@pytest.mark.parametrize("name", slips("adam"))
def test_the_parameters_alone_tell_a_slip(name: str) -> None:
    run = planned("adam")
    found = diagnosed(run, recorded(with_slip(run, name)))
    assert found is not None
    assert (found.suspect.name, found.everything) == (ALIKE.get(("adam", name), name), True)
    assert len(found.others) <= 1


@pytest.mark.parametrize(("rule", "convention"), variants())
def test_a_run_agrees_with_itself(rule: str, convention: str) -> None:
    run = planned(rule, convention)
    lines = [each.name for each in Engine(run).equations[1:]]
    first, worst = compared(run, recorded(run, lines, steps=300), 0.0)
    assert first is None
    assert worst is not None
    assert worst.relative == 0


class TestOtherThanSlips:
    """Choices of other libraries, settings and rules."""

    @pytest.mark.parametrize(("rule", "other"), [("adamw", "adam_l2"), ("adam_l2", "adamw")])
    def test_decay_the_other_way(self, rule: str, other: str) -> None:
        found = diagnosed(planned(rule), recorded(planned(other)))
        assert found is not None
        assert found.suspect.name == f"rule={other}"
        assert "decoupled" in found.suspect.sentence

    def test_exchanged_betas(self) -> None:
        run = planned("adam")
        hyper = {**run.hyper, "beta1": run.hyper["beta2"], "beta2": run.hyper["beta1"]}
        found = diagnosed(run, recorded(replace(run, hyper=hyper)))
        assert found is not None
        assert found.suspect.name == "betas-exchanged"

    @pytest.mark.parametrize(("which", "says"), [("none", "no bias"), ("m", "v is not")])
    def test_a_correction_that_is_not_there(self, which: str, says: str) -> None:
        run = planned("adam")
        found = diagnosed(run, recorded(replace(run, hyper={**run.hyper, "correction": which})))
        assert found is not None
        assert says in found.suspect.sentence

    def test_another_librarys_formulas(self) -> None:
        found = diagnosed(planned("amsgrad"), recorded(planned("amsgrad", "optax"), ["v_max"]))
        assert found is not None
        assert found.suspect.name == "convention=optax"
        assert found.suspect.sentence == "the formulas are those of optax"

    def test_another_librarys_default(self) -> None:
        run = Plan("rmsprop").resolve()
        found = diagnosed(run, recorded(replace(run, hyper={**run.hyper, "rho": 0.9})))
        assert found is not None
        assert found.suspect.sentence == "ρ is 0.9, the default of optax"

    def test_another_learning_rate(self) -> None:
        run = planned("adamw")
        found = diagnosed(run, recorded(replace(run, hyper={**run.hyper, "lr": 0.03}), ["delta"]))
        assert found is not None
        assert found.suspect.sentence == "η is 0.03, not 0.1"

    def test_none_that_is_known(self) -> None:
        run = planned("adam")
        given = recorded(run)
        assert diagnosed(run, replace(given, values=given.values + 0.1)) is None


def test_it_explains_as_much_as_it_does() -> None:
    run = planned("adam")
    given = recorded(with_slip(run, "eps-in-root"))
    given.values[5:] += 0.01
    found = diagnosed(run, given)
    assert found is not None
    assert (found.suspect.name, found.updates, found.everything) == ("eps-in-root", 5, False)
    (wrong,) = wrong_lines(run, found.suspect)
    assert (wrong.line, wrong.wrong) == ("delta", "−η·m̂/√(v̂ + ε)")


@settings(max_examples=40, deadline=None)
@examples(
    t=st.integers(1, STEPS),
    line=st.sampled_from(["m", "v", "delta", "theta"]),
    element=st.integers(0, 1),
    later=st.booleans(),
)
def test_the_first_difference_is_by_update_and_then_by_line(
    t: int, line: str, element: int, later: bool
) -> None:
    run = planned("adam")
    lines = ["g", "m", "v", "delta", "theta"]
    given = recorded(run, lines)
    column = given.cells.index((line, element))
    given.values[t - 1, column] += 1e-3
    given.values[t - 1, column + 1 :] += 1.0 if later else 0.0
    given.values[t:] += 5.0
    first = compared(run, given, RTOL).first
    assert first is not None
    assert (first.t, first.line, first.coordinate) == (t, line, element)
    assert first.yours - first.expected == pytest.approx(1e-3)


def test_the_tolerance_is_of_the_largest_value_so_far() -> None:
    """A velocity that has all but died away is as exact as it was when it was large."""
    run = Plan("momentum").on(replayed(np.array([[1e3], [0.0], [0.0]])))
    given = recorded(run, ["b"], steps=3)
    scale = given.values.max()
    near = replace(given, values=given.values + 0.9e-9 * scale * np.array([[0], [0], [1]]))
    far = replace(given, values=given.values + 1.1e-9 * scale * np.array([[0], [0], [1]]))
    assert compared(run, near, RTOL).first is None
    found = compared(run, far, RTOL).first
    assert found is not None
    assert found.relative == pytest.approx(1.1e-9, rel=1e-3)


def test_what_is_not_finite_agrees_with_its_like_alone() -> None:
    run = Plan("sgd", fn="x**2", start=(1.0,), settings={"lr": 1e5}).resolve()
    given = recorded(run, ["theta"], steps=70)
    assert not np.isfinite(given.values).all()
    assert compared(run, given, RTOL).first is None
    t = int(np.isinf(given.values[:, 0]).argmax())
    given.values[t] = -given.values[t]
    first = compared(run, given, RTOL).first
    assert first is not None
    assert first.t == t + 1


def test_what_was_not_given_is_not_compared() -> None:
    run = planned("adam")
    given = recorded(run)
    given.values[3, 1] = np.nan
    given.known[3, 1] = False
    assert compared(run, given, RTOL).first is None
