"""What may have been run in place of a run: each told once, and true of whom it names."""

from __future__ import annotations

import pytest

from adamtui.core.engine import Run
from adamtui.core.plan import Plan
from adamtui.core.rulebook import RULES, rule_for
from adamtui.core.suspects import suspects

SETTINGS = {
    "lr": 0.1, "beta1": 0.6, "beta2": 0.8, "eps": 0.3, "weight_decay": 0.4, "mu": 0.7, "rho": 0.8,
}  # fmt: skip
"""None is a default of anybody's."""


def planned(rule: str, convention: str = "pytorch") -> Run:
    has = rule_for(rule, convention).hyper
    kept = {name: value for name, value in SETTINGS.items() if name in has}
    return Plan(rule, settings=kept, convention=convention).resolve()


@pytest.mark.parametrize(
    ("rule", "convention", "name", "value", "whose"),
    [
        ("adam", "optax", "lr", 1e-3, "the default of PyTorch"),
        ("sgd", "pytorch", "lr", 1e-2, "the default of Keras"),
        ("adam_l2", "pytorch", "weight_decay", 1e-2, "as adamtui has it by default"),
        ("adam_l2", "pytorch", "weight_decay", 1e-4, "as adamtui has it by default"),
        ("sgdw", "pytorch", "weight_decay", 1e-2, "the default of PyTorch's AdamW"),
        ("sgdw", "paper", "weight_decay", 1e-5, "as adamtui has it by default"),
        ("adabelief", "pytorch", "lr", 1e-3, "as adamtui has it by default"),
        ("lion", "pytorch", "beta2", 0.99, "the default of the paper"),
        ("momentum", "keras", "mu", 0.9, "as adamtui has it by default"),
    ],
)
def test_whose_default_it_is(
    rule: str, convention: str, name: str, value: float, whose: str
) -> None:
    run = planned(rule, convention)
    told = {each.name: each.sentence for each in suspects(run)}
    assert told[f"{name}={value!r}"].endswith(f", {whose}")


def test_optax_has_no_learning_rate_of_its_own() -> None:
    for rule in RULES:
        for each in suspects(planned(rule)):
            assert "η" not in each.sentence or "default of optax" not in each.sentence


def test_decay_that_is_told_is_not_told_as_another_rule() -> None:
    names = [each.name for each in suspects(planned("adamw"))]
    assert names.count("rule=adam_l2") == 1


def test_suspects_are_all_different_and_always_in_the_same_order() -> None:
    run = planned("adamw")
    names = [each.name for each in suspects(run)]
    assert names == [each.name for each in suspects(run)]
    assert len(names) == len(set(names))
