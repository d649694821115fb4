"""What the lessons on AdaGrad, AMSGrad and AdamW build on, computed by the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from math import exp
from typing import Any

import numpy as np
import pytest

from adamtui.core import streams
from adamtui.core.engine import Engine
from adamtui.core.plan import Plan
from adamtui.core.problems import Array, Problem, problem
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace

SHORT = 1 / 17
"""Reddi's β₂ for C = 4."""
LR, DECAY, UPDATES, COPIES = 1e-3, 0.1, 20_000, 50


def recorded(rule: str, name: str, updates: int, seed: int = 0, **settings: Any) -> Trace:
    trace = Trace(Plan(rule, problem=name, seed=seed, settings=settings).resolve())
    trace.extend_to(updates)
    return trace


def walk(trace: Trace) -> Array:
    """θ₀ … θ_T of a run in one coordinate."""
    return trace.series("theta", 0, 0, trace.last)[1]


@pytest.mark.parametrize(("rule", "arrives"), [("adam", 500), ("rmsprop", 377)])
def test_how_long_the_way_from_50_is(rule: str, arrives: int) -> None:
    xs = walk(recorded(rule, "abs", arrives))
    assert np.abs(xs[:-1]).min() >= 0.1 > abs(xs[-1])


def test_adagrad_slows_but_arrives() -> None:
    trace = recorded("adagrad", "abs", 62_615)
    assert trace.step(62_614).values["theta"][0] > 0.1 > trace.step(62_615).values["theta"][0] > 0
    assert pytest.approx((49.9 / 0.2) ** 2, rel=0.01) == 62_615
    for t, rate in ((1, 0.1), (100, 0.01), (10_000, 0.001)):
        assert trace.step(t).values["delta"][0] == pytest.approx(-rate)


@cache
def excess(rule: str) -> tuple[float, ...]:
    """The excess log-loss over 5,000 samples at the suggested rate, for two seeds."""
    return tuple(recorded(rule, "sparse", 5000, seed).step(5000).regret / 5000 for seed in (0, 1))


def test_adagrad_wins_on_sparse_features() -> None:
    for adagrad, adam, sgd in zip(excess("adagrad"), excess("adam"), excess("sgd"), strict=True):
        assert adagrad < 0.92 * adam < adam < 0.85 * sgd
    means = [float(np.mean(excess(rule))) for rule in ("adagrad", "adam", "sgd")]
    assert means == pytest.approx([0.055, 0.062, 0.081], abs=0.001)


def test_adam_walks_to_the_wrong_end() -> None:
    trace = recorded("adam", "reddi", 3000, beta1=0.0, beta2=SHORT)
    xs = walk(trace)
    assert xs[418] < 0.95 <= xs[419:].min()
    assert trace.step(3000).regret / 3000 == pytest.approx(1.289, abs=5e-4)


def test_amsgrad_walks_to_the_right_one() -> None:
    trace = recorded("amsgrad", "reddi", 3000, beta1=0.0, beta2=SHORT)
    xs = walk(trace)
    assert xs[552] > -0.95 >= xs[553:].max()
    assert xs[-1] == pytest.approx(-0.995, abs=5e-4)
    assert trace.step(3000).regret / 3000 == pytest.approx(0.071, abs=5e-4)


def test_the_regret_a_step_comes_to_two_thirds_of_c_less_2() -> None:
    trace = recorded("adam", "reddi", 3000, beta1=0.0, beta2=SHORT)
    late = trace.step(3000).regret - trace.step(1500).regret
    assert late / 1500 == pytest.approx(2 * (4 - 2) / 3, rel=0.01)


@pytest.mark.parametrize(
    ("beta1", "beta2", "end"),
    [(0.0, 0.999, -1), (0.9, SHORT, -1), (0.5, SHORT, -1), (0.2, SHORT, 1), (0.9, 0.999, -1)],
)
def test_adam_is_right_where_v_remembers_or_m_does(beta1: float, beta2: float, end: int) -> None:
    trace = recorded("adam", "reddi", 3000, beta1=beta1, beta2=beta2)
    assert trace.step(3000).values["theta"][0] == pytest.approx(end, abs=0.02)


