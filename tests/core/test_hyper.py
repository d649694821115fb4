"""Hyperparameters: one set of limits for command line, lessons and sliders."""

from __future__ import annotations

import math

import pytest

from adamtui.core.hyper import KNOBS, Knob
from adamtui.core.notation import PAPER
from adamtui.core.rulebook import CONVENTIONS, RULES, RuleError, rule_for


@pytest.mark.parametrize("knob", KNOBS.values(), ids=lambda knob: knob.name)
def test_a_sliders_ends_are_allowed(knob: Knob) -> None:
    low, high = knob.slider
    assert low < high
    assert knob.fault(low) is None
    assert knob.fault(high) is None
    assert knob.scale != "log" or low > 0


@pytest.mark.parametrize("knob", KNOBS.values(), ids=lambda knob: knob.name)
def test_what_is_out_of_bounds_is_named(knob: Knob) -> None:
    for value in (math.nan, math.inf, -math.inf):
        assert knob.fault(value) == f"{knob.name} must be a finite number"
    for value in (math.nextafter(knob.low, -1), math.nextafter(knob.high, math.inf)):
        assert str(knob.fault(value)).startswith(f"{knob.name} must be ")
    assert knob.fault(knob.low) is None


@pytest.mark.parametrize("name", ["beta1", "beta2", "mu", "rho"])
def test_a_memory_stays_below_one(name: str) -> None:
    assert KNOBS[name].fault(1.0) == f"{name} must be ≥ 0 and < 1, not 1"
    assert KNOBS[name].fault(math.nextafter(1.0, 0.0)) is None


def test_every_default_is_allowed_and_has_a_sign() -> None:
    for rule in RULES:
        for convention in CONVENTIONS:
            try:
                found = rule_for(rule, convention)
            except RuleError:
                continue
            found.check(found.hyper)
            assert all(f"h.{name}" in PAPER.signs for name in found.hyper if name != "correction")


def test_a_whole_knob_takes_whole_numbers_alone() -> None:
    knob = Knob("weight", "i", "which parameter", 0, 649, "whole", (0, 649))
    assert knob.fault(3) is None
    assert knob.fault(649.0) is None
    assert knob.fault(2.5) == "weight must be a whole number, not 2.5"
    assert knob.fault(650) == "weight must be from 0 to 649, not 650"
    assert knob.fault(math.inf) == "weight must be a finite number"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("theta", -1, "theta must be above 0, not -1"),
        ("theta", 0, "theta must be above 0, not 0"),
        ("theta", 1e-7, "theta must be at least 0.000001, not 0.0000001"),
        ("theta", 2e6, "theta must be at most 1,000,000, not 2,000,000"),
        ("k", 2e6, "k must be at most 1,000,000, not 2,000,000"),
        ("theta", 1e300, "theta must be at most 1,000,000, not 1e300"),
    ],
)
def test_a_message_is_short_and_its_numbers_are_as_people_write_them(
    name: str, value: float, message: str
) -> None:
    knob = Knob(name, "θ", "the scale", 1e-6, 1e6, "linear", (0.1, 2))
    assert knob.fault(value) == message
    assert len(message) <= 50
