"""Every number in the lesson on moving averages is recomputed by the engine, none taken on trust.

A claim is a phrase of the lesson with its numbers filled in from a run of the lesson's own live
part. It must stand in the lesson; and a number in the lesson that stands in no claim must be a
setting that the lesson chooses itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TypeAlias

import numpy as np
import pytest

from adamtui.core.plan import Plan
from tests.layer_1_exercises import EXERCISES
from tests.layer_1_parts import at, first, options, part, peak, run, series, sizes, source

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{2,}")
DECIMALS = {"0.1", "0.9", "0.99", "0.999", "0.09", "0.11", "0.01", "0.001"}
COUNTS = {"10", "100", "1000", "5000"}
YEARS = {"1964", "2012", "2015", "2018"}
SETTINGS = DECIMALS | COUNTS | YEARS

Claims: TypeAlias = Iterator[str]


def one_rate() -> Claims:
    x_slope, y_slope = run("sgd", start=(1.0, 1.0), steps=1)[0]["g"]
    yield rf"$$f(x, y) = x^2 + 10 y^2 \qquad g = ({x_slope:.0f}x,\ {y_slope:.0f}y)$$"
    yield rf"$x$ by $1 - {x_slope:.0f}\eta$ and $y$ by $1 - {y_slope:.0f}\eta$"
    gentle, wild = part("one-rate", 2), part("one-rate", 12, lr=0.11)
    x_factor, y_factor = gentle[1]["theta"] / gentle[0]["theta"]
    yield rf"At $\eta = 0.09$ the factor of $y$ is ${y_factor:.2f}$"
    yield f"The factor of $x$ is {x_factor:.2f}."
    yield rf"At $\eta = 0.11$ the factor of $y$ is ${(wild[1]['theta'] / wild[0]['theta'])[1]:.2f}$"
    yield f"After twelve updates $y$ is {at(wild, 12, 'theta', 1):.2f}"


def averages() -> Claims:
    updates = part("average", 1000)
    m, v = series(updates, "m"), series(updates, "v")
    short, long = (math.log(0.5) / math.log(beta) for beta in (0.9, 0.999))
    yield rf"That is {1 / m[0]:.0f} for $\beta = 0.9$, and {1 / v[0]:.0f} for $\beta = 0.999$."
    yield rf"That is {short:.2f} for $\beta = 0.9$, and {long:.1f} for $\beta = 0.999$."
    assert m[5] < 0.5 < m[6]
    yield f"Seven. After six updates $m$ is {m[5]:.4f}, after seven {m[6]:.4f}."
    away = 1 - np.array(m)
    assert away == pytest.approx(0.9 ** np.arange(1, 1001))
    yield f"halves every {short:.2f} updates"
    yield f"Press `G` and type {1 + next(i for i, value in enumerate(v) if value > 0.5)}"
    weights = np.diff([0.0, *m])
    scatter = math.sqrt(np.sum(weights**2))
    yield rf"${scatter:.3f}\,\sigma$ for $\beta = 0.9$"
    age = sum(k * weight for k, weight in enumerate(weights))
    yield rf"{age:.0f} for $\beta = 0.9$. You can see it above."


def noise() -> Claims:
    updates = part("noise", 100)
    x, g, m = (np.array(series(updates, line)) for line in ("theta", "g", "m"))
    off = g - 2 * np.array([-4.0, *x[:-1]])
    assert np.std(off) == pytest.approx(4, rel=0.1)
    yield "Its mean is 0 and its *standard deviation* is 4."
    assert (x[:40] < 0).all()
    yield "All through the first 40 updates $x$ is negative"
    yield f"Yet {sum(g[:40] > 0)} of the 40 slopes $g$ are positive"
    assert (m[:40] < 0).all()
    yield "Of the 40 values of $m$, none is."
    late = slice(50, 100)
    yield f"From update 51 to 100, $g$ has a standard deviation of {g[late].std():.2f}"
    yield f"$m$ of {m[late].std():.2f}."
    yield f"$x$ passes 0 at update {first(x > 0)}"
    yield f"$m$ becomes positive at update {first(m > 0)}."


def momentum() -> Claims:
    ball = part("heavy-ball", 300)
    yield f"sixth update is at {at(ball, 6, 'theta'):.3f} on the other side"
    near = np.array([np.abs(update["theta"]).max() < 0.01 for update in ball])
    asked = [t for t in range(6, 300, 10) if near[t - 1]]
    yield f"At update {asked[0] - 10} they are not yet, at {asked[0]} they are"
    yield f"from update {1 + len(near) - first(~near[::-1]) + 1} on they"
    sgd = run("sgd", start=(-4.0, 2.0), steps=asked[0], lr=0.11)
    assert abs(sgd[-1]["theta"][1]) > 1e6
    yield f"at the same update {asked[0]}, is far off the map"
    same_slopes = run("momentum", fn="x", start=(0.0,), steps=1000, mu=0.9)
    ratio = np.divide(series(same_slopes, "b"), series(part("average", 1000), "m"))
    assert np.ptp(ratio) < 1e-9
    yield f"$b$ is exactly {ratio[0]:.0f} times $m$"


def squares() -> Claims:
    first = part("squares", 1)[0]
    x_slope, y_slope = first["g"]
    x_move, y_move = first["delta"]
    assert y_slope == pytest.approx(-5 * x_slope)
    yield f"the slopes are ${x_slope:.0f}$ and {y_slope:.0f}. SGD would move $y$ five times"
    yield f"The moves are {x_move:.3f} and ${y_move:.3f}$"
    yield f"The table shows {x_move:.11f} for $x$"
    yield rf"they are {x_move / 0.01:.1f} times $\eta$"
    yield rf"only ${first['v'][0] / x_slope**2:.2f}\,g^2$"


def small_start() -> Claims:
    updates = part("uncorrected", 5000)
    m, v, size = series(updates, "m"), series(updates, "v"), sizes(updates)
    yield rf"$$m_1 = {m[0]:.1f}\, g \qquad v_1 = {v[0]:.3f}\, g^2$$"
    yield f"After one update $m$ is too small by a factor of {1 / m[0]:.0f}."
    yield f"too small by a factor of {1 / math.sqrt(v[0]):.2f}, the root of {1 / v[0]:.0f}"
    yield rf"$0.1 / \sqrt{{0.001}} = {size[0]:.3f}$ times $\eta$"
    yield f"up to {max(size):.3f} at update {peak(size)}."
    yield f"to {size[99]:.3f} at update 100, {size[999]:.3f} at update 1000"
    yield f"and {size[4999]:.3f} at update 5000"


def correction() -> Claims:
    corrected = part("corrected", 1000)
    m = series(corrected, "m")
    newest, before, oldest = m[0], m[1] - m[0], m[2] - m[1]
    yield f"has weight {newest:.1f} and the one before it {before:.2f}."
    yield f"${newest:.1f} + {before:.2f} + {oldest:.3f} = {m[2]:.3f}$, which is $1 - 0.9^3$"
    yield f"The other {1 - m[2]:.3f} still"
    assert sizes(corrected) == pytest.approx([1.0] * 1000)
    yield rf"every step is {sizes(corrected)[0]:.3f} times $\eta$"
    yield f"With `m` alone, the first is {sizes(part('corrected', 1, correction='m'))[0]:.2f}"
    yield f"With `v` alone it is {sizes(part('corrected', 1, correction='v'))[0]:.3f}"


def adam_on_a_parabola() -> Claims:
    path = part("first-run", 300)
    x = series(path, "theta")
    g, m, v, m_hat, v_hat, delta = (
        at(path, 2, line) for line in ("g", "m", "v", "m_hat", "v_hat", "delta")
    )
    yield f"$x$ goes to {x[0]:.4f}. (The table says {x[0]:.10f}; the tail"
    yield f"The slope is $g = {g:.1f}$. The averages are $m = {m:.2f}$ and $v = {v:.6f}$"
    yield rf"corrected $\hat m = {m_hat:.4f}$ and $\hat v = {v_hat:.4f}$"
    yield rf"$\Delta = {delta:.4f}$, and $x$ goes to {x[1]:.4f}. Update 3 takes it to {x[2]:.4f}."
    crossing = next(i for i, value in enumerate(x) if value < 0)
    yield f"At update {crossing} it is at {x[crossing - 1]:.4f}"
    yield f"overshoots to ${min(x):.4f}$ at update {1 + x.index(min(x))}"
    yield f"At update 100 it is at {x[99]:.4f}."


def scale() -> Claims:
    adam, sgd = part("scale", 30), part("scale", 1, rule="sgd")
    yield f"The slopes are {at(adam, 1, 'g'):.0f} and {at(adam, 1, 'g', 1):.0f}."
    assert all(np.ptp(update["theta"]) < 1e-7 for update in adam)
    assert np.ptp(sgd[0]["theta"]) > 1
    yield f"After {len(adam)} updates both are at ${at(adam, 30, 'theta'):.4f}$"


def faster() -> Claims:
    bowl, steep = "x**2 + 10*y**2", "x**2 + 1000*y**2"
    paths = [run("adam", fn=fn, start=(2.0, 2.0), steps=101, lr=0.1) for fn in (bowl, steep)]
    assert series(paths[0], "theta", 1) == pytest.approx(series(paths[1], "theta", 1), abs=1e-7)
    yield f"Adam at $\\eta = 0.1$ has a loss of {paths[0][-1]['loss']:.5f}."
    sgd = run("sgd", fn=bowl, start=(2.0, 2.0), steps=101, lr=0.09)
    assert sgd[-1]["loss"] < 1e-15
    yield "SGD at 0.09 is below $10^{-15}$."
    yield f"to a loss of {paths[1][-1]['loss']:.3f}."
    rates = np.linspace(0.0009, 0.001, 101)
    losses = [run("sgd", fn=steep, start=(2.0, 2.0), steps=101, lr=lr)[-1]["loss"] for lr in rates]
    yield f"at the best rate its loss is {min(losses):.2f}."


def step_length() -> Claims:
    quiet = int(options("long-step")["steps"])
    jump = part("long-step", quiet + 15)
    assert [at(jump, t, "g") for t in (quiet, quiet + 1)] == pytest.approx([0.01, 1.0])
    size = sizes(jump, lr=0.001)
    yield rf"The longest is {max(size):.2f} $\eta$, at update {peak(size)}."
    yield rf"which is ${0.1 / math.sqrt(0.001):.3f}\,\eta$ at the defaults"
    level = sizes(part("long-step", quiet + 15, beta2=0.9), lr=0.001)
    assert max(level) < 1
    yield f"at update {quiet + 15}, set"
    yield rf"since update 1000 is now {max(level[quiet:]):.2f} $\eta$"


def knobs() -> Claims:
    tiny = run("adam", fn="0.00000001*x", start=(0.0,), steps=1, lr=1.0)
    yield rf"the first step is {sizes(tiny)[0]:.2f} $\eta$"


def rest() -> Claims:
    averaged, bare, slow = (
        np.mean([update["loss"] for update in part("noise", 3000, **changed)[1000:]])
        for changed in ({}, {"beta1": 0}, {"lr": 0.01})
    )
    yield f"mean loss over updates 1001 to 3000 is {averaged:.3f}."
    yield f"it is {bare:.3f}: averaging calms the steps"
    yield "on the noisy bowl the mean loss stays about the same:"
    assert averaged == pytest.approx(bare, rel=0.1)
    yield rf"{averaged:.3f} at $\beta_1 = 0.9$, {bare:.3f} without averaging."
    yield rf"On the noisy bowl with $\eta = 0.01$, the mean loss is {slow:.3f}."


SECTIONS: tuple[Callable[[], Claims], ...] = (
    one_rate,
    averages,
    noise,
    momentum,
    squares,
    small_start,
    correction,
    adam_on_a_parabola,
    scale,
    faster,
    step_length,
    knobs,
    rest,
    *EXERCISES,
)


@cache
def lesson() -> str:
    """The lesson in one line: no callout marks, no options, no line breaks."""
    kept = (line for line in source().splitlines() if not line.startswith(":"))
    return " ".join(" ".join(line.removeprefix(">") for line in kept).split())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_the_engine_computes(section: Callable[[], Claims]) -> None:
    assert [claim for claim in section() if claim not in lesson()] == []


def test_every_number_is_computed_or_a_setting() -> None:
    rest = lesson()
    for claim in (claim for section in SECTIONS for claim in section()):
        rest = rest.replace(claim, "…")
    loose = [rest[found.start() - 30 : found.end() + 20] for found in NUMBER.finditer(rest)
             if found[0] not in SETTINGS]  # fmt: skip
    assert loose == []


def test_the_table_has_the_engines_defaults() -> None:
    plain = Plan(rule="adam", fn="x").resolve().rule.hyper
    assert (plain["lr"], plain["beta1"], plain["beta2"], plain["eps"]) == (1e-3, 0.9, 0.999, 1e-8)
    for row in (r"$\eta$ | 0.001", r"$\beta_1$ | 0.9", r"$\beta_2$ | 0.999", "$10^{-8}$"):
        assert f"{row} |" in lesson()
