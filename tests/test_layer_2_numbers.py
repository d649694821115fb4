"""Every number in the lesson on AdaGrad is recomputed by the engine, from its own live parts.

A claim is a phrase of the lesson with its numbers filled in. It must stand in the lesson; and a
number in the lesson that stands in no claim must be a setting that the lesson chooses itself.
"""

from __future__ import annotations

import pytest

from adamtui.core.plan import Plan
from adamtui.course.check import check_file
from tests.layer_2_parts import LESSON, SECTIONS
from tests.lesson_parts import Section, claims, recorded, series

RATES = {"0.1", "0.01", "0.005", "0.99", "0.999"}
COUNTS = {"10", "25", "50", "100", "200", "500", "1000", "3000", "5000", "10,000", "10000"}
YEARS = {"2011", "2012", "2013", "2014", "2015"}
CITED = {"1212.5701"}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_the_engine_computes(section: Section) -> None:
    assert [claim for claim in claims(section) if claim not in LESSON.prose()] == []


def test_every_number_is_computed_or_a_setting() -> None:
    assert LESSON.loose_numbers(SECTIONS, RATES | COUNTS | YEARS | CITED) == []


def test_the_lesson_has_no_faults() -> None:
    assert check_file(LESSON.path) == ()


def test_adam_without_averaging_and_fading_is_adagrad_at_a_falling_rate() -> None:
    """What the lesson derives: v̂·t is AdaGrad's s, as β₂ goes to 1."""
    bare = {"beta1": 0.0, "beta2": 1 - 1e-12}
    adam = recorded(Plan("adam", "flat-noise", settings=bare, seed=3), 100)
    adagrad = recorded(Plan("adagrad", "flat-noise", seed=3), 100)
    counts = range(1, 101)
    assert series(adam, "v_hat") * counts == pytest.approx(series(adagrad, "s"), rel=1e-3)
