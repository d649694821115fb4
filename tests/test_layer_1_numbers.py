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
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.trace import Trace

LESSON = Path(__file__).parents[1] / "lessons" / "20-layer-1-moving-averages.md"
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{2,}")
DECIMALS = {"0.1", "0.9", "0.99", "0.999", "0.09", "0.11", "0.01", "0.001"}
COUNTS = {"10", "100", "1000"}
YEARS = {"1964", "2012", "2015", "2018"}
SETTINGS = DECIMALS | COUNTS | YEARS

Update: TypeAlias = dict[str, Any]
Claims: TypeAlias = Iterator[str]


def run(
    rule: str,
    *,
    fn: str | None = None,
    problem: str = "bowl",
    start: tuple[float, ...],
    steps: int,
    **hyper: float | str,
) -> list[Update]:
    """The engine's updates 1 … `steps`, each the values of its lines by name."""
    asked = Plan(rule=rule, problem=problem, fn=fn, start=start, settings=hyper)
    trace = Trace(asked.resolve())
    trace.extend_to(steps)
    return [dict(trace.step(t).values) for t in range(1, steps + 1)]


@cache
def source() -> str:
    return LESSON.read_text(encoding="utf-8")


@cache
def options(part_id: str) -> dict[str, str]:
    """What the lesson's live part of that name sets, as written there."""
    fence = re.search(rf"^```\{{stepper\}} {part_id}\n((?::.*\n)*)```$", source(), re.MULTILINE)
    assert fence, f"the lesson has no stepper {part_id}"
    return dict(re.findall(r"^:(\w+): (.*)$", fence[1], re.MULTILINE))


@cache
def part(part_id: str, steps: int, **changed: float | str) -> list[Update]:
    """The lesson's live part, run to `steps`; `changed` is what the reader is told to set."""
    given: dict[str, Any] = {**options(part_id), **changed, "steps": steps}
    given["start"] = tuple(float(value) for value in given["start"].split(","))
    for knob in {"lr", "mu", "rho"} & given.keys():
        given[knob] = float(given[knob])
    return run(**given)


def at(updates: list[Update], t: int, line: str, coordinate: int = 0) -> float:
    return float(updates[t - 1][line][coordinate])


def series(updates: list[Update], line: str) -> list[float]:
    return [float(update[line][0]) for update in updates]


def sizes(updates: list[Update], lr: float = 1.0) -> list[float]:
    """The lengths of the steps, in units of the learning rate."""
    return [abs(delta) / lr for delta in series(updates, "delta")]


def peak(values: list[float]) -> int:
    """The update at which a quantity is largest."""
    return 1 + values.index(max(values))


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
    yield f"halves every {short:.2f} updates"
    yield f"Press `G` and type {1 + next(i for i, value in enumerate(v) if value > 0.5)}"
    weights = np.diff([0.0, *m])
    scatter = math.sqrt(np.sum(weights**2))
    yield rf"${scatter:.3f}\,\sigma$ for $\beta = 0.9$"
    yield f"stays above {scatter:.3f} of the noise's own"


def momentum() -> Claims:
    ball = part("heavy-ball", 106)
    yield f"sixth update is at {at(ball, 6, 'theta'):.3f} on the other side"
    assert np.abs(ball[-1]["theta"]).max() < 0.01
    yield f"after {len(ball)} updates, both coordinates are within 0.01"
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
    yield rf"they are {x_move / 0.01:.1f} times $\eta$"
    yield rf"only ${first['v'][0] / x_slope**2:.2f}\,g^2$"


def small_start() -> Claims:
    updates = part("uncorrected", 1000)
    m, v, size = series(updates, "m"), series(updates, "v"), sizes(updates)
    yield rf"$$m_1 = {m[0]:.1f}\, g \qquad v_1 = {v[0]:.3f}\, g^2$$"
    yield f"$m$ is too small by a factor of {1 / m[0]:.0f}."
    yield f"too small by a factor of {1 / math.sqrt(v[0]):.2f}, the root of {1 / v[0]:.0f}"
    yield rf"$0.1 / \sqrt{{0.001}} = {size[0]:.3f}$ times $\eta$"
    yield f"{size[0]:.3f} at update 1, up to {max(size):.3f} at update {peak(size)}."
    yield f"to {size[99]:.3f} at update 100 and {size[999]:.3f} at update 1000"


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
    yield f"$x$ goes to {x[0]:.4f}."
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


def step_length() -> Claims:
    quiet = int(options("long-step")["steps"])
    jump = part("long-step", quiet + 15)
    assert [at(jump, t, "g") for t in (quiet, quiet + 1)] == pytest.approx([0.01, 1.0])
    size = sizes(jump, lr=0.001)
    yield rf"The longest is {max(size):.2f} $\eta$, at update {peak(size)}."
    longer = sizes(part("long-step", 20_020, start="19.9995"), lr=0.001)
    yield rf"After 20,000 quiet updates it would be {max(longer):.3f} $\eta$"
    after_zeros = 0.1 / math.sqrt(0.001)
    limit = after_zeros / math.sqrt(1 - 0.9**2 / 0.999)
    yield rf"which is ${after_zeros:.3f}\,\eta$ at the defaults"
    yield rf"the limit at the defaults is ${limit:.3f}\,\eta$"


def knobs() -> Claims:
    tiny = run("adam", fn="0.00000001*x", start=(0.0,), steps=1, lr=1.0)
    yield rf"the first step is {sizes(tiny)[0]:.2f} $\eta$"


SECTIONS: tuple[Callable[[], Claims], ...] = (
    one_rate,
    averages,
    momentum,
    squares,
    small_start,
    correction,
    adam_on_a_parabola,
    scale,
    step_length,
    knobs,
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
