"""What the lesson on moments says of averages and of real gradients, recomputed.

Each function yields phrases that must stand in the lesson, with the numbers filled in, and asserts
what they say besides numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeAlias

import numpy as np
import pytest

from adamtui.core import softmax
from adamtui.core.gradients import training
from adamtui.core.hyper import KNOBS
from adamtui.core.moments import empirical_mgf, family
from adamtui.core.plan import Plan
from adamtui.core.problem import Array
from adamtui.core.restarts import LONGEST, RESTARTS, predicted
from adamtui.digits import load
from adamtui.panels.averaging_scene import AveragingScene
from adamtui.panels.numbers import brief
from tests.layer_0_parts import (
    key,
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
    runs = first, tenth = [restarted("restarts", t) for t in (1, 10)]
    yield f"it does so {first.experiment.count:,} times over"
    assert first.experiment.mean == 1
    assert int(options("restarts")["steps"]) == 1
    means = [run.experiment.predicted.m[run.t - 1] for run in runs]
    assert means == pytest.approx([1 - 0.9, 1 - 0.9**10])
    yield f"$E[m_1] = 1 - 0.9 = {means[0]:.1f}$ and"
    yield f"$E[m_{{10}}] = 1 - 0.9^{{10}} = {means[1]:.3f}$"
    told = [_with_error(run, hat=hat) for hat in (False, True) for run in (first, tenth)]
    yield f"the restarts is {told[0]}, then {told[1]}."
    yield f"After the division it is {told[2]}, then {told[3]}."
    draws = family("normal").at(mu=1, sigma=1).draw(np.random.default_rng(0), (LONGEST, RESTARTS))
    assert first.experiment.simulated.m_hat[0] == pytest.approx(draws[0].mean())


def _with_error(run: AveragingScene, *, hat: bool) -> str:
    """A mean over the restarts and its standard error, as on screen; it is as predicted."""
    seen, told, i = run.experiment.simulated, run.experiment.predicted, run.t - 1
    series, sds, aims = (
        (seen.m_hat, seen.m_hat_sd, told.m_hat) if hat else (seen.m, seen.m_sd, told.m)
    )
    error = sds[i] / math.sqrt(run.experiment.count)
    assert abs(series[i] - aims[i]) < 2 * error
    shown = f"{brief(float(f'{series[i]:.5g}'))} ± {brief(float(f'{error:.2g}'))}"
    assert shown in readout_of_restarts(run)
    return shown


def noise() -> Claims:
    later, last = (restarted("restarts", t) for t in (50, LONGEST))
    long = restarted("restarts", LONGEST, beta1=0.999)
    yield f"`end`, for {LONGEST}"
    sds = [run.experiment.simulated.m_hat_sd[run.t - 1] for run in (later, last, long)]
    yield f"By update 50 it has come down to {sds[0]:.3f}, and at 200 it is {sds[1]:.3f}."
    error = sds[1] / math.sqrt(2 * RESTARTS)
    floors = last.experiment.predicted.floor, long.experiment.predicted.floor
    for run, sd in zip((later, last), sds, strict=False):
        expected = run.experiment.predicted.m_hat_sd[run.t - 1]
        assert abs(sd - expected) < 2 * error
        assert f"{expected:.2f}" == f"{floors[0]:.2f}"
    yield f"The prediction for both is {floors[0]:.2f}, the line called *floor*."
    yield rf"With $\beta = 0.999$ the floor is at {floors[1]:.4f}."
    yield f"at update 200 the standard deviation is {sds[2]:.4f}"
    yield rf"which has $1/\sqrt{{200}} = {1 / math.sqrt(200):.4f}$."
    mean = long.experiment.predicted.m[-1]
    assert mean == pytest.approx(1 - 0.999**200)
    yield f"Without the correction, $E[m]$ would be {mean:.3f} instead of 1."
    assert KNOBS["beta1"].fault(0.999) is None
    for run, sd in zip((later, last, long), sds, strict=True):
        assert f"{sd:.5g}" in readout_of_restarts(run)
    yield rf"which is ${floors[0]:.3f}\,\sigma$ for $\beta = 0.9$ and ${floors[1]:.3f}\,\sigma$ for"


def squares() -> Claims:
    beta2 = float(Plan(rule="adam", fn="x").resolve().rule.hyper["beta2"])
    yield rf"$\beta_2 = {beta2}$:"
    start, later = (1 - beta2**t for t in (1, 1000))
    yield f"after update 1, $v$ is on average only a share {start:.3f} of $E[g^2]$."
    assert key("share-of-v") == pytest.approx(later)
    yield (
        "What share is it after update 1000? "
        f"[!ANSWER] $1 - 0.999^{{1000}} = {later:.3f}$. "
        "Even after a thousand updates more than a third is missing."
    )
    assert 1 - later > 1 / 3


def quotient() -> Claims:
    slopes, chances = zip(*part("two-slopes").atoms, strict=True)
    assert set(chances) == {0.5}
    ratios = {t: _quotients(slopes, t) for t in (1, 10)}
    assert sorted(ratios[1]) == pytest.approx([-1, 1])
    first, second = part("two-slopes").moments[:2]
    yield (
        "the quotient is 1 or $-1$ at update 1, so on average 0, "
        f"where {first / math.sqrt(second):.3f} is wanted."
    )
    yield f"At update 10 the average is {ratios[10].mean():.3f}."


def _quotients(slopes: Sequence[float], t: int) -> Array:
    """Adam's m̂/√v̂ after `t` updates, for every order in which the slopes can come: exact."""
    hyper = Plan(rule="adam", fn="x").resolve().rule.hyper
    betas = (float(hyper[name]) for name in ("beta1", "beta2"))
    ages = np.arange(t - 1, -1, -1)
    one, two = (beta**ages * (1 - beta) / (1 - beta**t) for beta in betas)
    orders = np.array(list(product(slopes, repeat=t)))
    return np.asarray(orders @ one / np.sqrt(orders**2 @ two))


