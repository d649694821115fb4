"""What each library chose, in a sentence: present for every pair, and true of the rulebook."""

from __future__ import annotations

import re

import pytest

from adamtui.core.choices import choice
from adamtui.core.equations import equations
from adamtui.core.formula import short, symbol, text
from adamtui.core.rulebook import CONVENTIONS, RULES, RuleError, conventions_of, rule_for

PAIRS = [(rule, convention) for rule in RULES for convention in conventions_of(rule)]


def lines(rule: str, convention: str) -> list[tuple[str, str]]:
    found = rule_for(rule, convention)
    return [(each.name, text(each.term)) for each in equations(found, found.hyper)]


@pytest.mark.parametrize(("rule", "convention"), PAIRS)
def test_every_pair_says_what_it_chose_and_where_that_is_from(rule: str, convention: str) -> None:
    sentence, source = choice(rule, convention)
    assert re.fullmatch(r"[^a-z].{10,}\.", sentence)
    assert not set("{}") & set(sentence)
    assert source


@pytest.mark.parametrize(("rule", "convention"), PAIRS)
def test_what_differs_from_pytorch_is_said(rule: str, convention: str) -> None:
    found, ours = rule_for(rule, convention), rule_for(rule)
    sentence = choice(rule, convention).sentence
    same_lines = lines(rule, convention) == lines(rule, "pytorch")
    same = same_lines and found.hyper == ours.hyper and found.state == ours.state
    assert sentence.startswith("As in PyTorch") == (same and convention != "pytorch")
    assert "same lines" not in sentence or same_lines
    for name, value in found.hyper.items():
        if value != ours.hyper[name]:
            whose = "in PyTorch's convention" if name in ours.assumed else "PyTorch"
            told = f"{symbol(f'h.{name}')} = {short(float(value))} ({whose}: "
            assert told + short(float(ours.hyper[name])) in sentence
            part = next(part for part in sentence.split("; ") if told in part)
            assert part.startswith("here " if name in found.assumed else "by default ")
    for name, first in found.state.items():
        if first != ours.state[name]:
            assert f"{symbol(name)} starts at {short(first)}, not " in sentence


@pytest.mark.parametrize(("rule", "convention"), PAIRS)
def test_every_number_is_the_rulebooks(rule: str, convention: str) -> None:
    known = {"0", "1"}
    for each in (rule_for(rule, convention), rule_for(rule)):
        values = (*each.hyper.values(), *each.state.values())
        known |= {short(v) for v in values if not isinstance(v, str)}
    for number in re.findall(
        r"(?<![A-Z\d.])\d+(?:\.\d+)?(?:e−\d+)?", choice(rule, convention).sentence
    ):
        assert number in known


def test_where_epsilon_stands_is_what_the_lines_say() -> None:
    for rule, convention in PAIRS:
        step = dict(lines(rule, convention))["delta"]
        sentence = choice(rule, convention).sentence
        if "inside the root" in sentence and "eps_root" not in sentence:
            assert "+ ε)" in step
            assert ") + ε" not in step
        if "outside the root" in sentence:
            assert step.endswith(" + ε)")


def test_a_pair_that_does_not_exist_is_refused() -> None:
    for rule in RULES:
        for convention in set(CONVENTIONS) - set(conventions_of(rule)):
            with pytest.raises(RuleError, match=f"{rule} has no {convention} convention"):
                choice(rule, convention)
