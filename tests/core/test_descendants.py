"""What PyTorch does not have, against the papers' algorithms written down a second time."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace

REFERENCE: dict[str, Any] = json.loads(
    Path(__file__).with_name("torch_reference.json").read_text(encoding="ascii")
)
GRADIENTS: list[list[float]] = REFERENCE["gradients"]
START: list[float] = REFERENCE["start"]


def recorded(rule: str, gradients: Any, start: Any, **settings: float | str) -> Trace:
    where = replayed(np.array(gradients, dtype=float)).at(start)
    trace = Trace(Plan(rule=rule, settings=settings).on(where))
    trace.extend_to(len(gradients))
    return trace


def adabelief(x: float, gs: list[float], lr: float, b1: float, b2: float, eps: float) -> float:
    """Zhuang et al. 2020, Algorithm 2, one number at a time."""
    mean = spread = 0.0
    for t, g in enumerate(gs, 1):
        mean += (1 - b1) * (g - mean)
        spread += (1 - b2) * ((g - mean) ** 2 - spread) + eps
        x -= lr * mean / (1 - b1**t) / (math.sqrt(spread / (1 - b2**t)) + eps)
    return x


def lion(x: float, gs: list[float], lr: float, b1: float, b2: float) -> float:
    """Chen et al. 2023, Algorithm 2, λ = 0, one number at a time."""
    mean = 0.0
    for g in gs:
        mixed = g + b1 * (mean - g)
        x -= math.copysign(lr, mixed) if mixed else 0.0
        mean = g + b2 * (mean - g)
    return x


@pytest.mark.parametrize("hyper", [(1e-3, 0.9, 0.999, 1e-16), (0.1, 0.5, 0.9, 1e-3)])
def test_adabelief_is_the_papers(hyper: tuple[float, ...]) -> None:
    settings = dict(zip(("lr", "beta1", "beta2", "eps"), hyper, strict=True))
    theta = recorded("adabelief", GRADIENTS, START, **settings).step(25).values["theta"]
    expected = [adabelief(x, [row[i] for row in GRADIENTS], *hyper) for i, x in enumerate(START)]
    np.testing.assert_allclose(theta, expected, rtol=1e-12)


@pytest.mark.parametrize("hyper", [(1e-4, 0.9, 0.99), (0.1, 0.5, 0.9)])
def test_lion_is_the_papers(hyper: tuple[float, ...]) -> None:
    settings = dict(zip(("lr", "beta1", "beta2"), hyper, strict=True))
    theta = recorded("lion", GRADIENTS, START, **settings).step(25).values["theta"]
    expected = [lion(x, [row[i] for row in GRADIENTS], *hyper) for i, x in enumerate(START)]
    np.testing.assert_allclose(theta, expected, rtol=1e-12)


def test_every_step_of_lion_is_as_long_as_the_learning_rate() -> None:
    trace = recorded("lion", [[1e-9, -1e9, 0.0]], (0.0, 0.0, 0.0), lr=0.25)
    assert trace.step(1).values["delta"].tolist() == [-0.25, 0.25, 0.0]


def test_adabelief_steps_far_where_gradients_agree_and_little_where_they_do_not() -> None:
    agree, differ = [[1.0]] * 50, [[1.0], [-1.0]] * 25
    spread = {
        name: recorded("adabelief", gs, (0.0,)).step(50).values["spread_hat"][0]
        for name, gs in (("agree", agree), ("differ", differ))
    }
    assert spread["agree"] < 0.15
    assert spread["differ"] > 0.85


def test_adamax_never_divides_by_less_than_its_largest_recent_gradient() -> None:
    trace = recorded("adamax", [[3.0], *[[0.1]] * 9], (0.0,), beta2=0.9)
    largest = [trace.step(t).values["u"][0] for t in (1, 2, 10)]
    assert largest == pytest.approx([3.0, 2.7, 3.0 * 0.9**9], rel=1e-7)


def test_nadams_momentum_grows_to_beta1() -> None:
    trace = recorded("nadam", np.ones((4000, 1)), (0.0,), lr=1e-3)
    first, last = (trace.step(t).values["mu_t"][0] for t in (1, 4000))
    assert first == pytest.approx(0.9 * (1 - 0.5 * 0.96**0.004))
    assert 0.6 < last < 0.9
