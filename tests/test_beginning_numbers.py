"""Every number in the last lesson is recomputed by the engine, or cited from its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import pytest

from adamtui.core.listing_difference import listed
from adamtui.core.rulebook import RULES
from tests.history_parts import (
    flat,
    loose,
    loss_after,
    options,
    part,
    path,
    plan,
    race,
    series,
    too_wide,
    wrong,
)

LESSON = "70-beginning"
YEARS = {"1983", "2015", "2016", "2018", "2020", "2021", "2023", "2024"}
CITED = {"7.1"}  # the section on AdaMax of Kingma and Ba's paper
CHOSEN = {"0.1", "10", "100", "500", "1000", "2500", "2700", "2750", "3000", "4000", "4096", "80"}
SETTINGS = YEARS | CITED | CHOSEN

_EPSILON = r"here only $10^{-16}$"

Claims: TypeAlias = Iterator[str]


def bent() -> Claims:
    runs = race(LESSON, "bent")
    named = {"sgd": "SGD", "momentum": "momentum", "rmsprop": "RMSProp", "adam": "Adam"}
    for rule, name in named.items():
        losses = [loss_after(runs[rule], t) for t in (100, 500, 1000)]
        yield f"| {name} | {' | '.join(map(three_digits, losses))} |"
    assert np.allclose(path(runs["adam"])[-1], 1, atol=0.01)
    start = path(runs["adam"])[0]
    yield f"$x = {start[0]}$ and $y = {start[1]:.0f}$"


def three_digits(loss: float) -> str:
    """`loss` to three significant digits, written out."""
    return np.format_float_positional(loss, 3, fractional=False, unique=False)


def later() -> Claims:
    adam, amsgrad = (series(trace, "loss") for trace in race(LESSON, "later").values())
    # Where a run near the floor leaves it depends on the last bits, by ten updates or so.
    assert adam[2500] < 1e-20
    assert adam[2500] < 1e-6 * amsgrad[2500]
    yield "At update 2500 Adam's loss is below $10^{-20}$, far below AMSGrad's."
    assert 2550 < 2500 + int(adam[2500:2700].argmin()) < 2690
    yield "It falls on for a while, and before update 2700 it turns."
    assert adam[2500] < adam[2700] < 1e-9
    yield "At 2700 it is greater than at 2500, but still below $10^{-9}$."
    assert adam[1500:2690].max() < 1e-9
    assert 2700 < 1500 + int((adam[1500:] > 0.1).argmax()) < 2800
    assert adam[2750] > 1e-5
    yield "Between 2700 and 2800 it shoots up to above 0.1, and at 2750 it is above $10^{-5}$"
    assert adam[3000] < 1e-3
    yield "at 3000 its loss is below 0.001."
    assert amsgrad[2500:].max() < 1e-10
    yield "AMSGrad's loss stays below $10^{-10}$ from update 2500 to the end."


def steady() -> Claims:
    moves = {rule: abs(series(trace, "delta")) for rule, trace in race(LESSON, "steady").items()}
    for rule in ("adam", "adamax", "lion"):
        assert moves[rule] == pytest.approx(np.ones(1001))
    yield r"Adam, AdaMax and Lion: one $\eta$ every time."
    nadam, belief = moves["nadam"], moves["adabelief"]
    least = int(nadam.argmin())
    yield f"NAdam starts at {nadam[0]:.3f}, drops to {nadam[least]:.3f} at update {least + 1}, and"
    yield f"is at {nadam[99]:.3f} by update 100."
    yield f"AdaBelief takes {belief[0]:.3f} at first, {belief[9]:.3f} at update 10, "
    yield f"{belief[99]:.3f} at 100 and {belief[999]:.2f} at 1000."
    assert (np.diff(belief) > 0).all()


def sums() -> Claims:
    yield _EPSILON
    yield f"that is {2 * 4096:,} numbers in place of {4096**2:,}."


SECTIONS: tuple[Callable[[], Claims], ...] = (bent, later, steady, sums)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_the_engine_computes(section: Callable[[], Claims]) -> None:
    assert wrong(LESSON, section()) == []


def test_every_number_is_computed_cited_or_a_setting() -> None:
    claims = [claim for section in SECTIONS for claim in section()]
    assert loose(LESSON, claims, SETTINGS) == []


@pytest.mark.parametrize(("rule", "kept"), [("adam", 2), ("lion", 1), ("sgd", 0)])
def test_the_buffers_that_a_rule_keeps(rule: str, kept: int) -> None:
    assert len(RULES[rule].state) == kept
    assert "Its one buffer is half of Adam's memory" in flat(LESSON)


def test_lion_replaces_the_lines_two_to_six() -> None:
    trace = part(LESSON, "steady", 2, rule="lion")
    beta1, beta2 = (trace.run.hyper[name] for name in ("beta1", "beta2"))
    g, m, c = (series(trace, line) for line in ("g", "m", "c"))
    assert c[1] == pytest.approx(beta1 * m[0] + (1 - beta1) * g[1])
    assert m[1] == pytest.approx(beta2 * m[0] + (1 - beta2) * g[1])
    assert "| Lion | 2 to 6 |" in flat(LESSON)
    assert r"$c = \beta_1 m + (1 - \beta_1) g$" in flat(LESSON)


def test_adabelief_has_a_tiny_epsilon() -> None:
    assert RULES["adabelief"].hyper["eps"] == 1e-16
    assert _EPSILON in flat(LESSON)


def test_three_lines_of_adabelief_differ_two_of_them_by_a_name() -> None:
    shown = listed(plan(LESSON, "belief").resolve(), options(LESSON, "belief")["against"])
    adams = [row.text.replace("v_hat", "spread_hat") for row in shown.rows if row.sign == "−"]
    its = [row.text for row in shown.rows if row.sign == "+"]
    changed, *renamed = its
    assert len(its) == 3
    assert [re.sub(r"\bv\b", "spread", text) for text in adams[1:]] == renamed
    end = "(g - m) ** 2 + h.eps"
    assert changed.endswith(end)
    assert f"`{end}`" in flat(LESSON)


def test_no_line_is_wider_than_a_terminal() -> None:
    assert too_wide(LESSON) == []
