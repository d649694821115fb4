"""The effective rate is the step divided by what it follows."""

from __future__ import annotations

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.rates import effective_rate
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace

FOLLOWED = {
    "sgd": "g",
    "momentum": "b",
    "adagrad": "g",
    "rmsprop": "g",
    "adam": "m_hat",
    "amsgrad": "m_hat",
    "adam_l2": "m_hat",
    "adamw": "m_hat",
    "sgd_l2": "g_l2",
    "sgdw": "g",
}


def run(rule: str, steps: int = 40, **options: str) -> Trace:
    trace = Trace(Plan(rule, **options).resolve())  # type: ignore[arg-type]
    trace.extend_to(steps)
    return trace


@pytest.mark.parametrize(("rule", "followed"), FOLLOWED.items())
@pytest.mark.parametrize("coordinate", [0, 1])
def test_the_rate_times_what_is_followed_is_the_step(
    rule: str, followed: str, coordinate: int
) -> None:
    trace = run(rule)
    ts, rates = effective_rate(trace, coordinate, 1, 40)
    _, steps = trace.series("delta", coordinate, 1, 40)
    _, along = trace.series(followed, coordinate, 1, 40)
    assert ts.tolist() == list(range(1, 41))
    assert -rates * along == pytest.approx(steps, rel=1e-12)


@pytest.mark.parametrize("rule", sorted(RULES))
@pytest.mark.parametrize("convention", ["pytorch", "paper", "optax", "keras"])
def test_every_rule_has_a_positive_rate(rule: str, convention: str) -> None:
    trace = Trace(Plan(rule, convention=convention).fitting().resolve())
    trace.extend_to(5)
    _, rates = effective_rate(trace, 1, 1, 5)
    assert (rates > 0).all()


@pytest.mark.parametrize(("rule", "share"), [("sgd", 1.0), ("momentum", 1.0), ("nesterov", 1.9)])
def test_a_rate_inside_the_velocity_is_the_same_rate(rule: str, share: float) -> None:
    for convention in ("pytorch", "keras"):
        trace = run(rule, convention=convention)
        expected = share * trace.run.hyper["lr"]
        assert effective_rate(trace, 0, 3, 3)[1] == pytest.approx([expected])


def test_adagrads_rate_under_a_constant_gradient_is_one_over_root_t() -> None:
    trace = Trace(Plan("adagrad", problem="abs", settings={"lr": 0.1}).resolve())
    trace.extend_to(100)
    ts, rates = effective_rate(trace, 0, 1, 100)
    assert rates == pytest.approx(0.1 / np.sqrt(ts))
