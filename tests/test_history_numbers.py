"""Every number in the first lesson is recomputed by the engine, or cited from its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import pytest

from adamtui.core.rulebook import RULES
from tests.history_parts import (
    Array,
    flat,
    loose,
    options,
    part,
    path,
    race,
    series,
    source,
    too_wide,
    wrong,
)

LESSON = "00-history"
YEARS = {"1951", "1964", "1983", "2011", "2012", "2014", "2015", "2016", "2017", "2018", "2019",
         "2020", "2021", "2023", "2025"}  # fmt: skip
CITED = {
    "1412.6980",  # arXiv's number of Kingma and Ba's paper
    "90",  # percent of ICLR 2025's papers with an optimizer: joltml.com/iclr-2025
    "15",  # optimizers in Schmidt, Schneider and Hennig 2021
}
SETTINGS = YEARS | CITED | {"0.05"}

FIGURE_COLUMNS = 76
LINES_OF_ADAM = 7

Claims: TypeAlias = Iterator[str]


def one_rate() -> Claims:
    walk = part(LESSON, "one-rate", 10)
    x, y = path(walk).T
    yield f"at the tenth update $y$ is still {y[10]:.3f}."
    yield f"$x$ has come from ${x[0]:.0f}$ to ${x[10]:.3f}$."
    assert (np.sign(y[1:]) == -np.sign(y[:-1])).all()
    slopes = abs(series(walk, "g", 1)[0] / y[0]), abs(series(walk, "g")[0] / x[0])
    assert slopes[0] == pytest.approx(50 * slopes[1])
    yield "fifty times steeper across (in $y$) than along (in $x$)"
    doubled = path(part(LESSON, "one-rate", 10, lr=2 * 0.019))
    assert abs(doubled[10, 1]) > 1e3
    yield "at twice the rate $y$ would fly out of the valley"


def settled(at: Array, near: float) -> int:
    """The update from which on all coordinates stay within `near` of 0."""
    away = np.flatnonzero(np.max(np.abs(at), axis=1) >= near)
    return int(away[-1]) + 1


def four_answers() -> Claims:
    runs = {rule: path(trace) for rule, trace in race(LESSON, "four").items()}
    there = {rule: settled(at, 0.05) for rule, at in runs.items()}
    assert sorted(there, key=lambda rule: there[rule]) == ["rmsprop", "momentum", "adam", "sgd"]
    until = int(options(LESSON, "four")["until"])
    assert max(there.values()) <= until
    yield f"that brings it to the middle within {until} updates."
    yield f"in both directions, from update {there['rmsprop']} on."
    yield f"for good from update {there['momentum']} on, Adam from {there['adam']}, "
    yield f"SGD from {there['sgd']}."
    for rule in ("momentum", "adam"):
        assert runs[rule][:, 0].max() > 0.05
    assert runs["sgd"][:, 0].max() < 0
    for rule in ("rmsprop", "adam"):
        x_move, y_move = runs[rule][1] - runs[rule][0]
        assert x_move == pytest.approx(-y_move)
    yield "RMSProp and Adam set out on the diagonal"


def same_length() -> Claims:
    gentle, steep = 0.01, 100
    yield f"the slopes of $x$ are always about {gentle}, those of $y$ about {steep}, and"
    yield f"these averages are still {gentle} and {steep}."
    yield f"the one stays {steep / gentle:,.0f} times as long as the other."
    yield f"${gentle}/{gentle}$ and ${steep}/{steep}$ are both 1."


SECTIONS: tuple[Callable[[], Claims], ...] = (one_rate, four_answers, same_length)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_the_engine_computes(section: Callable[[], Claims]) -> None:
    assert wrong(LESSON, section()) == []


def test_every_number_is_computed_cited_or_a_setting() -> None:
    claims = [claim for section in SECTIONS for claim in section()]
    assert loose(LESSON, claims, SETTINGS) == []


def figure() -> list[str]:
    return source(LESSON).split("```text\n")[1].split("```")[0].splitlines()


def test_the_time_line_fits_a_terminal() -> None:
    assert max(map(len, figure())) <= FIGURE_COLUMNS
    assert too_wide(LESSON) == []


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("heavy ball", "momentum"),
        ("accelerated gradient", "nesterov"),
        ("AdaGrad", "adagrad"),
        ("RMSProp", "rmsprop"),
        ("AMSGrad", "amsgrad"),
        ("AdamW", "adamw"),
    ],
)
def test_the_time_line_has_the_years_and_authors_of_the_rulebook(title: str, rule: str) -> None:
    row = next(i for i, line in enumerate(figure()) if line.endswith(f"●  {title}"))
    authors, year = re.fullmatch(r"(.*) (\d{4}).*", RULES[rule].source).groups()  # type: ignore[union-attr]
    assert figure()[row].startswith(year)
    assert all(name in figure()[row + 1] for name in re.findall(r"\w+", authors))


def test_the_time_line_accounts_for_every_line_of_adam_but_counting_and_moving() -> None:
    named = {int(n) for group in re.findall(r"\(([\d, ]+)\)", "\n".join(figure()))
             for n in group.split(",")}  # fmt: skip
    assert named == set(range(2, LINES_OF_ADAM))
    assert "has seven lines" in flat(LESSON)
    assert len(re.findall(r"^\d\. ", source(LESSON), re.MULTILINE)) == LINES_OF_ADAM
