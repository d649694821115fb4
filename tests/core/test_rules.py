"""The rules give PyTorch's numbers, and the papers' golden ones."""

from __future__ import annotations

import ast
import inspect
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adamtui.core import conventions, descendants, rules
from adamtui.core.engine import Run
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.rulebook import RULES, RuleError, rule_for
from adamtui.core.trace import Trace

REFERENCE: dict[str, Any] = json.loads(
    Path(__file__).with_name("torch_reference.json").read_text(encoding="ascii")
)
PYTORCH_NAMES = {
    "theta": "theta",
    "exp_avg": "m",
    "exp_avg_sq": "v",
    "max_exp_avg_sq": "v_max",
    "momentum_buffer": "b",
    "sum": "s",
    "square_avg": "v",
    "exp_inf": "u",
    "mu_product": "mu_product",
}
NOT_IN_PYTORCH = {"adabelief", "lion"}


def recorded(rule: str, gradients: Any, start: Any, steps: int, **settings: float | str) -> Trace:
    where = replayed(np.array(gradients)).at(start)
    trace = Trace(Plan(rule=rule, settings=settings).on(where))
    trace.extend_to(steps)
    return trace


def label(case: dict[str, Any]) -> str:
    return str(case["rule"]) + "".join(f"-{k}={v:g}" for k, v in case["hyper"].items())


@pytest.mark.parametrize("case", REFERENCE["cases"], ids=label)
def test_every_buffer_is_pytorchs(case: dict[str, Any]) -> None:
    gradients, kept = REFERENCE["gradients"], REFERENCE["kept"]
    trace = recorded(case["rule"], gradients, REFERENCE["start"], len(gradients), **case["hyper"])
    for theirs, expected in case["buffers"].items():
        ours = np.array([trace.step(t).values[PYTORCH_NAMES[theirs]] for t in kept])
        told = np.reshape(expected, (len(kept), -1))
        error, scale = np.abs(ours - told).max(axis=0), np.abs(told).max(axis=0)
        assert (error <= 1e-12 * scale).all(), (theirs, error / scale)


def test_the_reference_covers_every_rule_and_buffer() -> None:
    assert {case["rule"] for case in REFERENCE["cases"]} == set(RULES) - NOT_IN_PYTORCH
    for case in REFERENCE["cases"]:
        state = {PYTORCH_NAMES[name] for name in case["buffers"]} - {"theta"}
        assert state == set(RULES[case["rule"]].state)
    assert any(case["hyper"].get("eps") == 1e-3 for case in REFERENCE["cases"])


def test_adam_on_a_parabola() -> None:
    trace = Trace(Plan(fn="x**2", start=(1.0,), settings={"lr": 0.1}).resolve())
    trace.extend_to(3)
    thetas = [trace.step(t).values["theta"][0] for t in (1, 2, 3)]
    assert thetas == pytest.approx([0.9000000005, 0.80041222869, 0.70158627295], rel=1e-10)
    at_2 = {k: trace.step(2).values[k][0] for k in ("g", "m", "v", "m_hat", "v_hat")}
    assert at_2 == pytest.approx(
        {
            "g": 1.800000001,
            "m": 0.3600000001,
            "v": 0.0072360000036,
            "m_hat": 1.89473684263,
            "v_hat": 3.61980990675,
        },
        rel=1e-10,
    )


@pytest.mark.parametrize(
    ("correction", "t", "size"),
    [
        ("both", 1, 1.000),
        ("both", 12, 1.000),
        ("none", 1, 3.162),
        ("none", 12, 6.569),
        ("none", 100, 3.241),
        ("none", 1000, 1.258),
        ("m", 1, 31.62),
        ("v", 1, 0.100),
    ],
)
def test_first_steps_without_the_correction_are_too_large(
    correction: str, t: int, size: float
) -> None:
    trace = recorded("adam", np.ones((t, 1)), (0.0,), t, lr=1.0, correction=correction)
    assert -trace.step(t).values["delta"][0] == pytest.approx(size, rel=5e-4)


def test_decay_parts_from_l2_where_the_gradient_is_zero() -> None:
    zeros = np.zeros((3, 1))
    decoupled = recorded("adamw", zeros, (1.0,), 3, lr=0.1, weight_decay=0.5)
    assert decoupled.step(3).values["theta"][0] == pytest.approx(0.95**3)
    coupled = recorded("adam_l2", zeros, (1.0,), 3, lr=0.1, weight_decay=0.5)
    assert coupled.step(1).values["theta"][0] == pytest.approx(0.9)


@pytest.mark.parametrize("module", [rules, conventions, descendants])
def test_no_rule_branches_on_what_it_computes(module: Any) -> None:
    """Only `h.corrects_m` and `h.corrects_v`, settings, decide what is computed."""
    for name, function in inspect.getmembers(module, inspect.isgeneratorfunction):
        if name in ("update", "unprojected"):
            continue
        for node in ast.walk(ast.parse(inspect.getsource(function))):
            assert not isinstance(node, ast.Compare | ast.BoolOp | ast.While | ast.Match), name
            if isinstance(node, ast.If | ast.IfExp):
                assert ast.unparse(node.test) in ("h.corrects_m", "h.corrects_v"), name


def test_names_that_do_not_exist_suggest_the_nearest() -> None:
    with pytest.raises(RuleError, match="unknown rule 'adma'; did you mean 'adam'"):
        rule_for("adma")
    with pytest.raises(RuleError, match="'kears'; did you mean 'keras'"):
        rule_for("adam", "kears")
    with pytest.raises(RuleError, match="rmsprop has no paper convention; it has pytorch"):
        rule_for("rmsprop", "paper")


def test_a_hyperparameter_that_the_rule_lacks_is_refused() -> None:
    with pytest.raises(RuleError, match="sgd has no beta1; it has lr"):
        rule_for("sgd").check({"beta1": 0.9})
    with pytest.raises(RuleError, match="beta2 must be ≥ 0 and < 1, not 1"):
        rule_for("adam").check({"beta2": 1.0})
    with pytest.raises(RuleError, match="correction is one of both, m, v, none, not 'all'"):
        rule_for("adam").check({"correction": "all"})


def test_a_run_may_be_made_by_hand() -> None:
    where = replayed(np.ones((2, 1)))
    trace = Trace(Run(rule_for("sgd"), {"lr": 0.5}, where))
    trace.extend_to(2)
    assert trace.step(2).values["theta"].tolist() == [-1.0]
