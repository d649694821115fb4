"""A wrong name brings the one that was meant, and none where none is near."""

from __future__ import annotations

import pytest

from adamtui.core.hyper import KNOBS
from adamtui.core.moments import FAMILIES
from adamtui.core.nearest import most_alike, nearest
from adamtui.core.problems import PROBLEMS
from adamtui.core.rulebook import RULES

EMA = ("dist", "mu", "sigma", "beta1", "steps", "seed")
MGF = ("dist", "mu", "sigma", "weight", "trained")
ADAM = ("lr", "beta1", "beta2", "eps", "correction")


@pytest.mark.parametrize(
    ("word", "valid", "meant"),
    [
        ("Mu", MGF, "mu"),
        ("SIGMA", MGF, "sigma"),
        ("sgma", MGF, "sigma"),
        ("sig", MGF, "sigma"),
        ("betta1", ADAM, "beta1"),
        ("adem", RULES, "adam"),
        ("rosen", PROBLEMS, "rosenbrock"),
        ("gaussian", FAMILIES, "normal"),
        ("Gauss", FAMILIES, "normal"),
        ("exp", FAMILIES, "exponential"),
        ("bernoulli", FAMILIES, "two-point"),
        ("lambda", ("rate",), "rate"),
        ("lambda", KNOBS, "weight_decay"),
        ("weight-decay", KNOBS, "weight_decay"),
        ("wd", KNOBS, "weight_decay"),
        ("Learning-Rate", KNOBS, "lr"),
        ("learning_rate", KNOBS, "lr"),
        ("momentum", KNOBS, "mu"),
        ("momentum", RULES, "momentum"),
        ("epsilon", KNOBS, "eps"),
        ("beta_1", KNOBS, "beta1"),
        ("optimizer", ("rule", "fn"), "rule"),
        ("--function", ("--fn", "--start"), "--fn"),
        ("tex", ("text", "latex", "json"), "latex"),
        ("--fm", ("--fn", "--start"), "--fn"),
    ],
)
def test_a_slip_brings_the_name(word: str, valid: tuple[str, ...], meant: str) -> None:
    assert nearest(word, valid) == f"; did you mean '{meant}'?"


@pytest.mark.parametrize(
    ("word", "valid"),
    [
        ("std", MGF),
        ("variance", MGF),
        ("poisson", FAMILIES),
        ("beta2", EMA),
        ("beta3", ADAM),
        ("lambda", MGF),
        ("mu", ("nu", "k")),
        ("", MGF),
        ("x" * 100_000, MGF),
    ],
)
def test_what_is_not_near_brings_what_there_is(word: str, valid: tuple[str, ...]) -> None:
    assert nearest(word, valid) == f"; there are {', '.join(valid)}"
    assert nearest(word, valid, "; see --help") == "; see --help"


def test_two_that_are_as_near_are_both_named() -> None:
    assert nearest("beta", ADAM) == "; did you mean 'beta1' or 'beta2'?"


def test_what_is_called_two_things_brings_both() -> None:
    assert nearest("alpha", KNOBS) == "; did you mean 'lr' or 'rho'?"


def test_the_most_alike_come_first() -> None:
    assert most_alike("nowhere", ("zeroth", "now", "here", "now"), 2) == ["here", "now"]
    assert most_alike("", ("a",), 2) == ["a"]
    assert most_alike("a", (), 2) == []


def test_few_names_make_a_sentence_too() -> None:
    assert nearest("x", ("nu",)) == "; there is nu"
    assert nearest("x", ()) == "; there are none"
