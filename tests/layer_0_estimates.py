"""What the lesson on moments says of averages and of real gradients, recomputed.

Each function yields phrases that must stand in the lesson, with the numbers filled in, and asserts
what they say besides numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import pytest

from adamtui.core import softmax
from adamtui.core.gradients import training
from adamtui.core.hyper import KNOBS
from adamtui.core.moments import empirical_mgf, family
from adamtui.core.plan import Plan
from adamtui.digits import load
from adamtui.panels.numbers import brief
from adamtui.widgets.averaging import LONGEST, RESTARTS
from tests.layer_0_parts import (
    numbers,
    options,
    part,
    readout_of,
    readout_of_restarts,
    restarted,
    shows,
)

Claims: TypeAlias = Iterator[str]


def products() -> Claims:
    chances = {3: 0.25, 1: 0.5, -1: 0.25}
    s = np.linspace(-2, 2, 9)
    curve = sum(chance * np.exp(s * value) for value, chance in chances.items())
    assert part("two-slopes").mgf(s / 2) ** 2 == pytest.approx(curve)
    first, second = (sum(p * g**k for g, p in chances.items()) for k in (1, 2))
    yield f"at $s = 0$ just $M'(0) = {first:.0f}$, as before."
    yield r"3, 1 and $-1$ with the chances $\frac{1}{4}$, $\frac{1}{2}$, $\frac{1}{4}$"
    assert second - first**2 == part("two-slopes").variance / 2
    yield f"$E[g^2]$ is now {second:.0f}, so the variance is {second - first**2:.0f}, half"


def averages() -> Claims:
    first, tenth = (restarted("restarts", t) for t in (1, 10))
    yield f"it does so {RESTARTS:,} times over"
    assert first.mean == 1
    assert int(options("restarts")["steps"]) == 1
    means = [run.predicted.m[run.t - 1] for run in (first, tenth)]
    assert means == pytest.approx([1 - 0.9, 1 - 0.9**10])
    yield f"$E[m_1] = 1 - 0.9 = {means[0]:.1f}$ and"
    yield f"$E[m_{{10}}] = 1 - 0.9^{{10}} = {means[1]:.3f}$"
    told = []
    for run in (first, tenth):
        seen, i = run.simulated, run.t - 1
        for value, sd, aim in (
            (seen.m[i], seen.m_sd[i], run.predicted.m[i]),
            (seen.m_hat[i], seen.m_hat_sd[i], 1),
        ):
            error = sd / math.sqrt(RESTARTS)
            assert abs(value - aim) < 2 * error
            told.append(f"{value:.5g} ± {error:.2g}")
            assert told[-1] in readout_of_restarts(run)
    yield f"the restarts is {told[0]}, then {told[2]}."
    yield f"After the division it is {told[1]}, then {told[3]}."
    draws = family("normal").at(mu=1, sigma=1).draw(np.random.default_rng(0), (RESTARTS, 50))
    assert first.simulated.m_hat[0] == pytest.approx(draws[:, 0].mean())


def noise() -> Claims:
    later, last = (restarted("restarts", t) for t in (50, LONGEST))
    long = restarted("restarts", LONGEST, beta1=0.999)
    yield f"press `end` for {LONGEST}"
    sds = [run.simulated.m_hat_sd[run.t - 1] for run in (later, last, long)]
    yield f"By update 50 it has come down to {sds[0]:.3f}, and at 200 it is {sds[1]:.3f}."
    error = sds[1] / math.sqrt(2 * RESTARTS)
    yield f"(From {RESTARTS:,} restarts you know it only to about {error:.3f}.)"
    floors = last.predicted.floor, long.predicted.floor
    for run in (later, last):
        expected = run.predicted.m_hat_sd[run.t - 1]
        assert abs(run.simulated.m_hat_sd[run.t - 1] - expected) < 2 * error
        assert f"{expected:.2f}" == f"{floors[0]:.2f}"
    yield f"The prediction for both is {floors[0]:.2f}, the line called *floor*."
    yield rf"With $\beta = 0.999$ the floor is at {floors[1]:.4f}."
    yield f"at update 200 the standard deviation is {sds[2]:.4f}"
    yield rf"which has $1/\sqrt{{200}} = {1 / math.sqrt(200):.4f}$."
    assert long.predicted.m[-1] == pytest.approx(1 - 0.999**200)
    yield f"Without the correction, $E[m]$ would be {long.predicted.m[-1]:.3f} instead of 1."
    assert KNOBS["beta1"].fault(0.999) is None
    for run, sd in zip((later, last, long), sds, strict=True):
        assert f"{sd:.5g}" in readout_of_restarts(run)
    yield rf"which is ${floors[0]:.3f}\,\sigma$ for $\beta = 0.9$ and ${floors[1]:.3f}\,\sigma$ for"


def squares() -> Claims:
    beta2 = float(Plan(rule="adam", fn="x").resolve().rule.hyper["beta2"])
    yield rf"$\beta_2 = {beta2}$:"
    start, later = (1 - beta2**t for t in (1, 1000))
    yield f"{start:.3f}, and $1 - 0.999^{{1000}} = {later:.3f}$."
    assert 1 - later > 1 / 3
    yield "what share of $E[g^2]$ is $v$, on average, after update 1? And after update 1000?"


def data() -> Claims:
    images = load()
    yield f"The data are {len(images.labels):,} handwritten digits"
    side = math.isqrt(images.pixels.shape[1])
    yield f"each {side} by {side} pixels"
    yield f"weighted sum of the {softmax.PIXELS} pixels."
    yield f"That makes {softmax.PARAMETERS} parameters."
    yield f"Adam trains it on {softmax.TRAINING:,} of the images"
    rate = softmax.digits().lr["adam"]
    yield rf"with $\eta = {rate}$ and mini-batches of {softmax.BATCH}."


def skew() -> Claims:
    given = {name: int(value) for name, value in numbers("bias-of-4").items()}
    assert softmax.name(given["weight"]) == "bias of 4"
    yield f"Below, Adam has made {given['trained']} updates."
    gradients = part("bias-of-4")
    sample, mean, variance = gradients.sample, gradients.moments[0], gradients.variance
    assert sample is not None
    t = np.array([-80, 80, 120, 160])
    seen, gaussian = empirical_mgf(sample, t), np.exp(mean * t + variance * t * t / 2)
    off = (gaussian - seen.value) / seen.error
    assert off[0] < -3
    assert (off[1:] > 10).all()
    yield "Above on the right, below on the left. The histogram is *skew*"
    assert np.mean((sample - mean) ** 3) < -(variance**1.5)
    assert mean - sample.min() > 1.5 * (sample.max() - mean)
    near = 0.1 / math.sqrt(gradients.moments[1])
    close = gradients.mgf(np.array([near])) - math.exp(mean * near + variance * near**2 / 2)
    assert abs(close[0]) < 1e-3
    own = training().own(given["trained"], given["weight"])
    fours = softmax.training().labels == 4
    assert ((own < 0) == fours).all()
    assert np.mean(fours) < 0.11
    assert np.median(own[~fours]) < 0.01
    assert (own[fours] < -0.95).sum() >= 2
    assert np.median(own[fours]) > -0.05
    yield "The few 4s that the model does not see pull it down, some by almost 1."


def lag() -> Claims:
    weight = int(numbers("bias-of-4")["weight"])
    m_hat, v_hat = {}, {}
    for t in (1, 100, 400):
        gradients = part("bias-of-4", trained=t)
        assert shows(gradients)
        m_hat[t], v_hat[t] = training().averages(t, weight)
        readout = readout_of(gradients)
        assert f"m̂ {brief(float(f'{m_hat[t]:.3g}'))}" in readout
        assert f"v̂ {brief(float(f'{v_hat[t]:.3g}'))}" in readout
    assert m_hat[1] == pytest.approx(float(training().trace.step(1).values["g"][weight]))
    assert v_hat[1] == pytest.approx(m_hat[1] ** 2)
    yield rf"After one update $\hat m = {m_hat[1]:.4f}$ is the one slope seen so far"
    first = part("bias-of-4", trained=100).moments[0]
    assert first * m_hat[100] < 0
    yield rf"After 100, $\hat m = {m_hat[100]:.5f}$ even has the wrong sign"
    yield f"for $E[g]$ is {first:.5f}."
    second = {t: part("bias-of-4", trained=t).moments[1] for t in (0, 100, 400)}
    ratio = {t: v_hat[t] / second[t] for t in (100, 400)}
    yield rf"$\hat v$ is {ratio[100]:.1f} times $E[g^2]$"
    yield f"and after 400 it is still {ratio[400]:.1f} times."
    yield f"over these 400 updates $E[g^2]$ falls from {second[0]:.5f} to {second[400]:.5f}."
    yield "With its memory of 1000 updates"


ESTIMATES = (products, averages, noise, squares, data, skew, lag)
