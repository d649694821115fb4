"""Every number in the lesson on AMSGrad is recomputed by the engine, from its own live parts.

A claim is a phrase of the lesson with its numbers filled in. It must stand in the lesson; and a
number in the lesson that stands in no claim must be a setting that the lesson chooses itself.
"""

from __future__ import annotations

import re

import pytest

from adamtui.course.check import check_file
from tests.layer_3_exercises import EXERCISES
from tests.layer_3_parts import GIVEN, LESSON, SECTIONS
from tests.lesson_parts import Section, claims

RATES = {"0.001", "0.0588", "0.9412", "0.01", "0.1", "0.2", "0.5", "0.9", "0.95", "0.999"}
COUNTS = {"10", "17", "100", "101", "200", "300", "301", "460", "603", "1000", "1010", "3000",
          "10100", "20200"}  # fmt: skip
YEARS = {"2018", "2019", "2021", "2022"}
CITED = {"1904.09237", "2208.09632", "1904.03590", "2007.01547", "4.1", "50,000"}
CLAIMS = (*SECTIONS, *EXERCISES)


@pytest.mark.parametrize("section", CLAIMS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_the_engine_computes(section: Section) -> None:
    assert [claim for claim in claims(section) if claim not in LESSON.prose()] == []


def test_every_number_is_computed_or_a_setting() -> None:
    assert LESSON.loose_numbers(CLAIMS, RATES | COUNTS | YEARS | CITED) == []


def test_the_lesson_has_no_faults() -> None:
    assert check_file(LESSON.path) == ()


def test_the_live_parts_on_the_same_problem_have_the_same_settings() -> None:
    shared = ("problem", "start", "lr", "beta1", "beta2")
    first, *others = (
        {name: LESSON.options(part)[name] for name in shared}
        for part in ("wrong-way", "one-line", "regret", "settings")
    )
    assert all(other == first for other in others)


def test_the_lines_for_the_shell_write_the_slopes_that_are_computed_here() -> None:
    assert f"t <= {GIVEN}; t++" in LESSON.source
    assert LESSON.source.count(f"$1 % {GIVEN // 2} == 0") == 2
    assert re.search(r"print \(t % 101 == 1\) \? 1010 : -10", LESSON.source)