@cache
def side_by_side(seeds: int, updates: int) -> Problem:
    """The random problem of as many seeds, one coordinate each: its slopes are the same all over.

    One seed after the other, so that each block of updates is drawn once.
    """
    each = [problem("reddi-random", seed) for seed in range(seeds)]
    slopes = [[float(x.gradient(x.start, t)[0]) for t in range(1, updates + 1)] for x in each]
    return replace(replayed(np.array(slopes).T), feasible=each[0].feasible)


@pytest.mark.parametrize(("rule", "sign"), [("adam", 1), ("amsgrad", -1)])
def test_the_random_version_does_the_same_for_200_seeds(rule: str, sign: int) -> None:
    plan = Plan(rule, settings={"lr": 0.01, "beta1": 0.0, "beta2": SHORT})
    trace = Trace(plan.on(side_by_side(200, 1000)))
    trace.extend_to(1000)
    ends = sign * trace.step(1000).values["theta"]
    assert ends.min() > 0.9


def mean_and_error(rule: str, build: Callable[..., Problem]) -> tuple[Array, Array]:
    """The mean over the copies of θ = (x, y) after the last update, and its standard error."""
    engine = Engine(Plan(rule, settings={"weight_decay": DECAY}).on(build(copies=COPIES)))
    buffers = engine.buffers(0, {})
    for _ in range(0, UPDATES, 100):
        _, buffers = engine.record(buffers, 100)
    pairs = buffers.theta.reshape(COPIES, 2)
    return pairs.mean(axis=0), pairs.std(axis=0, ddof=1) / np.sqrt(COPIES)


def after(rate: float, end: float = 0.0) -> float:
    """Where 1 is after the last update, if its distance to `end` shrinks by `rate` a step."""
    return end + (1 - end) * exp(-rate * UPDATES)


QUIET, LOUD = 0.1, 10.0
# (rule, build): the mean of x and of y in theory, a step of Adam being η g / sd.
EXPECTED = {
    ("adam_l2", streams.flat_noise): (after(LR * DECAY / QUIET), after(LR * DECAY / LOUD)),
    ("adamw", streams.flat_noise): (after(LR * DECAY), after(LR * DECAY)),
    ("sgd_l2", streams.flat_noise): (after(LR * DECAY), after(LR * DECAY)),
    ("adam_l2", streams.data_noise): (
        after(LR * (1 + DECAY) / QUIET, 1 / (1 + DECAY)),
        after(LR * (1 + DECAY) / LOUD, 1 / (1 + DECAY)),
    ),
    ("adamw", streams.data_noise): (
        after(LR * (1 / QUIET + DECAY), 1 / (1 + DECAY * QUIET)),
        after(LR * (1 / LOUD + DECAY), 1 / (1 + DECAY * LOUD)),
    ),
}


@pytest.mark.parametrize(("rule", "build"), EXPECTED)
def test_decay_inside_the_gradient_is_divided_and_outside_it_is_not(
    rule: str, build: Callable[..., Problem]
) -> None:
    mean, error = mean_and_error(rule, build)
    assert (np.abs(mean - EXPECTED[rule, build]) < 4 * error + 0.001).all(), (mean, error)


def test_what_the_lesson_on_decay_says_in_numbers() -> None:
    assert EXPECTED["adam_l2", streams.flat_noise] == pytest.approx((0.000, 0.819), abs=5e-4)
    assert EXPECTED["adamw", streams.flat_noise] == pytest.approx((0.135, 0.135), abs=5e-4)
    assert EXPECTED["adam_l2", streams.data_noise] == pytest.approx((0.909, 0.919), abs=5e-4)
    assert EXPECTED["adamw", streams.data_noise] == pytest.approx((0.990, 0.509), abs=5e-4)
