"""A line of rules, each with its own settings."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adamtui.core.entrants import EntrantError, changed, comparison_of, missed, parse, plans
from adamtui.core.plan import Plan, PlanError

FAULTS = [
    ("", 0, "at least 2 rules"),
    ("adam", 0, "at least 2 rules are compared, not 1"),
    ("adam amsgrd", 5, "unknown rule 'amsgrd'; did you mean 'amsgrad'?"),
    ("lr=0.1 adam sgd", 0, "'lr=0.1' stands before any rule; write adam lr=0.1"),
    ("adam, sgd beta1=0.9", 10, "sgd has no beta1"),
    ("adam sgd betta2=1", 9, "no rule has betta2; did you mean 'beta2'?"),
    ("adam sgd lr=fast", 9, "lr: 'fast' is not a number"),
    ("adam sgd lr=-1", 9, "lr must be"),
    ("adam convention=kera sgd", 5, "unknown convention 'kera'; did you mean 'keras'?"),
    ("adam dtype=float8 sgd", 5, "unknown dtype 'float8'"),
    (
        "adam convention=keras sgdw convention=keras",
        27,
        "sgdw has no keras convention; it has pytorch, paper, optax",
    ),
    ("amsgrad eps=0.1 convention=paper sgd", 16, "amsgrad has no eps"),
    ("adam correction=some sgd", 5, "correction is one of both, m, v, none"),
    ("sgd sgd sgd sgd sgd sgd sgd", 24, "at most 6 rules can be compared"),
]


@pytest.mark.parametrize(("line", "at", "message"), FAULTS)
def test_a_fault_is_told_with_its_place(line: str, at: int, message: str) -> None:
    with pytest.raises(EntrantError, match=re.escape(message)) as told:
        parse(line)
    assert told.value.at == at
    assert "\n" not in str(told.value)


@given(st.text("adamsgrd=.,0 29betxé", max_size=40))
def test_nothing_typed_breaks_it(text: str) -> None:
    for read in (parse, lambda line: changed(line, Plan())):
        with suppress(PlanError):
            read(text)


def test_settings_belong_to_the_rule_before_them() -> None:
    found = plans(parse("adam, amsgrad adam beta2=0.9 lr=0.5 convention=keras"), Plan())
    assert [plan.rule for plan in found] == ["adam", "amsgrad", "adam"]
    assert [dict(plan.settings) for plan in found] == [{}, {}, {"beta2": 0.9, "lr": 0.5}]
    assert [plan.convention for plan in found] == ["pytorch", "pytorch", "keras"]


def test_what_stands_alone_is_for_all_that_have_it() -> None:
    base = Plan(problem="reddi", settings={"beta2": 0.5, "lr": 0.2, "C": 5.0}, convention="optax")
    adam, sgd, decayed = plans(parse("adam sgd lr=0.3 adam_l2 beta2=0.7"), base)
    assert dict(adam.settings) == {"beta2": 0.5, "lr": 0.2, "C": 5.0}
    assert dict(sgd.settings) == {"lr": 0.3, "C": 5.0}
    assert dict(decayed.settings) == {"beta2": 0.7, "lr": 0.2, "C": 5.0}
    assert {
        trace.run.problem.values["C"] for trace in comparison_of((adam, sgd, decayed)).traces
    } == {5}


def test_a_convention_that_is_not_there_is_missed() -> None:
    entrants = parse("adam nesterov adam convention=keras")
    assert missed(entrants, Plan(convention="paper")) == ("nesterov has no paper convention",)
    assert [p.convention for p in plans(entrants, Plan(convention="paper"))] == [
        "paper",
        "pytorch",
        "keras",
    ]


def test_a_change_of_a_plan_in_any_order() -> None:
    base = Plan(settings={"lr": 0.1, "beta1": 0.5})
    for line in ("rule=sgd lr=0.2 at=40", "lr=0.2 at=40 sgd", "at=40, sgd, lr=0.2"):
        plan, at = changed(line, base)
        assert (plan.rule, dict(plan.settings), at) == ("sgd", {"lr": 0.2}, 40)
    plan, at = changed("", base)
    assert (plan, at) == (base, None)


@pytest.mark.parametrize(
    ("line", "at", "message"),
    [
        ("at=x", 0, "at is the number of an update, not 'x'"),
        ("lr=0.2 at=-1", 7, "at is the number of an update, not '-1'"),
        ("rule=", 0, "unknown rule ''"),
        ("beta1=0.5 sgd", 0, "sgd has no beta1"),
    ],
)
def test_a_change_that_is_none_is_told_with_its_place(line: str, at: int, message: str) -> None:
    with pytest.raises(EntrantError, match=re.escape(message)) as told:
        changed(line, Plan())
    assert told.value.at == at


@pytest.mark.parametrize(
    ("text", "says", "at"),
    [
        ("adam lion sgd", "one rule, not three", 5),
        ("rule=adam lion", "one rule, not two", 10),
        ("lr=1 lr=2", "lr is given twice", 5),
        ("at=4 at=5", "at is given twice", 5),
        ("dtype=float32 dtype=float64", "dtype is given twice", 14),
    ],
)
def test_a_fork_is_told_everything_once(text: str, says: str, at: int) -> None:
    with pytest.raises(EntrantError, match=f"^{says}$") as caught:
        changed(text, Plan())
    assert caught.value.at == at


def test_a_setting_given_twice_to_one_rule_is_a_fault() -> None:
    with pytest.raises(EntrantError, match=r"^lr is given twice$"):
        parse("adam lr=1 lr=2 sgd")
    assert len(parse("adam lr=1 adam lr=2")) == 2
