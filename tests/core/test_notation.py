"""What lines are called elsewhere: on screen, in TeX, and in files that come from there."""

from __future__ import annotations

import pytest

from adamtui.core.formula import symbol, tex, tex_symbol, text
from adamtui.core.notation import NOTATIONS, PAPER, Notation, canonical, under
from adamtui.core.rulebook import RULES
from adamtui.typeset import inline
from tests.core.every_rule import VARIANTS, Variant, recorded

FULL = [variant for variant in VARIANTS if variant.correction in ("", "both")]


def test_they_are_offered_with_the_papers_first() -> None:
    assert list(NOTATIONS) == ["paper", "pytorch", "optax", "keras", "d2l"]
    assert next(iter(NOTATIONS.values())) is PAPER


@pytest.mark.parametrize("names", NOTATIONS.values(), ids=list(NOTATIONS))
@pytest.mark.parametrize("variant", FULL, ids=str)
def test_no_two_lines_of_an_update_share_a_name(variant: Variant, names: Notation) -> None:
    shown = [symbol(line, under(names, variant.rule)) for line in recorded(variant).lines]
    assert len(set(shown)) == len(shown)


def test_no_two_lines_of_any_rules_share_the_papers_sign() -> None:
    signs = [sign for key, sign in PAPER.signs.items() if not key.startswith("h.")]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("names", NOTATIONS.values(), ids=list(NOTATIONS))
@pytest.mark.parametrize("variant", FULL, ids=str)
def test_every_line_can_be_set_in_every_notation(variant: Variant, names: Notation) -> None:
    own = under(names, variant.rule)
    for each in recorded(variant).equations:
        assert "=" in inline(f"{tex_symbol(each.name, own)} = {tex(each.term, own)}")


@pytest.mark.parametrize(
    ("notation", "rule", "expected"),
    [
        ("pytorch", "adam", "exp_avg_sq = β₂·exp_avg_sq + (1 − β₂)·g²"),
        ("pytorch", "rmsprop", "square_avg = ρ·square_avg + (1 − ρ)·g²"),
        ("pytorch", "adagrad", "sum = sum + g²"),
        ("optax", "adam", "nu = β₂·nu + (1 − β₂)·g²"),
        ("optax", "adamax", "nu = max(β₂·nu, |g| + ε)"),
        ("keras", "adam", "velocities = β₂·velocities + (1 − β₂)·g²"),
        ("d2l", "adam", "s = β₂·s + (1 − β₂)·g²"),
        ("d2l", "momentum", "v = μ·v + g"),
    ],
)
def test_a_line_in_a_librarys_words(notation: str, rule: str, expected: str) -> None:
    names = under(NOTATIONS[notation], rule)
    equations = recorded(next(v for v in FULL if v.rule == rule)).equations
    shown = [f"{symbol(each.name, names)} = {text(each.term, names)}" for each in equations]
    assert expected in shown


def test_in_tex_words_are_upright_and_letters_are_letters() -> None:
    second = next(
        e for e in recorded(Variant("adam", "pytorch", "both")).equations if e.name == "v"
    )
    assert tex(second.term, NOTATIONS["pytorch"]).startswith(
        r"\beta_2\,\mathrm{exp\_avg\_sq}_{t-1} + "
    )
    assert tex(second.term, NOTATIONS["d2l"]).startswith(r"\beta_2\,s_{t-1} + ")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("exp_avg", "m"),
        ("exp_avg_sq", "v"),
        ("max_exp_avg_sq", "v_max"),
        ("momentum_buffer", "b"),
        ("sum", "s"),
        ("square_avg", "v"),
        ("exp_inf", "u"),
        ("mu", "m"),
        ("nu", "v"),
        ("nu_max", "v_max"),
        ("trace", "b"),
        ("sum_of_squares", "s"),
        ("mu_hat", "m_hat"),
        ("_velocities", "v"),
        ("velocity_hat", "v_max"),
        ("accumulators", "s"),
        ("step", "t"),
        ("theta", "theta"),
        ("v", "v"),
        ("m̂", "m_hat"),
        ("momentums", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_word_from_elsewhere_means_one_of_our_lines(word: str, meant: str | None) -> None:
    assert canonical(word) == meant


def test_a_rules_lines_settle_a_word_that_is_used_twice() -> None:
    for rule, meant in (("adam", "m"), ("momentum", "b"), ("sgd", None)):
        assert canonical("momentums", RULES[rule].state) == meant
    assert canonical("nu", RULES["adamax"].state) == "u"
    assert canonical("exp_avg", RULES["sgd"].state) is None
