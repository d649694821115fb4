"""Every number in the lesson on weight decay is recomputed by the engine, none taken on trust.

A claim is a phrase of the lesson with its numbers filled in. It must stand in the lesson; and a
number that stands in no claim must be one that the lesson chooses, or cites.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from adamtui.core import softmax
from adamtui.core.entrants import changed
from adamtui.core.fork import Fork
from adamtui.core.problem import Array
from adamtui.core.rates import effective_rate
from adamtui.core.rulebook import rule_for
from adamtui.core.trace import Trace
from tests.layer_4_parts import LESSON, RUNS, digits, ends, many, point, theta
from tests.lesson_parts import Claims, Section, at, claims, recorded, with_settings

CHOSEN = {"0.1", "1.1", "0.01", "0.001", "0.5", "10", "100", "300", "5000", "20,000", "20000"}
CITED = {
    "1711.05101",
    "15",  # per cent fewer errors, on CIFAR-10 and ImageNet32x32: Loshchilov & Hutter 2019
    "32",
    "1988",
    "1991",
    "2019",
    "2023",
    "2024",
}
ETA, LAMBDA = 0.001, 0.1
SD = (0.1, 10.0)


def two_examples() -> Claims:
    x, y = np.linalg.solve(np.array([[1, 1], [1, 1.1]]), np.array([1, 2]))
    yield f"$y = {y:.0f}$ and $x = {x:.0f}$. It says ${x:.0f}$ for $u = 0$ and {x + 2 * y:.0f} for"
    steps = int(LESSON.options("two-examples")["steps"])
    free = theta(LESSON.run("two-examples", steps), steps)
    yield rf"θ is at $({free[0]:.2f}, {free[1]:.2f})$ and still on its way."
    assert free[1] < y - 0.01
    penalised = LESSON.run("two-examples", steps, weight_decay=0.1)
    x, y = theta(penalised, steps)
    assert theta(penalised, steps - 1000) == pytest.approx([x, y], rel=1e-12)
    yield f"θ rests at ({x:.3f}, {y:.3f}). The line says {x + y:.2f} and {x + 1.1 * y:.2f} for"
    yield f"For $u = 0$ it says {x:.2f}, and for $u = 2$ it says {x + 2 * y:.2f}."


def the_same_for_sgd() -> Claims:
    until = LESSON.until("same")
    inside, outside = LESSON.runs("same", until)
    apart = [np.abs(theta(inside, t) - theta(outside, t)) for t in range(1, until + 1)]
    assert np.max(apart) < 1e-15
    assert {"g_l2"} == set(inside.lines) - set(outside.lines)
    yield f"and so of Δ, which is {at(inside, 1, 'delta'):.3f} in $x$."
    yield f"in the row θ′, and Δ is {at(outside, 1, 'delta'):.3f}."


def swallowed() -> Claims:
    inside = LESSON.run("swallowed", 1)
    g, m, v, delta = (at(inside, 1, line) for line in ("g_l2", "m_hat", "v_hat", "delta"))
    yield rf"$\tilde g = {g:.1f}$, so $\hat m = {m:.1f}$ and $\sqrt{{\hat v}} = {math.sqrt(v):.1f}$"
    yield rf"$\Delta = {delta:.1f}$. With $\lambda = 0$ or $\lambda = 0.5$ it is ${delta:.1f}$"
    for decay in (0.0, 0.1, 0.5):
        each = LESSON.run("swallowed", 1, weight_decay=decay)
        assert at(each, 1, "delta") == pytest.approx(-0.1, rel=1e-6)
        assert at(each, 1, "theta") == pytest.approx(0.9)
    yield "θ goes to 0.9 each time."
    (plan,) = LESSON.plans("swallowed")
    base, _ = changed("adamw", plan)
    ways = [
        recorded(changed(f"adamw weight_decay={decay}", base)[0], 1)
        for decay in ("0", "0.1", "0.5")
    ]
    for each in ways:
        assert at(each, 1, "delta") == pytest.approx(-0.1, rel=1e-6)
    free, some, more = (at(each, 1, "theta") for each in ways)
    yield rf"θ goes to {free:.1f} for $\lambda = 0$, to {some:.2f} for 0.1 and"
    yield f"to {more:.2f} for 0.5. What you ask for"


def second_decay() -> Claims:
    trace = LESSON.run("second-decay", 2)
    start, end = at(trace, 1, "theta"), at(trace, 2, "theta_decayed")
    yield rf"${start:.2f} \cdot {end / start:.2f} = {end:.4f}$."
    (shown,), (asked,) = LESSON.plans("one-line"), LESSON.plans("second-decay")
    assert shown == asked


def shares() -> Claims:
    left = []
    for name, of in (("L2", [ETA * LAMBDA / sd for sd in SD]), ("AdamW", [ETA * LAMBDA] * 2)):
        cells = [f"{_plain(q)} | {(1 - q) ** 20_000:.3f}" for q in of]
        left.append([(1 - q) ** 20_000 for q in of])
        yield f"{name} | {' | '.join(cells)} |"
    for told, run in zip(left, many("escape"), strict=True):
        assert run.mean(axis=0) == pytest.approx(told, abs=0.01)


def escape() -> Claims:
    inside, outside = ends("escape")
    yield rf"With L2, θ ends at $({point(inside)})$: $x$ is gone"
    yield f"With AdamW it ends at ({point(outside)}): both have shrunk"
    until = LESSON.until("escape")
    for trace in LESSON.runs("escape", until):
        x, y = (effective_rate(trace, i, until, until)[1][0] for i in (0, 1))
        assert (f"{x:.4f}", f"{y:.4f}") == ("0.0103", "0.0001")
        assert x / y == pytest.approx(100, rel=0.05)
    yield "rate is 0.0103 in $x$ and 0.0001 in $y$, about a hundredth."
    l2, adamw = many("escape")
    yield f"The mean over {RUNS} such runs is ({point(l2.mean(axis=0))}) with L2"
    yield f"and ({point(adamw.mean(axis=0))}) with AdamW."
    x, y = l2.std(axis=0)
    assert adamw.std(axis=0) == pytest.approx(0.07, abs=0.005)
    yield f"with L2 by {x:.2f} in $x$ and {y:.2f} in $y$, with AdamW by 0.07 in both."


def balance() -> Claims:
    yield rf"$x = 1/(1 + \lambda) = {1 / (1 + LAMBDA):.3f}$"
    quiet, loud = (1 / (1 + LAMBDA * sd) for sd in SD)
    yield rf"With $\lambda = {LAMBDA}$ that is {quiet:.3f} if $\sqrt{{\hat v}}$ is {SD[0]},"
    yield f" but {loud:.3f} if it is {SD[1]:.0f}."
    inside, outside = ends("balance")
    yield f"With L2, θ ends at ({point(inside)}). With AdamW it ends at ({point(outside)})."
    l2, adamw = (run.mean(axis=0) for run in many("balance"))
    yield f"means over {RUNS} runs are ({point(l2)}) and ({point(adamw)})."
    assert l2[1] > 1 / (1 + LAMBDA)
    assert adamw[1] > loud


def units() -> Claims:
    rule = rule_for("adamw").hyper
    rate, decay = float(rule["lr"]), float(rule["weight_decay"])
    n = round(1 / (rate * decay))
    assert (1 - 1 / n) ** n == pytest.approx(1 / math.e, rel=1e-4)
    yield f"falls to {1 / math.e:.3f} of its size, a little over a third"
    yield rf"$\eta = {rate}$ and $\lambda = {decay}$? [!ANSWER] {1 / (rate * decay):,.0f}. In a run"
    for name, title in (("pytorch", "PyTorch"), ("optax", "optax"), ("keras", "Keras")):
        default = float(rule_for("adamw", name).hyper["weight_decay"])
        yield rf"{title} | $\eta\lambda\theta$ | {_plain(default)} |"
    halves = math.log(0.5) / math.log(1 - 1 / n)
    yield rf"After {math.ceil(halves):,}: $\ln 0.5 / \ln {1 - 1 / n}$ is {halves:,.1f}."
    yield rf"${math.log(2):.3f}/(\eta\lambda)$, for {math.log(2):.3f} is the logarithm of 2."
    assert halves == pytest.approx(n * math.log(2), rel=1e-5)
    trace = LESSON.run("lambda", 1)
    (plan,) = LESSON.plans("lambda")
    fork = Fork(trace, 0, changed("convention=paper", plan)[0])
    fork.extend_to(1)
    ours, papers = (at(each, 1, "theta") for each in fork.traces)
    yield f"PyTorch's θ goes to {ours:.5f}, the paper's to {papers:.2f}."
    yield rf"It shrinks {(1 - papers) / (1 - ours):.0f} times as much, $1/\eta$."


def copied() -> Claims:
    (plan,) = LESSON.plans("copied-lambda")
    papers = recorded(plan, 1)
    rate, decay = (float(papers.run.hyper[name]) for name in ("lr", "weight_decay"))
    yield rf"used $\lambda = {_plain(decay)}$ in the paper's convention, with $\eta = {rate}$ and"
    yield f"[!ANSWER] {decay / rate:.2f}. In the paper's convention"
    ours = recorded(replace(with_settings(plan, weight_decay=0.05), convention="pytorch"), 1)
    assert at(ours, 1, "theta") == pytest.approx(at(papers, 1, "theta"), rel=1e-15)


def images() -> Claims:
    train, rest = softmax.training(), softmax.test()
    yield f"Take the digits of Layer 0, {len(train.labels):,} to train on and the other"
    yield f"{len(rest.labels)} for the test."
    yield f"from the {softmax.PIXELS} pixels."
    yield f"two of its {softmax.PARAMETERS} parameters"
    right = [_percent(trace, rest) for trace in digits()]
    plain, *inside, gentle, strong = (f"{share:.1f} %" for share in right)
    yield f"Adam gets {plain} right. AdamW gets {gentle} with"
    assert right[0] - right[4] == pytest.approx(100 / len(rest.labels))
    yield f"{strong} with 0.1, one image fewer. Adam with L2 gets {' and '.join(inside)}."
    known = _percent(digits()[0], train)
    yield f"Adam gets {known:.1f} % right, {known - right[0]:.1f} points more than of the others"
    yield f"the share of the {len(rest.labels)} that a model gets right"


def the_same_decay() -> Claims:
    l2 = digits()[1]
    rate = effective_rate(l2, 0, l2.last, l2.last)[1][0]
    eta = float(l2.run.hyper["lr"])
    yield f"the rate of $b_0$ ends at {rate:.3f}, which is {rate / eta:.0f} times"
    weaker = with_settings(LESSON.plans("digits")[1], weight_decay=0.001)
    right = _percent(recorded(weaker, l2.last), softmax.test())
    yield f"With a λ of 0.001, L2 gets {right:.1f} % right too."


def _percent(trace: Trace, images: softmax.Images) -> float:
    return 100 * softmax.accuracy(theta(trace, trace.last), images)


def _plain(value: float) -> str:
    """No power of ten."""
    return f"{value:.8f}".rstrip("0")


SECTIONS: tuple[Section, ...] = (
    two_examples,
    the_same_for_sgd,
    swallowed,
    second_decay,
    shares,
    escape,
    balance,
    units,
    copied,
    images,
    the_same_decay,
)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_the_engine_computes(section: Section) -> None:
    said = LESSON.prose()
    assert [claim for claim in claims(section) if claim not in said] == []


def test_every_number_is_computed_chosen_or_cited() -> None:
    assert LESSON.loose_numbers(SECTIONS, CHOSEN | CITED) == []


def test_a_noisy_weight_escapes_one_way_and_gives_in_the_other() -> None:
    def louder_is_larger(part: str) -> list[bool]:
        means: list[Array] = [run.mean(axis=0) for run in many(part)]
        return [bool(y > x + 0.1) for x, y in means]

    assert louder_is_larger("escape") == [True, False]
    l2, adamw = (run.mean(axis=0) for run in many("balance"))
    assert l2[1] == pytest.approx(l2[0], abs=0.02)
    assert adamw[1] < 0.6 * adamw[0]


def test_the_difference_in_code_is_a_line_before_adam() -> None:
    options = LESSON.options("one-line")
    assert {options["rule"], options["against"]} == {"adamw", "adam_l2"}


def test_no_line_is_wider_than_a_terminal() -> None:
    assert [line for line in LESSON.source.splitlines() if len(line) > 79] == []
