"""Every number in the lesson on moments is recomputed, from the live part that shows it.

A claim is a phrase of the lesson with its numbers filled in. It must stand in the lesson; and a
number in the lesson that stands in no claim must be a setting that the lesson chooses itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from textual.binding import Binding

from adamtui.course.check import check_file
from adamtui.screens.host import PartHost
from adamtui.screens.lesson_keys import KEYS
from adamtui.widgets.knobs import Knobs
from adamtui.widgets.lab import Lab
from adamtui.widgets.slider import Slider
from tests.layer_0_curve import CURVE
from tests.layer_0_estimates import ESTIMATES
from tests.layer_0_parts import LESSON, source

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{2,}")
TYPED = {"0.5", "0.9", "0.999", "2.2", "10", "50", "100", "200", "400"}
CITED = {"1998", "2015", "1412.6980"}
SETTINGS = TYPED | CITED

SECTIONS: tuple[Callable[[], Iterator[str]], ...] = (*CURVE, *ESTIMATES)


@cache
def lesson() -> str:
    """The lesson in one line: no callout marks, no options, no targets of links, no line breaks."""
    text = re.sub(r"\]\(.*?\)", "]", source())
    kept = (line for line in text.splitlines() if not line.startswith(":"))
    return " ".join(" ".join(line.removeprefix(">") for line in kept).split())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_is_computed(section: Callable[[], Iterator[str]]) -> None:
    assert [claim for claim in section() if claim not in lesson()] == []


def test_every_number_is_computed_or_a_setting() -> None:
    rest = lesson()
    for claim in (claim for section in SECTIONS for claim in section()):
        rest = rest.replace(claim, "…")
    loose = [rest[found.start() - 30 : found.end() + 20] for found in NUMBER.finditer(rest)
             if found[0] not in SETTINGS]  # fmt: skip
    assert loose == []


def test_the_lesson_has_no_faults() -> None:
    assert check_file(LESSON) == ()


def test_it_begins_with_more_than_a_screenful_to_read() -> None:
    before, _, _ = source().partition("```{")
    assert len(before.splitlines()) > 2 * 24


def test_the_keys_that_it_names_at_the_start_are_the_ones_there_are() -> None:
    bound = {
        key
        for binding in (*KEYS, *PartHost.BINDINGS, *Knobs.BINDINGS, *Slider.BINDINGS, *Lab.BINDINGS)
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }
    table = re.findall(r"^\|(.*)\|.*\|$", source(), re.MULTILINE)
    named = {key for cell in table for key in re.findall(r"`(.+?)`", cell)} - {"?"}
    assert named
    assert named <= bound
