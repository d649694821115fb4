"""The effective rate is the step divided by what it follows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adamtui.core.history import Array
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


def run(rule: str, steps: int = 40, **options: Any) -> Trace:
    trace = Trace(Plan(rule, **options).resolve())
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


def direction(trace: Trace, coordinate: int) -> Array:
    """What a rule follows, made of its buffers and not of its delta line."""
    run, names = trace.run, trace.lines
    ts = np.arange(1, 41)

    def series(line: str) -> Array:
        return trace.series(line, coordinate, 1, 40)[1]

    if run.rule.name == "lion":
        return np.sign(series("c"))
    if "b" in names:
        velocity = series("b") / (-run.hyper["lr"] if run.rule.convention == "keras" else 1)
        mu = run.hyper["mu"]
        ahead = (series("g") + mu * velocity) / (1 + mu)
        return ahead if run.rule.name == "nesterov" else velocity
    if "m" in names:
        folded = run.rule.convention == "keras"
        return next(
            (series(line) for line in ("m_bar", "m_hat") if line in names),
            series("m") / (1 - run.hyper["beta1"] ** ts if folded else 1),
        )
    return series("g_l2" if "g_l2" in names else "g")


@pytest.mark.parametrize("rule", sorted(RULES))
@pytest.mark.parametrize("convention", ["pytorch", "paper", "optax", "keras"])
def test_every_rules_rate_is_what_makes_its_direction_the_step(rule: str, convention: str) -> None:
    trace = Trace(Plan(rule, convention=convention).fitting().resolve())
    trace.extend_to(40)
    for coordinate in (0, 1):
        _, rates = effective_rate(trace, coordinate, 1, 40)
        _, steps = trace.series("delta", coordinate, 1, 40)
        assert (rates > 0).all()
        assert -rates * direction(trace, coordinate) == pytest.approx(steps, rel=1e-10)


@pytest.mark.parametrize(("rule", "others"), [("adam", {}), ("adamw", {"weight_decay": 0.1})])
def test_one_step_has_one_rate_however_it_is_written(rule: str, others: dict[str, float]) -> None:
    """Keras' folded form differs by ε alone."""
    one, other, keras = (
        effective_rate(run(rule, convention=each, settings={"eps": 1e-12, **others}), 1, 1, 40)[1]
        for each in ("pytorch", "optax", "keras")
    )
    assert other.tolist() == one.tolist()
    assert keras == pytest.approx(one, rel=1e-9)


@pytest.mark.parametrize("correction", ["m", "v", "none"])
def test_a_correction_that_is_left_out_is_no_part_of_the_rate(correction: str) -> None:
    one, keras = (
        effective_rate(
            run("adam", convention=each, settings={"eps": 1e-12, "correction": correction}),
            1, 1, 40,
        )[1]
        for each in ("pytorch", "keras")
    )  # fmt: skip
    assert keras == pytest.approx(one, rel=1e-9)


def test_amsgrad_of_the_paper_has_the_rate_of_m() -> None:
    trace = run("amsgrad", convention="paper")
    ts, rates = effective_rate(trace, 0, 1, 40)
    largest = trace.series("v_max", 0, 1, 40)[1]
    assert rates == pytest.approx(trace.run.hyper["lr"] / np.sqrt(ts) / np.sqrt(largest))


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
