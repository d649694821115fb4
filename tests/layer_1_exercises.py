"""What the exercises of the lesson on moving averages say, recomputed.

Each function yields phrases that must stand in the lesson, with the numbers filled in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

import pytest

from adamtui.course.bug import Bug
from adamtui.course.predict import Predict
from tests.layer_1_parts import at, exercise, key, made, part, series, sizes

Claims: TypeAlias = Iterator[str]


def same_pace() -> Claims:
    rate = 0.2
    yield rf"SGD does well with $\eta = {rate}$ on a long, steady slope."
    plan = exercise("same-pace").plan()
    assert (plan.rule, plan.settings["lr"]) == ("momentum", rate)
    yield rf"at $\mu = {plan.settings['mu']}$, in the end take steps of the same length?"
    updates = made(plan, 1000)
    in_the_end = sizes(updates)[-1] / rate
    assert at(updates, 1000, "b") == pytest.approx(in_the_end)
    assert in_the_end == pytest.approx(1 / (1 - 0.95))
    yield f"[!ANSWER] {key('same-pace'):.2f}. In the end"
    yield rf"$b$ is $g/(1 - \mu) = {in_the_end:.0f}\, g$. So"
    yield rf"momentum's step is ${in_the_end:.0f} \eta g$, and that shall be ${rate}\, g$."


def weight_so_far() -> Claims:
    m = series(part("corrected", 3), "m")
    assert key("weight-so-far") == pytest.approx(m[2])
    yield f"$0.1 + 0.09 + 0.081 = {key('weight-so-far'):.3f}$, which is $1 - 0.9^3$."


def direction() -> Claims:
    first = part("uncorrected", 1)
    m, root = at(first, 1, "m"), math.sqrt(at(first, 1, "v"))
    assert root < m < 1
    mended = sizes(part("corrected", 1, correction="m"))[0]
    yield f"It makes the very first {mended:.2f} times as long"
    yield rf"by a factor of {1 / m:.0f}, $\sqrt{{v}}$ by {1 / root:.2f},"
    yield rf"the first step is {sizes(first)[0]:.3f} times $\eta$. Where you read"
    level = part("uncorrected", 1, beta2=0.99)
    assert sizes(level)[0] == pytest.approx(1, rel=1e-6)
    yield r"for $m$ and $\sqrt{v}$ at update 1 it would, with $\beta_2 = 0.99$."


def a_slip() -> Claims:
    bug = exercise("a-slip")
    assert isinstance(bug, Bug)
    hunt = bug.hunt()
    assert hunt.shows == 2
    hunt.comparison.extend_to(100)
    for t in range(1, 101):
        values = hunt.this.step(t).values
        assert values["m_hat"] == pytest.approx(10 * values["m"])
    yield r"The divisor of $m$ stays at 0.1, as if $t$ were 1 for ever"
    yield r"$\hat m$ ends up ten times as large as $m$."


def two_slopes() -> Claims:
    predict = exercise("two-slopes")
    assert isinstance(predict, Predict)
    assert predict.gradients is not None
    yield f"two slopes that cancel: {predict.gradients[0]:.0f}, then ${predict.gradients[1]:.0f}$."
    updates = made(predict.plan(), predict.updates)
    (m_hat, v_hat, delta) = (series(updates, line) for line in ("m_hat", "v_hat", "delta"))
    assert at(updates, 2, "m") == pytest.approx(0.9 * at(updates, 1, "m") + 0.1 * -2)
    yield f"${delta[0]:.4f}$, a full $\\eta$, and then {delta[1]:.5f}."
    assert v_hat[0] == pytest.approx(v_hat[1])
    yield rf"$\hat v$ is {v_hat[0]:.0f} both times"
    yield rf"$\hat m$ goes from {m_hat[0]:.0f} to ${m_hat[1]:.4f}$."
    assert predict.plan().settings["lr"] == 0.1


EXERCISES = (same_pace, weight_so_far, direction, a_slip, two_slopes)
