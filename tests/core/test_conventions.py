"""Where libraries part: the numbers on each side, and where they must agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace

NOISY = np.random.default_rng(3).normal(size=(12, 2))


def run(rule: str, convention: str, gradients: Any, start: Any, **settings: float | str) -> Trace:
    where = replayed(np.array(gradients, dtype=float)).at(start)
    trace = Trace(Plan(rule=rule, convention=convention, settings=settings).on(where))
    trace.extend_to(len(gradients))
    return trace


def theta(trace: Trace) -> Any:
    return trace.step(trace.last).values["theta"]


@pytest.mark.parametrize(
    ("rule", "convention", "expected"),
    [
        ("adam", "pytorch", 0.9952160387),
        ("amsgrad", "pytorch", 0.9959473843),
        ("amsgrad", "optax", 0.9973394675),
    ],
)
def test_where_three_amsgrads_part(rule: str, convention: str, expected: float) -> None:
    gradients = [[10.0], *[[0.1]] * 9]
    trace = run(rule, convention, gradients, (1.0,), lr=1e-3, beta2=0.9)
    assert theta(trace)[0] == pytest.approx(expected, abs=1e-10)


def test_amsgrad_of_the_paper_by_hand() -> None:
    trace = run("amsgrad", "paper", [[10.0], [0.1]], (1.0,), lr=0.1, beta1=0.5, beta2=0.9)
    m = 0.5 * 5.0 + 0.05
    first = 0.1 * 5.0 / np.sqrt(10.0)
    second = 0.1 / np.sqrt(2.0) * m / np.sqrt(10.0)
    assert trace.step(1).values["v_max"][0] == pytest.approx(10.0)
    assert theta(trace)[0] == pytest.approx(1.0 - first - second)


def test_a_tiny_gradient_shows_where_epsilon_stands() -> None:
    sizes = [
        -run("adam", convention, [[1e-9]], (0.0,), lr=1e-3, eps=1e-8).step(1).values["delta"][0]
        for convention in ("paper", "keras")
    ]
    assert sizes == pytest.approx([9.09e-5, 3.15e-6], rel=2e-3)


@pytest.mark.parametrize("rule", ["adam", "amsgrad", "adamw"])
def test_the_folded_form_is_algorithm_1_with_a_smaller_epsilon(rule: str) -> None:
    eps, beta2 = 1e-3, 0.999
    plain = run(rule, "pytorch", NOISY[:1], (1.0, -1.0), eps=eps, beta2=beta2)
    hat = eps * np.sqrt(1 - beta2)
    extra = {"weight_decay": 1e-2} if rule == "adamw" else {}
    folded = run(rule, "keras", NOISY[:1], (1.0, -1.0), eps=float(hat), beta2=beta2, **extra)
    np.testing.assert_allclose(theta(folded), theta(plain), rtol=1e-13)


@pytest.mark.parametrize("rule", ["momentum", "nesterov"])
def test_the_learning_rate_inside_the_velocity_changes_nothing_while_it_is_constant(
    rule: str,
) -> None:
    ours = run(rule, "pytorch", NOISY, (1.0, -1.0), lr=0.1, mu=0.9)
    theirs = run(rule, "keras", NOISY, (1.0, -1.0), lr=0.1, mu=0.9)
    np.testing.assert_allclose(theta(theirs), theta(ours), rtol=1e-12)
    velocity = ours.step(5).values["b"]
    np.testing.assert_allclose(theirs.step(5).values["b"], -0.1 * velocity, rtol=1e-12)


def test_adagrads_sum_starts_at_a_tenth_in_optax_and_keras() -> None:
    for convention in ("optax", "keras"):
        trace = run("adagrad", convention, [[0.5]], (0.0,), lr=1.0, eps=0.01)
        assert trace.step(0).values["s"].tolist() == [0.1]
        assert theta(trace)[0] == pytest.approx(-0.5 / np.sqrt(0.1 + 0.25 + 0.01))


def test_rmsprops_epsilon_stands_inside_the_root_in_optax_and_keras() -> None:
    for convention in ("optax", "keras"):
        trace = run("rmsprop", convention, [[0.5]], (0.0,), lr=1.0, eps=0.01)
        assert theta(trace)[0] == pytest.approx(-0.5 / np.sqrt(0.1 * 0.25 + 0.01))


def test_the_papers_decay_is_not_multiplied_by_the_learning_rate() -> None:
    for rule in ("adamw", "sgdw"):
        trace = run(rule, "paper", [[0.0]], (1.0,), lr=0.1, weight_decay=0.5)
        assert theta(trace)[0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("rule", "convention", "settings"),
    [
        ("adam", "keras", {"eps": 1e-7, "lr": 1e-3}),
        ("adamw", "keras", {"weight_decay": 4e-3, "eps": 1e-7}),
        ("adamw", "optax", {"weight_decay": 1e-4, "eps": 1e-8}),
        ("rmsprop", "optax", {"rho": 0.9, "eps": 1e-8}),
        ("sgd", "keras", {"lr": 1e-2}),
    ],
)
def test_a_convention_brings_its_librarys_defaults(
    rule: str, convention: str, settings: dict[str, float]
) -> None:
    hyper = run(rule, convention, [[1.0]], (0.0,)).run.hyper
    assert settings.items() <= hyper.items()
