"""Slips: one wrong line of a rule that otherwise stays what it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from adamtui.core.engine import Run
from adamtui.core.equations import equations
from adamtui.core.formula import tex, text
from adamtui.core.replayed import replayed
from adamtui.core.rulebook import CONVENTIONS, RULES, Rule, RuleError, rule_for
from adamtui.core.slips import Slip, fits, slipped
from adamtui.core.trace import Trace
from adamtui.core.usual_slips import SLIPS, slips_of


def rules() -> list[Rule]:
    found = []
    for name in RULES:
        for convention in CONVENTIONS:
            try:
                found.append(rule_for(name, convention))
            except RuleError:
                continue
    return found


EVERY_RULE = pytest.mark.parametrize(
    "rule", [pytest.param(rule, id=f"{rule.name}-{rule.convention}") for rule in rules()]
)
GRADIENTS = replayed(np.array([[2.0, -0.3], [1.0, 0.7], [-3.0, 0.1]]))


def texts(rule: Rule) -> dict[str, str]:
    return {each.name: text(each.term) for each in equations(rule, rule.hyper)}


def named(name: str, rule: Rule) -> Slip:
    return next(slip for slip in slips_of(rule, rule.hyper) if slip.name == name)


@EVERY_RULE
def test_one_line_is_wrong_and_it_runs(rule: Rule) -> None:
    right = {each.name: tex(each.term) for each in equations(rule, rule.hyper)}
    for slip in slips_of(rule, rule.hyper):
        wrong = slipped(rule, slip)
        told = {each.name: tex(each.term) for each in equations(wrong, rule.hyper)}
        assert list(right) == list(told), slip.name
        changed = {name for name in right if right[name] != told[name]}
        assert changed, slip.name
        assert slip.line == "t" or changed == {slip.line, *slip.then}, slip.name
        Trace(Run(wrong, wrong.hyper, GRADIENTS)).extend_to(3)


@EVERY_RULE
def test_its_equations_are_what_runs(rule: Rule) -> None:
    for slip in slips_of(rule, rule.hyper):
        wrong = slipped(rule, slip)
        trace = Trace(Run(wrong, wrong.hyper, GRADIENTS.at((0.7, -1.1))))
        trace.extend_to(3)
        known = trace.known(3)
        for equation in trace.equations[2:]:
            with np.errstate(all="ignore"):
                told = np.broadcast_to(equation.term.value(known), 2)
            ran = trace.step(3).values[equation.name]
            assert np.array_equal(told, ran, equal_nan=True), (slip.name, equation.name)


def test_every_slip_is_one_of_some_rule_and_names_are_unique_in_a_rule() -> None:
    used = set()
    for rule in rules():
        names = [slip.name for slip in slips_of(rule, rule.hyper)]
        assert len(names) == len(set(names))
        used.update(names)
    assert used == {slip.name for slip in SLIPS}


def test_a_slip_that_a_rule_cannot_have_does_not_fit() -> None:
    adam, sgd = RULES["adam"], RULES["sgd"]
    assert not fits(named("eps-in-root", adam), sgd, sgd.hyper)
    assert not fits(named("t-late", adam), sgd, sgd.hyper)
    uncorrected = {**adam.hyper, "correction": "none"}
    assert not fits(named("m-uncorrected", adam), adam, uncorrected)
    assert not fits(named("eps-before-correction", adam), adam, uncorrected)
    assert not fits(named("eps-in-root", adam), rule_for("adagrad", "keras"), {})


def test_a_slip_of_adams_is_one_of_adamws() -> None:
    names = {slip.name for slip in slips_of(RULES["adamw"], RULES["adamw"].hyper)}
    assert {slip.name for slip in slips_of(RULES["adam"], RULES["adam"].hyper)} < names


@pytest.mark.parametrize(
    ("rule", "name", "line", "formula"),
    [
        ("adam", "eps-in-root", "delta", "−η·m̂/√(v̂ + ε)"),
        ("adam", "eps-before-correction", "delta", "−η·m̂/(√v̂ + ε/√(1 − β₂ᵗ))"),
        ("adam", "m-unweighted", "m", "β₁·m + g"),
        ("adam", "t-late", "m_hat", "m/(1 − β₁^(t − 1))"),
        ("adam_l2", "v-absolute", "v", "β₂·v + (1 − β₂)·|g̃|"),
        ("rmsprop", "no-square", "delta", "−η·g"),
        ("adamw", "decay-after", "theta", "θ + Δ − η·λ·(θ + Δ)"),
        ("momentum", "dampened", "b", "μ·b + (1 − μ)·g"),
    ],
)
def test_the_wrong_equation_can_be_shown(rule: str, name: str, line: str, formula: str) -> None:
    assert texts(slipped(RULES[rule], named(name, RULES[rule])))[line] == formula


def test_two_slips_may_be_combined() -> None:
    adam = RULES["adam"]
    both = slipped(
        slipped(adam, named("m-uncorrected", adam)), replace(named("v-uncorrected", adam))
    )
    assert (texts(both)["m_hat"], texts(both)["v_hat"]) == ("m", "v")