def data() -> Claims:
    images = load()
    yield f"The data are {len(images.labels):,} handwritten digits, the test part of a set"
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
    yield f"Below, Adam has made {given['trained']} updates;"
    gradients = part("bias-of-4")
    sample, mean, variance = gradients.sample, gradients.moments[0], gradients.variance
    assert sample is not None
    t = np.array([-80, 80, 120, 160])
    seen, gaussian = empirical_mgf(sample, t), np.exp(mean * t + variance * t * t / 2)
    assert (2 * seen.error < seen.value).all()
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
    assert -own.min() > 2 * own.max()
    yield f"by $p/{softmax.BATCH}$, mostly next to nothing."
    yield f"It pulls $g$ down by $1/{softmax.BATCH}$, about {1 / softmax.BATCH:.2f}."


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
    hundredth = part("bias-of-4", trained=100)
    first = hundredth.moments[0]
    assert first * m_hat[100] < 0
    yield rf"After 100, $\hat m = {m_hat[100]:.5f}$ even has the wrong sign"
    yield f"for $E[g]$ is {first:.5f}."
    second = {t: part("bias-of-4", trained=t).moments[1] for t in (0, 100, 400)}
    ratio = {t: v_hat[t] / second[t] for t in (100, 400)}
    yield rf"$\hat v$ is {ratio[100]:.1f} times $E[g^2]$"
    yield f"and after 400 it is still {ratio[400]:.1f} times."
    yield f"over these 400 updates $E[g^2]$ falls from {second[0]:.5f} to {second[400]:.5f}."
    steps = (training().trace.step(t).values["g"] for t in range(1, 401))
    plain_mean = np.mean([float(g[weight]) ** 2 for g in steps])
    assert v_hat[400] == pytest.approx(plain_mean, rel=0.1)
    yield r"With a memory of 1000 updates, $\hat v$ is still close to the plain mean"
    sd, share = math.sqrt(hundredth.variance), predicted(0, 1, 0.9, 1).floor
    assert share * sd == pytest.approx(first, rel=0.02)
    yield f"At update 100 the standard deviation of $g$ is {sd:.3f}"
    yield rf"${share:.3f} \cdot {sd:.3f} = {share * sd:.3f}$, as large as the mean itself."


ESTIMATES = (products, averages, noise, squares, quotient, data, skew, lag)
