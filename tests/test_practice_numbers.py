"""Every number in the lesson on practice is recomputed, or cited from its source."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace
from tests.history_parts import first, flat, loose, options, part, path, series, too_wide, wrong

LESSON = "65-in-practice"
YEARS = {"2013", "2017", "2018", "2019", "2020", "2021", "2023", "2026"}
CITED = {
    "16",  # bytes a weight in mixed precision: Rajbhandari et al. 2020, section 3.1
    "8192",  # images an update: Goyal et al. 2017
    "4000",  # updates of warm-up: Vaswani et al. 2017, section 5.3
    "0.95",  # β₂: Brown et al. 2020, appendix B; Touvron et al. 2023, section 2.3
    "2.3",  # the section on the optimizer of Touvron et al. 2023
    "1.0",  # the limit of the gradient's length, in the same places
    "1754",  # the issue in google-deepmind/optax
    "2026",
}
CHOSEN = {"0.1", "0.001", "0.01", "0.0001", "10", "100", "101", "3000", "1000", "9000", "0.999",
          "50", "20", "32", "256"}  # fmt: skip
SETTINGS = YEARS | CITED | CHOSEN

BETA1, BETA2, ETA = 0.9, 0.999, 1.0
BYTES = 4
WEIGHTS = 7_000_000_000

Claims: TypeAlias = Iterator[str]


def sizes(trace: Trace, coordinate: int = 0) -> np.ndarray:
    """The lengths of the steps in units of η; [0] is update 1."""
    return abs(series(trace, "delta", coordinate)) / float(trace.run.hyper["lr"])


def memory() -> Claims:
    each = BYTES * WEIGHTS // 10**9
    yield f"Each of the four takes {each} GB. Together that is {4 * each} GB, {4 * BYTES} bytes"
    yield f"SGD needs the first two, {2 * each} GB; momentum, which has its $b$, {3 * each} GB."
    assert 2 + 2 + 3 * BYTES == 4 * BYTES
    yield "4 bytes each. That is 16 again"
    sgd, adam = (2 + 1) * BYTES, (4 + 3) * BYTES
    yield f"That is {adam} bytes in place of {sgd}, or {adam / sgd:.2f} times as much"
    yield "8 bytes a weight | arithmetic |"


def first_steps() -> Claims:
    walk = part(LESSON, "first-steps", 3000)
    for coordinate in (0, 1):
        assert sizes(walk, coordinate)[0] == pytest.approx(1)
    yield r"The first move is a full $\eta$ in $x$ and in $y$."
    size = sizes(walk)
    yield rf"a move in $x$ is on average {size[:10].mean():.2f} $\eta$ long"
    yield rf"over updates 101 to 3000 it is {size[100:].mean():.2f} $\eta$."
    yield f"That is {2 / (1 - BETA2):.0f} at the default."


def cliff() -> Claims:
    opens = int(options(LESSON, "cliff")["steps"])
    size, g = (of(part(LESSON, "cliff", 12_000)) for of in (sizes, lambda t: series(t, "g")))
    assert g[:opens] == pytest.approx(np.ones(opens), rel=1e-4)
    hit = first(g > 2)
    assert hit == opens + 1
    yield f"the slope is {g[hit - 1]:.0f}."
    yield rf"The step at the cliff, update {hit}, is {size[hit - 1]:.2f} $\eta$."
    yield rf"At update 100 a step is {size[99]:.4f} $\eta$ long, at 1000 it is {size[999]:.4f} "
    recovered = first(size >= 0.5, after=opens + 20)
    yield rf"not before update {recovered} is it half an $\eta$ again."
    short = sizes(part(LESSON, "cliff", 1000, beta2=0.95))
    recovered = first(short >= 0.5, after=opens + 20)
    assert recovered - hit == pytest.approx(250, abs=5)
    yield f"At update {recovered}, some 250 updates after the cliff."
    assert pytest.approx(20) == 1 / (1 - 0.95)
    clipped = Trace(Plan(rule="adam").on(replayed(np.minimum(g, 1)[:, None])))
    clipped.extend_to(200)
    assert sizes(clipped) == pytest.approx(np.ones(200), rel=1e-4)
    yield r"every slope that it sees is 1, and every step is one $\eta$."


def clipped() -> Claims:
    slopes = np.array([30.0, 40.0])
    length = np.linalg.norm(slopes)
    first, second = slopes / length
    yield "their slopes are 30 and 40"
    yield f"{first:.1f}, and the second is {second:.1f}: both are divided by the length, "
    yield f"the length, {length:.0f}."


def longest() -> Claims:
    quiet = int(options(LESSON, "longest")["steps"])
    walk = part(LESSON, "longest", quiet + 60)
    size, g = sizes(walk), series(walk, "g")
    assert (first(g > 0.5), g.max()) == (quiet + 1, pytest.approx(1))
    yield f"after {quiet:,} quiet updates"
    yield rf"The longest is {size.max():.3f} $\eta$, at update {size.argmax() + 1:,}."
    assert size.argmax() < quiet + 15
    short = sizes(part(LESSON, "longest", quiet + 60, beta2=0.95))
    yield rf"the longest step is {short.max():.2f} $\eta$."
    yield rf"and the longest step is {short.max():.2f} $\eta$, while all"
    halved = part(LESSON, "longest", quiet + 60, lr=0.0005, start="9.99975")
    assert sizes(halved).max() == pytest.approx(size.max())
    yield rf"in units of $\eta$ the longest is still {size.max():.3f}."
    yield f"a run has gone well for {quiet:,} updates"
    mean = sizes(part(LESSON, "longest", quiet + 60, beta1=0))
    yield rf"and the longest step is {mean.max():.2f} $\eta$."
    yield rf"which is ${bound(BETA2):.3f}\,\eta$ at the defaults and ${bound(0.95):.3f}\,\eta$ with"
    assert size.max() < bound(BETA2)
    assert short.max() < bound(0.95)
    yield r"a step grew to 5.25 $\eta$ after 1000 quiet updates"
    stated = (1 - BETA1) / math.sqrt(1 - BETA2)
    yield rf"states, ${stated:.3f}\,\eta$, did not hold"
    raw = Trace(Plan(rule="adam", settings={"correction": "none"}).on(replayed(np.ones((1, 1)))))
    raw.extend_to(1)
    assert sizes(raw) == pytest.approx([stated])
    yield rf"without bias correction it would be, {stated:.3f} $\eta$."


def bound(beta2: float) -> float:
    return (1 - BETA1) / math.sqrt(1 - beta2) / math.sqrt(1 - BETA1**2 / beta2)


def small_floats() -> Claims:
    smallest = float(np.finfo(np.float16).smallest_subnormal)
    assert smallest == 2.0**-24
    yield f"is $2^{{-24}}$, about ${smallest * 1e8:.0f} \\cdot 10^{{-8}}$."
    assert np.float16(1e-8) == 0
    half = part(LESSON, "half", 100)
    at, delta = path(half), half.step(1).values["delta"]
    assert delta[0] == float(np.float16(0.001))
    yield f"it reads {delta[0]:.5g}, for that is the float16 nearest to 0.001."
    assert np.isnan(delta[1])
    assert np.isnan(at[1:, 1]).all()
    assert (at[:, 0] == -5).all()
    gap = float(np.spacing(np.float16(5)))
    assert gap == 1 / 256
    yield f"steps of {gap:.4f}. $-5 + 0.001$ is rounded to $-5$"
    double = part(LESSON, "half", 1, dtype="float64").step(1).values
    assert (double["theta"][0], double["delta"][1]) == (pytest.approx(-4.999), 0)


def tiny_slopes() -> Claims:
    slope = part(LESSON, "tiny", 1).step(1).values["g"][0]
    yield f"the slope is 0.001 everywhere ({slope:.5g} in float16)."
    once, again = (part(LESSON, "tiny", 1, eps=eps).step(1).values for eps in (1e-8, 1e-4))
    assert once["v"][0] == 0
    assert np.isinf(once["delta"][0])
    yield r"$v$ is $0.001 \cdot 10^{-6} = 10^{-9}$, which is 0 here too. So Δ is infinite."
    yield "With $\\varepsilon = 10^{-4}$ it is finite."
    yield rf"It is {abs(again['delta'][0]) / 0.001:.0f} $\eta$ long, for the slope"
    yield f"0.001 is still {slope:.5g} in float16."
    yield f"(Float16 makes it {abs(again['delta'][0]) / 0.001:.2f}:"
    nearest = float(
        np.float16(0.001 * float(again["m_hat"][0])) / np.finfo(np.float16).tiny * 2**10
    )
    yield rf"than ${nearest:.0f} \cdot 2^{{-24}}$"
    threshold = lowest("float16")
    yield f"for every first slope below {math.floor(threshold * 1e4) / 1e4:.4f}."
    yield rf"one below ${math.floor(lowest('float32') * 1e22)} \cdot 10^{{-22}}$."
    assert np.isfinite(first_update(1e-22, "float32")["delta"][0])


def lowest(dtype: str) -> float:
    """The least first slope for which v is not 0."""
    low, high = 1e-24, 1.0
    for _ in range(80):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if first_update(middle, dtype)["v"][0] == 0 else (low, middle)
    return high


def first_update(slope: float, dtype: str) -> dict[str, np.ndarray]:
    trace = Trace(Plan(rule="adam", dtype=dtype).on(replayed(np.array([[slope]]))))
    trace.extend_to(1)
    return dict(trace.step(1).values)


SECTIONS: tuple[Callable[[], Claims], ...] = (
    memory,
    first_steps,
    cliff,
    clipped,
    longest,
    small_floats,
    tiny_slopes,
)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_the_lesson_says_what_the_engine_computes(section: Callable[[], Claims]) -> None:
    assert wrong(LESSON, section()) == []


def test_every_number_is_computed_cited_or_a_setting() -> None:
    claims = [claim for section in SECTIONS for claim in section()]
    assert loose(LESSON, claims, SETTINGS) == []


def test_a_thousandth_is_lost_in_eight_binary_digits() -> None:
    spacing = 2.0**-8
    assert round(0.999 / spacing) * spacing == 1
    assert r"$\beta_2 = 0.999$, stored in it, is 1" in flat(LESSON)


def test_no_line_is_wider_than_a_terminal() -> None:
    assert too_wide(LESSON) == []
