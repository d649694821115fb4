"""The claims of the lesson on AdaGrad, their numbers filled in from runs of its live parts."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from adamtui.core.history import DENSE_BYTES
from adamtui.core.plan import Plan
from adamtui.core.rates import effective_rate
from adamtui.core.trace import Trace
from adamtui.course.parse import load
from adamtui.course.plot import Plot
from tests.lesson_parts import (
    Claims,
    LessonParts,
    Section,
    at,
    average_regret,
    first,
    for_good,
    grouped,
    recorded,
    series,
    sizes,
    with_settings,
)

LESSON = LessonParts("30-layer-2-adagrad")
SEEDS = range(8)


def one_sum() -> Claims:
    steady = LESSON.run("one-sum", 10_000)
    s, delta = series(steady, "s"), series(steady, "delta")
    assert tuple(s[[0, 1, 3]]) == (1, 2, 4)
    yield "$s$ just counts: 1, 2, 4."
    yield f"So Δ is ${delta[0]:.4f}$, then ${delta[1]:.4f}$, and ${delta[3]:.4f}$ at update 4."
    yield f"the root of $s$ is {math.sqrt(s[99]):.0f}, and Δ is ${delta[99]:.4f}$."
    yield rf"The tiny $\varepsilon$ is $10^{{{math.log10(steady.run.hyper['eps']):.0f}}}$ here."
    steep = recorded(Plan("adagrad", fn="1000*x", start=(0.0,), settings={"lr": 0.1}), 10)
    assert sizes(steep) == pytest.approx(sizes(steady)[:10])
    assert sizes(steep)[0] == pytest.approx(1)
    yield from falling_rate(-delta)


def falling_rate(rate: np.ndarray) -> Claims:
    """`rate` is that of the engine on slopes of 1, from update 1 on."""
    plot = next(each.options for each in load(LESSON.path).directives() if each.name == "plot")
    assert isinstance(plot, Plot)
    assert (plot.over, plot.at) == ((1, 10_000), 100)
    formula, adams = plot.functions()
    ts = np.arange(1, 10_001)
    assert formula.function("x")(ts) == pytest.approx(rate)
    adam = recorded(Plan("adam", fn="x", start=(0.0,), settings={"lr": 0.1}), 1000)
    assert np.abs(series(adam, "delta")) == pytest.approx(float(adams.function("x")(1.0)))
    yield f"From {rate[0]:.1f} to {rate[99]:.2f}, and at update 10,000 to {rate[9999]:.3f}."


def steep_slopes() -> Claims:
    trace = LESSON.run("rate-at-100", 100)
    s, lr = at(trace, 100, "s"), float(trace.run.hyper["lr"])
    slope, root = at(trace, 100, "g"), math.sqrt(s)
    yield f"$s$ is {s:.0f} and its root {root:.0f}, so the rate is {lr / root:.4f}."
    step = -at(trace, 100, "delta")
    assert step == pytest.approx(-at(LESSON.run("one-sum", 100), 100, "delta"))
    yield f"The step is {slope:.0f} times that, {step:.2f}, as long as for slopes of 1."


def shrinking() -> Claims:
    trace = LESSON.run("shrinking", 1000)
    s = series(trace, "s")
    yield f"From {s[99]:.2f} to {s[999]:.2f}, hardly at all."
    rates = {f"{0.1 / math.sqrt(s[t - 1]):.4f}" for t in (100, 1000)}
    assert len(rates) == 1
    yield f"the effective rate is {rates.pop()} at both."
    for t in (100, 1000):
        taken = -at(trace, t, "delta") / at(trace, t, "g")
        assert taken == pytest.approx(0.1 / math.sqrt(s[t - 1]))
    yield f"At update 100 $x$ is {at(trace, 100, 'theta'):.4f}."
    assert abs(at(trace, 1000, "theta")) < 5e-14
    yield "At update 1000 it is 0 to thirteen decimals."


@cache
def sparse_runs() -> list[Trace]:
    return LESSON.runs("rare-words", LESSON.until("rare-words"))


def rare_words() -> Claims:
    last = LESSON.until("rare-words")
    often, seldom = last, last / 200
    yield f"{often} squares are in the sum of word 1, about {seldom:.0f} in that of word 200."
    ratio = math.sqrt(often / seldom)
    yield f"rates differ by its root: the rare word's is {ratio:.1f} times as large"
    adagrad, adam, sgd = sparse_runs()
    early = [average_regret(trace, 100) for trace in (adagrad, sgd, adam)]
    assert early == sorted(early, reverse=True)
    yield "AdaGrad is *last*, with {:.3f}; SGD has {:.3f} and Adam {:.3f}.".format(*early)
    assert min(min(series(trace, "regret")[:10]) for trace in (adagrad, adam, sgd)) < 0
    late = [average_regret(trace, last) for trace in (adagrad, adam, sgd)]
    assert late == sorted(late)
    yield "AdaGrad {:.4f}, Adam {:.4f}, SGD {:.4f}.".format(*late)


def eight_seeds() -> Claims:
    last = LESSON.until("rare-words")
    found = np.array([LESSON.regrets("rare-words", last, seed) for seed in SEEDS])
    assert (found[:, 0] < found[:, 1:].min(axis=1)).all()
    yield f"runs the seeds {SEEDS[0]} to {SEEDS[-1]}, the means of the average regret are"
    yield "{:.4f}, {:.4f} and {:.4f}, and AdaGrad is lowest".format(*found.mean(axis=0))
    yield f"come back with `adamtui open {LESSON.path.stem[:2]}`"
    yield "For seed 1, the first command prints {:.4f}, the second {:.4f}:".format(*found[1])


def suited_rates() -> Claims:
    last = LESSON.until("rare-words")
    for plan in LESSON.plans("rare-words"):
        suited = float(plan.resolve().hyper["lr"])
        others = (recorded(with_settings(plan, lr=suited * by), last, DENSE_BYTES)
                  for by in (1, 1 / 3, 3))  # fmt: skip
        best, *worse = (average_regret(trace, last) for trace in others)
        assert best < min(worse)
    yield "With a third of that, or three times as much, it does worse"


def rates_by_word() -> Claims:
    adagrad, adam, _ = sparse_runs()
    last = LESSON.until("rare-words")

    def rate(trace: Trace, word: int, t: int) -> float:
        return float(effective_rate(trace, word - 1, t, t)[1][-1])

    slow, fast = ([rate(trace, 1, t) for t in (1000, last)] for trace in (adagrad, adam))
    yield f"AdaGrad's rate falls from {slow[0]:.4f} to {slow[1]:.4f}, while"
    yield f"Adam's goes from {fast[0]:.4f} to {fast[1]:.4f}."
    rarer = [rate(trace, 10, last) for trace in (adagrad, adam)]
    yield "at update 5000, AdaGrad's is {:.4f} and Adam's {:.4f}.".format(*rarer)
    factors = {f"{rarer[0] / slow[1]:.1f}", f"{rarer[1] / fast[1]:.1f}"}
    assert len(factors) == 1
    yield f"by about as much: by a factor of {factors.pop()}."


def long_way() -> Claims:
    adagrad, rmsprop, adam = LESSON.runs("long-way", LESSON.until("long-way"))
    near = {
        name: first(np.abs(series(trace, "theta")) < 0.1)
        for name, trace in {"adagrad": adagrad, "rmsprop": rmsprop, "adam": adam}.items()
    }
    end = grouped(near["adagrad"])
    yield f"At update {end} it stops by itself."
    assert near["adagrad"] == LESSON.until("long-way")
    yield f"at update {near['rmsprop']}, Adam at {near['adam']}, AdaGrad at {end}."
    yield f"the updates {near['rmsprop']}, {near['adam']} and {end} (type it"
    yield f"At update {near['adam']}, AdaGrad still stands at {at(adagrad, 500, 'theta'):.2f}."
    assert round(50 - at(rmsprop, 1, "theta"), 6) == 1
    roots = 1 / np.sqrt(np.arange(1, near["adagrad"] + 1))
    behind = 2 * math.sqrt(near["adagrad"]) - roots.sum()
    yield rf"close to $\eta\,(2\sqrt{{t}} - {behind:.2f})$"
    yield f"Leave out the small {behind:.2f}."
    way = 49.9 / 0.1
    yield f"Adam has to go 49.9, at 0.1 a step: about {way:.0f} steps."
    yield rf"$2\sqrt{{t}} = {way:.0f} + {behind:.2f}$, so $t$ is about {end}."
    far = ((500 - 0.1) / 0.1 + behind) / 2
    yield f"about {far**2 / 1e6:.1f} million; ten times as many for Adam, about 5000."


def rest() -> Claims:
    until = LESSON.until("rest")
    adagrad, adam = LESSON.runs("rest", until + 1)
    low = recorded(with_settings(LESSON.plans("rest")[1], lr=0.01), until)
    yield "it has {:.4f}, and Adam {:.4f}.".format(*(reached(x, until) for x in (adagrad, adam)))
    yield "At update 2000 it is {:.4f} against {:.4f}.".format(
        *(reached(each, 2000) for each in (adagrad, adam))
    )
    losses = [series(each, "loss")[1000:until].mean() for each in (adagrad, adam, low)]
    yield (
        "Over updates 1001 to 3000, a test of this program finds a mean loss of"
        f" {losses[0]:.3f} for AdaGrad, and {losses[1]:.3f} for Adam."
    )
    yield f"its mean loss was {losses[2]:.3f}, less than AdaGrad's here."
    assert losses[2] < losses[0]
    near = [first(series(each, "loss") < 0.1) - 1 for each in (adagrad, adam, low)]
    assert max(near[:2]) <= 70
    yield "both rules have a loss below 0.1 within 70 updates;"
    yield f"Adam at 0.01 needs {near[2]}."


def reached(trace: Trace, t: int) -> float:
    """The loss at the point that update t leads to, which the next one measures."""
    return trace.step(t + 1).loss


def forgetting() -> Claims:
    adagrad, rmsprop, adam = LESSON.runs("forgetting", LESSON.until("forgetting"))
    for trace in (adagrad, rmsprop, adam):
        assert series(trace, "g")[:2] == pytest.approx([10, 0.1])
    yield "$5.05x + 4.95|x|$. Right of 0 that is $10x$, left of 0 it is $0.1x$."
    assert at(adagrad, 1, "s") == pytest.approx(100)
    yield r"$0.1/\sqrt{100.01}$, which is " + f"{sizes(adagrad)[1]:.4f}."
    doubled = first(series(adagrad, "s") >= 2 * at(adagrad, 1, "s") - 0.02)
    assert doubled == pytest.approx(10_000, rel=1e-3)
    yield "Each update adds 0.01 to $s$, so it doubles in 10,000 updates."
    back = [for_good(sizes(trace) >= 0.5) for trace in (rmsprop, adam)]
    assert (sizes(adagrad)[1:] < 0.5).all()
    assert (sizes(adam)[1:3] > 0.5).all()
    assert (sizes(adam)[3 : back[1] - 1] < 0.5).all()
    yield "RMSProp from update {} on, Adam from update {} on, AdaGrad not at all".format(*back)
    yield rf"10,000 its steps are {sizes(adagrad)[-1]:.5f} $\eta$"
    assert (np.diff(sizes(adagrad)) < 0).all()
    yield rf"Adam's are {sizes(adam)[-1]:.3f} $\eta$."
    s, v, slow = series(adagrad, "s"), series(rmsprop, "v"), series(adam, "v")
    yield f"In $s$ it stays: {s[0]:.0f}, {s[1]:.2f}, {s[2]:.2f}."
    yield f"from {v[0]:.4f} to {v[1]:.4f} and {v[2]:.4f}"
    yield f"Adam's from {slow[0]:.4f} to {slow[1]:.4f} and {slow[2]:.4f}."


def libraries() -> Claims:
    firsts = {
        convention: sizes(
            recorded(Plan("adagrad", fn="0.1*x", start=(0.0,), convention=convention), 1)
        )[0]
        for convention in ("pytorch", "optax", "keras")
    }
    assert firsts["pytorch"] == pytest.approx(1)
    assert firsts["keras"] == pytest.approx(firsts["optax"])
    yield rf"the first step is then {firsts['optax']:.3f} $\eta$ instead of $\eta$"


SECTIONS: tuple[Section, ...] = (
    one_sum,
    steep_slopes,
    shrinking,
    rare_words,
    eight_seeds,
    suited_rates,
    rates_by_word,
    long_way,
    rest,
    forgetting,
    libraries,
)
