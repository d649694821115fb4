"""The claims of the lesson on AdaGrad, their numbers filled in from runs of its live parts."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.rates import effective_rate
from adamtui.core.sparse import sample
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


def shrinking() -> Claims:
    trace = LESSON.run("shrinking", 1000)
    s = series(trace, "s")
    yield f"From {s[99]:.2f} to {s[999]:.2f}, hardly at all."
    rates = {f"{0.1 / math.sqrt(s[t - 1]):.4f}" for t in (100, 1000)}
    assert len(rates) == 1
    yield f"The effective rate is {rates.pop()} at both"
    assert abs(at(trace, 1000, "theta")) < 5e-14


@cache
def sparse_runs() -> list[Trace]:
    return LESSON.runs("rare-words", LESSON.until("rare-words"))


def rare_words() -> Claims:
    last = LESSON.until("rare-words")
    yield f"rates differ by its root: the rare word's is {math.sqrt(200):.1f} times as large"
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
    yield "the means are {:.4f}, {:.4f} and {:.4f}".format(*found.mean(axis=0))


def rates_by_word() -> Claims:
    adagrad, adam, _ = sparse_runs()
    last = LESSON.until("rare-words")
    met = np.sum([sample(0, t)[0] for t in range(1, last + 1)], axis=0)
    assert met[0] == last
    slow, fast = (
        [effective_rate(trace, word - 1, last, last)[1][-1] for word in (1, 10, 200)]
        for trace in (adagrad, adam)
    )
    yield f"AdaGrad's rate has fallen to {slow[0]:.4f}"
    yield f"of word 10, which came {met[9]:.0f} times, to {slow[1]:.4f}."
    yield f"Of word 200, which came {met[199]:.0f} times, it is {slow[2]:.3f}."
    yield f"differ by word just as much: {fast[0]:.4f}, {fast[1]:.4f} and {fast[2]:.3f}."


def long_way() -> Claims:
    adagrad, rmsprop, adam = LESSON.runs("long-way", LESSON.until("long-way"))
    near = {
        name: first(np.abs(series(trace, "theta")) < 0.1)
        for name, trace in {"adagrad": adagrad, "rmsprop": rmsprop, "adam": adam}.items()
    }
    end = grouped(near["adagrad"])
    assert near["adagrad"] == LESSON.until("long-way")
    yield f"at update {near['rmsprop']}, Adam at {near['adam']}, AdaGrad at {end}."
    yield f"the updates {near['rmsprop']}, {near['adam']} and {end} (type it"
    yield f"At update {near['adam']}, AdaGrad still stands at {at(adagrad, 500, 'theta'):.2f}."
    assert round(50 - at(rmsprop, 1, "theta"), 6) == 1
    roots = 1 / np.sqrt(np.arange(1, near["adagrad"] + 1))
    behind = 2 * math.sqrt(near["adagrad"]) - roots.sum()
    yield rf"close to $\eta\,(2\sqrt{{t}} - {behind:.2f})$"
    way = 49.9 / 0.1
    yield f"Adam has to go 49.9, at 0.1 a step: about {way:.0f} steps."
    yield rf"$2\sqrt{{t}} = {way:.0f} + {behind:.2f}$, so $t$ is about {end}."
    far = ((500 - 0.1) / 0.1 + behind) / 2
    yield f"about {far**2 / 1e6:.1f} million; ten times as many for Adam, about 5000."


def rest() -> Claims:
    losses = [
        series(trace, "loss")[1000:].mean() for trace in LESSON.runs("rest", LESSON.until("rest"))
    ]
    yield "Over updates 1001 to 3000 its mean loss is {:.3f}, and Adam's is {:.3f}.".format(*losses)


def forgetting() -> Claims:
    adagrad, rmsprop, adam = LESSON.runs("forgetting", LESSON.until("forgetting"))
    for trace in (adagrad, rmsprop, adam):
        assert series(trace, "g")[:2] == pytest.approx([10, 0.1])
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
    shrinking,
    rare_words,
    eight_seeds,
    rates_by_word,
    long_way,
    rest,
    forgetting,
    libraries,
)
