"""Every number in the last lesson is recomputed by the engine, or cited from its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import pytest

from adamtui.core.listing_difference import listed
from adamtui.core.mistakes import mistakes
from adamtui.core.plan import Plan
from adamtui.core.prediction import asked, judge
from adamtui.core.replayed import replayed
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace
from tests.history_parts import (
    flat,
    loose,
    loss_after,
    options,
    part,
    path,
    plan,
    race,
    record,
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


def forecast_error() -> Claims:
    trace = part(LESSON, "steady", 50, rule="adabelief")
    beta1 = trace.run.hyper["beta1"]
    off = series(trace, "g") - series(trace, "m")
    assert off == pytest.approx(beta1 ** np.arange(1, 51))
    yield rf"At $\beta_1 = {beta1}$ it loses a tenth at every update."


def uncorrected() -> float:
    """The first step without bias correction, in units of η."""
    trace = Trace(Plan(rule="adam", settings={"correction": "none"}).on(replayed(np.ones((1, 1)))))
    trace.extend_to(1)
    return float(abs(series(trace, "delta")[0]) / trace.run.hyper["lr"])


def whole_story() -> Claims:
    yield rf"{uncorrected():.3f} $\eta$ at the defaults, where 1 $\eta$ was meant."
    moved = {
        rule: in_cents(rule) for rule in ("sgd", "momentum", "adagrad", "adam", "adam_l2", "adamw")
    }
    assert {rule for rule, same in moved.items() if same} == {"adagrad", "adam", "adamw"}
    yield "every slope is 100 times as large."
    yield "so it becomes 100 times as long."
    yield "$g$ is 100 times as large and"


def in_cents(rule: str) -> bool:
    """Whether a rule takes the same path where the loss is a hundred times as large."""
    decay = {"weight_decay": 0.5} if "weight_decay" in RULES[rule].hyper else {}
    settings = {"lr": 0.05, **decay}
    fns = (f"{factor}*((x-1)**2 + 10*(y+1)**2)" for factor in (1, 100))
    one, other = (path(record(Plan(rule=rule, fn=fn, start=(-4, 2), settings=settings), 200))
                  for fn in fns)  # fmt: skip
    return bool(np.allclose(one, other, atol=1e-3))


def challenge() -> Trace:
    given = options(LESSON, "three-updates")
    gradients = np.array([float(each) for each in given["gradients"].split(",")])
    settings = {name: float(given[name]) for name in ("lr", "weight_decay")}
    asked = Plan(rule=given["rule"], gradients=tuple(gradients), start=(float(given["start"]),),
                 settings=settings)  # fmt: skip
    return record(asked, len(gradients))


def three_updates() -> Claims:
    trace = challenge()
    h = trace.run.hyper
    signs = (f"{value:.0f}".replace("-", "−") for value in series(trace, "g"))
    yield f"| t | {' | '.join(str(t) for t in range(1, trace.last + 1))} |"
    yield f"| g | {' | '.join(signs)} |"
    yield rf"The learning rate is $\eta = {h['lr']}$ and the decay $\lambda = {h['weight_decay']}$."
    yield rf"$\beta_1 = {h['beta1']}$, $\beta_2 = {h['beta2']}$, $\varepsilon = 10^{{-8}}$."
    yield "`0.9*0 + 0.1*4`"
    m_hat, v_hat, delta = (series(trace, name) for name in ("m_hat", "v_hat", "delta"))
    theta, decayed = series(trace, "theta"), series(trace, "theta_decayed")
    assert theta[3] < theta[2]
    yield rf"$\hat m$ still holds the first two slopes and is {m_hat[2]:.2f}, above 0."
    yield rf"$\sqrt{{\hat v}} = {v_hat[2] ** 0.5:.2f}$"
    yield rf"so the step is only {abs(delta[2]) / h['lr']:.2f} $\eta$ long."
    shrunk = theta[2] - decayed[2]
    assert round(shrunk / abs(delta[2])) == 7
    yield f"The decay takes {shrunk:.3f} in that update, seven times as much"
    yield f"would have been {uncorrected():.2f} times as long"
    plain = np.cumsum(series(trace, "g") ** 2) / np.arange(1, 11)
    assert v_hat[:3] == pytest.approx(plain[:3], rel=1e-3)
    yield rf"$\hat v$ was {plain[0]:.0f}, then {plain[1]:.0f}, then {plain[2]:.0f}, almost exactly"
    yield f"its weight should be at {theta[10]:.4f}."
    start = f"{theta[0]:.0f} --set lr={h['lr']} weight_decay={h['weight_decay']}"
    yield f"adamtui trace adamw --grads g.csv --start {start}"


def test_no_usual_slip_of_the_challenge_passes_for_right() -> None:
    trace = challenge()
    passed = {
        mistake.name
        for t in (1, 2, 3)
        for line in trace.lines
        if asked(trace.run.problem, line)
        for mistake in mistakes(trace, t, line)
        if judge(trace, t, line, mistake.values.tolist()).right
    }
    # Of ε nothing can be seen where slopes are as large as these.
    assert all("eps" in name or "keras" in name for name in passed), passed


SECTIONS: tuple[Callable[[], Claims], ...] = (
    bent,
    later,
    steady,
    forecast_error,
    sums,
    whole_story,
    three_updates,
)


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
