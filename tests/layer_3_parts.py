"""The claims of the lesson on AMSGrad, their numbers filled in from runs of its live parts."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace
from tests.lesson_parts import (
    Claims,
    LessonParts,
    Section,
    at,
    average_regret,
    for_good,
    grouped,
    recorded,
    series,
    sizes,
)

LESSON = LessonParts("40-layer-3-amsgrad")
END = 3000
SEEDS = range(8)
GIVEN = 20_200
"""The slopes that the reader puts into a file."""


def position(trace: Trace, t: int) -> float:
    return at(trace, t, "theta")


def wrong_way() -> Claims:
    trace = LESSON.run("wrong-way", END)
    steep = trace.run.problem.values["C"]
    assert series(trace, "g")[:7] == pytest.approx([steep, -1, -1, steep, -1, -1, steep])
    beta2 = trace.run.hyper["beta2"]
    assert beta2 == pytest.approx(1 / (1 + steep**2), rel=1e-3)
    yield rf"$\beta_2 = {beta2}$, which is $1/{1 + steep**2:.0f}$, or $1/(1 + {steep:.0f}^2)$."
    yield rf"Compute $v$ three times, as ${beta2}\, v + {1 - beta2}\, g^2$."
    there = for_good(series(trace, "theta") >= 0.95)
    yield f"From update {there} on it stays at 0.95 or above"
    yield rf"Here $\sqrt{{\beta_2}}$ is {math.sqrt(beta2):.4f}."


def one_round() -> Claims:
    trace = LESSON.run("wrong-way", 303)
    yield f"before the round, $v$ is {at(trace, 300, 'v'):.2f}."
    moves = []
    for t in (301, 302, 303):
        g, v = (at(trace, t, line) for line in ("g", "v"))
        share = g / math.sqrt(v)
        moves.append(at(trace, t, "delta") / trace.run.hyper["lr"])
        assert moves[-1] == pytest.approx(-share, abs=1e-6)
        slope, quotient = (
            text if number > 0 else f"${text}$"
            for number, text in ((g, f"{g:.0f}"), (share, f"{share:.3f}"))
        )
        yield f"| {t} | {slope} | {v:.3f} | {quotient} | ${moves[-1]:+.3f}$ |"
    yield f"The sum is ${sum(moves):+.3f}$. SGD's was $-2$."
    roots = (rf"$\sqrt{{{v:.3f}}} = {math.sqrt(v):.3f}$"
             for v in (at(trace, t, "v") for t in (302, 303)))  # fmt: skip
    yield f"They are divided by {' and '.join(roots)}, and so they count"
    yield f"for {moves[1]:.3f} and {moves[2]:.3f}: two against one."


def falling_rate() -> Claims:
    trace = LESSON.run("wrong-way", END)
    moves = series(trace, "delta") / np.sqrt(np.arange(1, END + 1))
    rounds = moves.reshape(-1, 3).sum(axis=1)
    assert (rounds > 0).all()
    yield f"the sum of the moves is positive in each of the first {len(rounds)} rounds"


def repair() -> Claims:
    (plan,) = LESSON.plans("wrong-way")
    trace = recorded(replace(plan, rule="amsgrad"), 303)
    kept = {f"{at(trace, t, 'v_max'):.3f}" for t in (300, 301, 302, 303)}
    assert len(kept) == 1
    yield rf"Now $v_{{\max}}$ is {kept.pop()} all the way."
    moves = [at(trace, t, "delta") / trace.run.hyper["lr"] for t in (301, 302, 303)]
    steps = "${:+.3f}$, ${:+.3f}$ and ${:+.3f}$.".format(*moves)
    yield f"{steps} The sum is ${sum(moves):.3f}$"
    v, v_max, v_hat = (at(trace, 2, line) for line in ("v", "v_max", "v_hat"))
    yield rf"$v$ has fallen to {v:.3f}, while $v_{{\max}}$ is still {v_max:.3f}."
    yield f"Corrected, that is {v_hat:.3f}, and"


def regret() -> Claims:
    until = LESSON.until("regret")
    assert until == END
    adam, amsgrad, sgd = LESSON.runs("regret", until)
    loss = adam.run.problem.loss
    assert loss is not None
    forever, best = (np.mean([loss(np.array([x]), t) for t in (1, 2, 3)]) for x in (1.0, -1.0))
    yield f"One round at 1 costs {3 * forever:.0f}, at $-1$ it costs ${3 * best:.0f}$."
    yield f"So it loses {3 * (forever - best):.0f} in three updates, {forever - best:.3f} each."
    yield f"Adam's average regret is {average_regret(adam, END):.3f}"
    yield f"AMSGrad's is {average_regret(amsgrad, END):.3f}"
    yield f"its $x$ is ${position(amsgrad, END):.3f}$"
    there = for_good(series(amsgrad, "theta") <= -0.95)
    yield f"it is at $-0.95$ or below from update {there} on."
    yield f"SGD, which divides by nothing, has {average_regret(sgd, END):.3f}."
    assert series(adam, "theta")[1000:].min() > 0.95


def settings() -> Claims:
    adam, low, middle, high, long, amsgrad = LESSON.runs("settings", LESSON.until("settings"))
    assert [each.run.hyper["beta1"] for each in (adam, low, middle, high)] == [0, 0.2, 0.5, 0.9]
    assert min(position(adam, END), position(low, END)) > 0.95
    assert position(amsgrad, END) < -0.95
    yield r"Right, to the wrong end: $\beta_1 = 0$ and 0.2."
    yield (
        rf"Left: $\beta_1 = 0.5$, which is at ${position(middle, END):.3f}$, and 0.9, at "
        rf"${position(high, END):.3f}$."
    )
    yield rf"Left, too: $\beta_2 = {long.run.hyper['beta2']}$, at ${position(long, END):.3f}$"


def knobs() -> Claims:
    long, averaged = (
        LESSON.run("wrong-way", END, beta2=0.999),
        LESSON.run("wrong-way", END, beta1=0.9),
    )
    there = [for_good(series(trace, "theta") <= -0.95) for trace in (long, averaged)]
    assert max(there) < 600
    yield rf"With $\beta_2 = 0.999$, $x$ is $-0.95$ or below from update {there[0]} on"
    yield rf"with $\beta_1 = 0.9$, from update {there[1]} on."
    (plan,) = LESSON.plans("wrong-way")
    usual = recorded(replace(plan, settings={}), END)
    assert usual.run.hyper["beta2"] == 0.999
    assert position(usual, END) < -0.95


def by_chance() -> Claims:
    until = LESSON.until("by-chance")
    adam, amsgrad = (position(trace, until) for trace in LESSON.runs("by-chance", until))
    yield f"Adam ends at {adam:.3f}, AMSGrad at ${amsgrad:.3f}$."
    low, high = 1.0, -1.0
    for seed in SEEDS:
        ours, theirs = (
            series(recorded(replace(plan, seed=seed), until), "theta")[-1000:]
            for plan in LESSON.plans("by-chance")
        )
        low, high = min(low, ours.min()), max(high, theirs.max())
    yield f"Adam is never below {math.floor(low * 100) / 100:.2f}"
    yield f"AMSGrad never above ${math.ceil(high * 100) / 100:.2f}$."


def defaults() -> Claims:
    slopes = [[1010.0 if t % 101 == 1 else -10.0] for t in range(1, GIVEN + 1)]
    where = replayed(np.array(slopes))
    adam, amsgrad = (Trace(Plan(rule).on(where), limit=2**27) for rule in ("adam", "amsgrad"))
    for trace in (adam, amsgrad):
        trace.extend_to(GIVEN)
    usual = adam.run.hyper
    root = math.sqrt(usual["beta2"])
    yield rf"$\sqrt{{\beta_2}}$ is {root:.4f}, and $\beta_1 = {usual['beta1']}$ is less."
    yield f"$(1010 - 1000)/101$, about {np.mean(slopes):.3f}."
    yield f"To come back here, type `adamtui open {LESSON.path.stem[:2]}`."
    half = GIVEN // 2
    yield rf"All settings are at their defaults, with $\eta = {usual['lr']}$."
    yield (
        f"After {grouped(half)} updates Adam is at ${position(adam, half):+.4f}$, after"
        f" {grouped(GIVEN)} at ${position(adam, GIVEN):+.4f}$: it climbs."
    )
    yield (
        f"AMSGrad goes from ${position(amsgrad, half):.4f}$ to"
        f" ${position(amsgrad, GIVEN):.4f}$: it falls."
    )
    v = series(adam, "v")[-101:]
    assert v[-1] / v[0] == pytest.approx(0.9, abs=0.01)
    for trace, sign in ((adam, 1), (amsgrad, -1)):
        by_round = series(trace, "theta")[100::101][-100:]
        assert (np.diff(by_round) * sign > 0).all()


def three() -> Claims:
    until = LESSON.until("three")
    adam, pytorch, optax = LESSON.runs("three", until)
    for trace in (adam, pytorch, optax):
        assert series(trace, "g")[:10] == pytest.approx([10.0] + [0.1] * 9)
    slope, kink = adam.run.problem.gradient, 0.9995
    either = [float(slope(np.array([kink + way]), 1)[0]) for way in (1e-6, -1e-6)]
    yield f"a slope of {either[0]:.0f} right of {kink} and of {either[1]:.1f} left of it"
    for trace, divisor in ((adam, "v_hat"), (pytorch, "v_hat"), (optax, "v_max")):
        quotient = series(trace, "m_hat") / np.sqrt(series(trace, divisor))
        assert sizes(trace) == pytest.approx(quotient, rel=1e-6)
    yield rf"$v = {at(adam, 1, 'v'):.0f}$ and $\hat v = {at(adam, 1, 'v_hat'):.0f}$."
    filled = 1 - adam.run.hyper["beta2"] ** 10
    yield f"($0.9^{{10}}$ is {1 - filled:.3f}.)"
    yield f"the root of $10/{filled:.3f} = {at(pytorch, 10, 'v_hat'):.2f}$."
    assert at(optax, 10, "v_max") == pytest.approx(100)
    yield rf"Adam, with $\hat v = {at(adam, 10, 'v_hat'):.2f}$, is at {position(adam, 10):.11f}"
    yield f"PyTorch's AMSGrad at {position(pytorch, 10):.11f}"
    yield f"optax's at {position(optax, 10):.11f}."
    yield rf"At update 1000 Adam's steps are {sizes(adam)[until - 1]:.3f} $\eta$ again."
    yield rf"steps of {sizes(pytorch)[-1]:.4f} $\eta$ and optax's of {sizes(optax)[-1]:.4f} $\eta$"


def practice() -> Claims:
    texts = 5000
    found = [
        [
            average_regret(recorded(Plan(rule, "sparse", seed=seed), texts, 2**23), texts)
            for rule in ("amsgrad", "adam")
        ]
        for seed in SEEDS
    ]
    amsgrad, adam = np.mean(found, axis=0)
    yield f"after {texts} texts, the average regret is {amsgrad:.4f} for AMSGrad and {adam:.4f}"
    yield f"as the mean of the seeds {SEEDS[0]} to {SEEDS[-1]} (a test"
    until = LESSON.until("digits")
    scores = {
        f"{trace.step(until).scores['accuracy']:.3f}" for trace in LESSON.runs("digits", until)
    }
    assert len(scores) == 1
    yield f"There is none: {scores.pop()} for both."


SECTIONS: tuple[Section, ...] = (
    wrong_way,
    one_round,
    falling_rate,
    repair,
    regret,
    settings,
    knobs,
    by_chance,
    defaults,
    three,
    practice,
)
