"""What was asked for becomes a run, or one line that says why not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adamtui.core.plan import Plan, PlanError, parse_number, parse_setting, parse_start
from adamtui.core.problems import PROBLEMS
from adamtui.core.replayed import replayed
from adamtui.core.rulebook import RULES


def test_nothing_asked_is_adam_on_the_bowl() -> None:
    run = Plan().resolve()
    assert (run.rule.name, run.rule.convention, run.problem.name) == ("adam", "pytorch", "bowl")
    assert run.problem.start.tolist() == [-4.0, 2.0]
    assert run.hyper == {
        "lr": run.problem.lr["adam"],
        "beta1": 0.9,
        "beta2": 0.999,
        "eps": 1e-8,
        "correction": "both",
    }


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("rule", RULES)
def test_the_problem_suggests_a_rate_for_the_rules_family(rule: str, problem: str) -> None:
    run = Plan(rule=rule, problem=problem).resolve()
    share = RULES[rule].rate_share
    assert run.hyper["lr"] == pytest.approx(run.problem.lr[RULES[rule].family] * share, rel=1e-11)
    assert Plan(rule=rule, problem=problem, settings={"lr": 7.0}).resolve().hyper["lr"] == 7.0


def test_where_nothing_is_suggested_the_rules_default_stands() -> None:
    assert Plan("adagrad").on(replayed(np.ones((1, 1)))).hyper["lr"] == 0.01


def test_settings_win_over_the_convention_and_it_over_pytorch() -> None:
    plan = Plan("adam", convention="keras")
    assert plan.resolve().hyper["eps"] == 1e-7
    assert Plan("adam", convention="keras", settings={"eps": 0.5}).resolve().hyper["eps"] == 0.5


def test_a_start_and_a_typed_function() -> None:
    run = Plan(fn="x**2 + y**4", start=(1.0, -2.0)).resolve()
    assert run.problem.start.tolist() == [1.0, -2.0]
    assert run.problem.gradient(run.problem.start, 1).tolist() == [2.0, -32.0]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ({"rule": "adma"}, "unknown rule 'adma'; did you mean 'adam'?"),
        ({"problem": "bowll"}, "unknown problem 'bowll'; did you mean 'bowl'?"),
        ({"convention": "kears"}, "unknown convention 'kears'; did you mean 'keras'?"),
        (
            {"rule": "rmsprop", "convention": "paper"},
            "rmsprop has no paper convention; it has pytorch, optax, keras",
        ),
        ({"settings": {"betta1": 0.5}}, "adam has no betta1; did you mean 'beta1'?"),
        (
            {"settings": {"betta1": 0.5}, "problem": "rosenbrock"},
            "adam has no betta1; did you mean 'beta1'?",
        ),
        (
            {"settings": {"betta1": 0.5}, "fn": "x**2"},
            "adam has no betta1; did you mean 'beta1'?",
        ),
        (
            {"settings": {"mu": 0.5}},
            "adam has no mu; it has lr, beta1, beta2, eps, correction",
        ),
        ({"settings": {"beta1": 1.0}}, "beta1 must be ≥ 0 and < 1, not 1"),
        ({"settings": {"lr": float("nan")}}, "lr must be a finite number"),
        (
            {"settings": {"correction": "all"}},
            "correction is one of both, m, v, none, not 'all'",
        ),
        ({"rule": "sgd", "settings": {"correction": "m"}}, "sgd has no correction; it has lr"),
        ({"start": (1.0,)}, "bowl starts from 2 numbers (x, y), not 1"),
        ({"start": (1.0, float("inf"))}, "bowl starts from finite numbers, not 1.0, inf"),
        ({"fn": "x**"}, "'x**', column 4: "),
        ({"fn": "import os"}, "'import os', column 1: "),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(asked: dict[str, Any], answer: str) -> None:
    with pytest.raises(PlanError) as error:
        Plan(**asked).resolve()
    assert str(error.value).startswith(answer)
    assert "\n" not in str(error.value)


def test_given_gradients_have_no_settings_of_their_own() -> None:
    where = replayed(np.ones((1, 1)))
    with pytest.raises(PlanError, match="adam has no betta1; did you mean 'beta1'"):
        Plan(settings={"betta1": 0.5}).on(where)
    with pytest.raises(PlanError, match="grads starts from 1 number"):
        Plan(start=(1.0, 2.0)).on(where)


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("lr=0.1", ("lr", 0.1)),
        ("lr=1e-3", ("lr", 1e-3)),
        ("C=4", ("C", 4.0)),
        ("correction=none", ("correction", "none")),
    ],
)
def test_a_setting_is_read(text: str, setting: tuple[str, float | str]) -> None:
    assert parse_setting(text) == setting


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("lr", "'lr' is not a setting; write name=value"),
        ("=1", "'=1' is not a setting"),
        ("lr=", "'lr=' is not a setting"),
        ("lr=fast", "lr: 'fast' is not a number"),
        ("lr=1_0", "lr: '1_0' is not a number"),
        ("lr=٣", "lr: '٣' is not a number"),
        ("lr=0,5", "lr: '0,5' is not a number; write 0.5"),
        ("lr=5%", "lr: '5%' is not a number; write 0.05"),
        ("lr=−1", "lr: '−1' is not a number; write -1, with a plain hyphen"),
        ("correction=1", "correction is one of both, m, v, none"),
    ],
)
def test_a_setting_that_is_none(text: str, answer: str) -> None:
    with pytest.raises(PlanError) as error:
        parse_setting(text)
    assert str(error.value).startswith(answer)


def test_a_start_is_read() -> None:
    assert parse_start("-4, 2") == (-4.0, 2.0)
    with pytest.raises(PlanError, match="start, place 2: 'x' is not a number"):
        parse_start("1,x")
    with pytest.raises(PlanError, match="start, place 2: '' is not a number"):
        parse_start("1,")
    with pytest.raises(PlanError, match="start, place 1: '−4' is not a number; write -4, with"):
        parse_start("−4, 2")


@given(st.floats(allow_nan=False))
def test_a_number_reads_back(value: float) -> None:
    assert parse_number(repr(value), "lr") == value
