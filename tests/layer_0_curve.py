"""What the lesson on moments says of slopes and of their curve, recomputed.

Each function yields phrases that must stand in the lesson, with the numbers filled in, and asserts
what they say besides numbers: that a value can be turned to, and that what is read is on screen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import pytest
import sympy

from adamtui.core.moments import FAMILIES, family
from adamtui.core.scale import ladder
from tests.layer_0_parts import asked, key, numbers, part, readout_of, shows

Claims: TypeAlias = Iterator[str]


def notches(dist: str, name: str) -> tuple[float, ...]:
    """What a slider of the lab can be turned to."""
    return ladder(next(knob for knob in family(dist).knobs if knob.name == name)).values


def same(one: Any, other: Any) -> bool:
    return bool(sympy.simplify(one - other) == 0)


def at_zero(curve: Any, t: Any, order: int) -> Any:
    return sympy.simplify(sympy.diff(curve, t, order).subs(t, 0))


def luck() -> Claims:
    examples, theta = (5, 1), 4
    slopes = [theta - x for x in examples]
    given = numbers("two-slopes")
    assert slopes == [given["a"], given["b"]]
    yield f"Let $\\theta$ be {theta}, and a mini-batch one example. Then $g$ is {slopes[1]} or"
    mean = sum(slopes) / 2
    assert key("mean-slope") == mean
    yield rf"\frac{{1}}{{2}} \cdot {slopes[1]} + \frac{{1}}{{2}} \cdot ({slopes[0]}) = {mean:.0f}$"
    middle = sum(examples) / 2
    yield rf"It is 0 at $\theta = {middle:.0f}$, the mean of the examples."
    yield f"There the slope is {middle - examples[1]:.0f} or ${middle - examples[0]:.0f}$."


def two_numbers() -> Claims:
    slopes = part("two-slopes")
    first, second = slopes.moments[:2]
    yield f"$E[g^2] = (9 + 1)/2 = {second:.0f}$, and the variance is"
    yield f"$5 - 1^2 = {second - first**2:.0f}$"
    assert second - first**2 == slopes.variance
    yield f"standard deviation is {math.sqrt(slopes.variance):.0f}: both values lie 2 away"
    assert {abs(value - first) for value, _ in slopes.atoms} == {2}
    yield rf"$1/\sqrt{{5}} = {first / math.sqrt(second):.3f}$"
    same = part("two-slopes", a=-3, p=1).moments
    cancel = part("two-slopes", a=-3).moments
    ratios = [moments[0] / math.sqrt(moments[1]) for moments in (same, cancel)]
    yield f"{ratios[0]:.0f} and {ratios[1]:.0f}. Where all slopes agree"


def one_curve() -> Claims:
    t = sympy.Symbol("t", real=True)
    curve = (sympy.exp(3 * t) + sympy.exp(-t)) / 2
    ts = np.linspace(-2, 2, 9)
    assert part("two-slopes").mgf(ts) == pytest.approx(np.exp(3 * ts) / 2 + np.exp(-ts) / 2)
    assert same(sympy.diff(curve, t), (3 * sympy.exp(3 * t) - sympy.exp(-t)) / 2)
    yield rf"$M'(t) = \frac{{1}}{{2}}(3 e^{{3t}} - e^{{-t}})$, which is {at_zero(curve, t, 1)} at"
    assert same(sympy.diff(curve, t, 2), (9 * sympy.exp(3 * t) + sympy.exp(-t)) / 2)
    yield rf"$M''(t) = \frac{{1}}{{2}}(9 e^{{3t}} + e^{{-t}})$, which is {at_zero(curve, t, 2)}."
    yield from slope_at_zero()
    assert shows(part("two-slopes"))
    assert 2 in notches("two-point", "b")
    assert -2 in notches("two-point", "a")
    least = part("two-slopes", a=-2, b=2)
    assert shows(least)
    yield f"The slope is {least.moments[0]:.0f}, and the tangent lies flat."
    yield f"The curvature is {least.moments[1]:.0f}, not 0."


def slope_at_zero() -> Claims:
    t = sympy.Symbol("t", real=True)
    curve = (sympy.exp(4 * t) + 3 * sympy.exp(-2 * t)) / 4
    yield r"$M(t) = \frac{1}{4} e^{4t} + \frac{3}{4} e^{-2t}$. What is $E[g]$?"
    ts = np.linspace(-2, 2, 9)
    assert asked("slope-at-zero").mgf(ts) == pytest.approx(
        np.exp(4 * ts) / 4 + np.exp(-2 * ts) * 3 / 4
    )
    assert same(sympy.diff(curve, t), sympy.exp(4 * t) - sympy.Rational(3, 2) * sympy.exp(-2 * t))
    assert key("slope-at-zero") == pytest.approx(float(at_zero(curve, t, 1)))
    yield f"$M'(0) = 1 - 1.5 = {key('slope-at-zero')}$."


def bell() -> Claims:
    t, mu = sympy.symbols("t mu", real=True)
    sigma = sympy.Symbol("sigma", positive=True)
    curve = sympy.exp(mu * t + sigma**2 * t**2 / 2)
    assert same(sympy.diff(curve, t), (mu + sigma**2 * t) * curve)
    assert at_zero(curve, t, 1) == mu
    assert same(at_zero(curve, t, 2), sigma**2 + mu**2)
    means = [mean for mean in notches("normal", "mu") if abs(mean) <= 0.5]
    turned = [part("bell", mu=mean) for mean in means]
    assert all(map(shows, turned))
    bends = [distribution.moments[1] for distribution in turned]
    assert bends.index(min(bends)) == means.index(0)
    assert bends[0] == bends[-1] == part("bell").moments[1]
    yield f"It goes from {bends[-1]:.2f} down to {min(bends):.0f}, at $\\mu = 0$"
    yield f"and up to {bends[0]:.2f} again, though"
    wide = [part("bell", mu=0, sigma=sigma) for sigma in (1, 2)]
    assert [distribution.moments[0] for distribution in wide] == [0, 0]
    yield "The slope stays 0. The curvature goes from 1 to 4"
    assert [distribution.moments[1] for distribution in wide] == [1, 4]
    assert (wide[1].mgf(np.array([-1, 1])) > wide[0].mgf(np.array([-1, 1]))).all()
    mean, sd = 1.6, 1.2
    assert mean in notches("normal", "mu")
    assert sd in notches("normal", "sigma")
    other = part("bell", mu=mean, sigma=sd)
    yield f"here is a hint: ${mean}^2 = {mean**2:.2f}$."
    assert other.moments[1] == pytest.approx(wide[1].moments[1])
    assert shows(other)
    yield rf"$\mu = {mean}$ and $\sigma = {sd}$: the variance is {other.variance:.2f} instead of"
    yield f"{wide[1].variance:.0f}. The curvature cannot tell the two apart."
    yield f"The slope can: it is {other.moments[0]:.1f} instead of 0."
    first, second = asked("variance-left").moments[:2]
    yield f"a curve has the slope ${first}$ and the curvature {second}."
    yield f"${second} - {-first}^2 = {key('variance-left'):.0f}$."
    yield f"it also holds the {first**2} that come from the mean."


def ends() -> Claims:
    t = sympy.Symbol("t", real=True)
    rate = sympy.Symbol("lambda", positive=True)
    curve = rate / (rate - t)
    assert same(sympy.diff(curve, t), rate / (rate - t) ** 2)
    assert same(sympy.diff(curve, t, 2), 2 * rate / (rate - t) ** 3)
    assert (at_zero(curve, t, 1), at_zero(curve, t, 2)) == (1 / rate, 2 / rate**2)
    tail = part("tail")
    assert shows(tail)
    first, second = tail.moments[:2]
    yield rf"For $\lambda = {tail.values['rate']:.0f}$ the moments are {first:.0f} and {second:.0f}"
    yield f"and the variance is {tail.variance:.0f}."
    steep, flat = (part("tail", rate=rate) for rate in (0.5, 2))
    assert {0.5, 2} <= set(notches("exponential", "rate"))
    assert shows(steep)
    assert shows(flat)
    yield rf"At $\lambda = 2$ the curve ends at $t = {flat.domain[1]:.0f}$"
    yield f"and its slope is {flat.moments[0]}."
    yield rf"At $\lambda = 0.5$ it ends at $t = {steep.domain[1]}$"
    yield f"the slope is {steep.moments[0]:.0f} and the curvature {steep.moments[1]:.0f}."
    yield from two_tails()


def two_tails() -> Claims:
    kinds = list(FAMILIES)
    assert kinds.index("exponential") - kinds.index("laplace") == 2
    yield "`left` twice for `laplace`"
    for mean, scale in ((1, 1), (0.5, 0.8)):
        peak = family("laplace").at(mu=mean, b=scale)
        assert peak.domain == (-1 / scale, 1 / scale)
        assert peak.moments[1] == pytest.approx(mean**2 + 2 * scale**2)
    assert 1 in notches("laplace", "b")
    turned_to = family("laplace").at(b=1)
    yield rf"$\mu^2 + 2b^2$, at $b = 1$ it is {turned_to.moments[1]:.0f}."
    yield "The curve ends on both sides, at $t = 1/b$ and $t = -1/b$."


def no_curve() -> Claims:
    tail = part("no-curve")
    assert shows(tail)
    assert "infinite for every t ≠ 0" in readout_of(tail)
    assert np.isnan(tail.mgf(np.array([-0.01, 0.01]))).all()
    light = part("no-curve", nu=10)
    yield f"It is {tail.moments[1]:.0f}, and at $\\nu = 10$ it is {light.moments[1]}."
    turned = notches("student-t", "nu")
    assert turned[-1] == 10
    yield r"Press `end` for $\nu = 10$. Then type 2.2, 2 and 1"
    yield f"At 2.2 it is {part('no-curve', nu=2.2).moments[1]:.0f}, and from 2 down it is"
    for nu in turned:
        distribution = part("no-curve", nu=nu)
        assert math.isinf(distribution.moments[1]) == (nu <= 2)
        assert math.isnan(distribution.moments[0]) == (nu <= 1)
    assert re.search(r"E\[g\] = undefined .*E\[g²\] = infinite", readout_of(part("no-curve", nu=1)))


CURVE = (luck, two_numbers, one_curve, bell, ends, no_curve)
