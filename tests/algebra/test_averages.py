"""The MGF of a moving average gives the mean, the spread and the bias correction that Adam has."""

from __future__ import annotations

import re

import numpy as np
import pytest
from sympy import Symbol
from sympy.parsing.sympy_parser import (
    implicit_multiplication,
    parse_expr,
    standard_transformations,
)

from adamtui.algebra.averages import LARGEST, derivation
from adamtui.core.plan import Plan
from adamtui.core.replayed import replayed
from adamtui.core.trace import Trace
from adamtui.typeset import display, inline

WIDTH = 76
EVERY_T = range(1, LARGEST + 1)


def told(t: int) -> dict[str, str]:
    """What each step finds, on one line."""
    return {step.key: inline(step.tex) for step in derivation(t)}


def test_three_gradients() -> None:
    assert told(3) == {
        "average": "m₃ = (1 − β₁) (g₃ + β₁ g₂ + β₁² g₁)",
        "product": "M_(m₃)(s) = M_g((1 − β₁) s) · M_g((1 − β₁) β₁ s) · M_g((1 − β₁) β₁² s)",
        "slope": "M_(m₃)′(0) = (1 − β₁) (1 + β₁ + β₁²) M_g′(0) M_g(0)²",
        "mean": "E[m₃] = M_(m₃)′(0) = μ (1 − β₁) (1 + β₁ + β₁²) = μ (1 − β₁³)",
        "corrected": "E[m̂₃] = E[m₃]/(1 − β₁³) = μ",
        "square": "E[m₃²] = M_(m₃)″(0) = σ²(1 − β₁)² (1 + β₁² + β₁⁴) + μ²(1 − β₁³)²",
        "variance": "Var[m₃] = σ²(1 − β₁)² (1 + β₁² + β₁⁴) = σ² (1 − β₁)/(1 + β₁) (1 − β₁⁶)",
        "corrected_variance": (
            "Var[m̂₃] = Var[m₃]/((1 − β₁³)²) = σ² (1 − β₁)/(1 + β₁) · (1 + β₁³)/(1 − β₁³)"
        ),
    }


def test_one_gradient() -> None:
    first = told(1)
    assert first["average"] == "m₁ = (1 − β₁) g₁"
    assert first["mean"] == "E[m₁] = M_(m₁)′(0) = μ (1 − β₁)"
    assert first["corrected"].endswith("= μ")


@pytest.mark.parametrize("t", EVERY_T)
def test_for_every_t_the_general_formulas_come_out(t: int) -> None:
    raised = ("", "β₁", "β₁²", "β₁³", "β₁⁴")[t]
    squared = ("", "β₁²", "β₁⁴", "β₁⁶", "β₁⁸")[t]
    assert told(t)["mean"].endswith(f"= μ (1 − {raised})")
    assert told(t)["variance"].endswith(f"= σ² (1 − β₁)/(1 + β₁) (1 − {squared})")
    assert told(t)["corrected_variance"].endswith(f"(1 + {raised})/(1 − {raised})")


def value(tex: str, **known: float) -> float:
    """What a derived formula comes to: what stands after its last ` = `."""
    text = tex.rpartition(" = ")[2].replace(r"\,", " ").replace(r"\cdot", "*")
    text = re.sub(r"\\(mu|sigma|beta)(_\{?1\}?)?", r" \1 ", text)
    text = re.sub(r"\^\{?(\d)\}?", r"**\1", text)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    found = parse_expr(
        text,
        local_dict={name: Symbol(name) for name in known},
        transformations=(*standard_transformations, implicit_multiplication),
    )
    return float(found.subs(known))


@pytest.mark.parametrize("t", EVERY_T)
@pytest.mark.parametrize("beta", [0.0, 0.3, 0.9, 0.999])
def test_they_are_those_of_the_average_that_adam_keeps(t: int, beta: float) -> None:
    trace = Trace(Plan("adam", settings={"beta1": beta}).on(replayed(np.eye(t))))
    trace.extend_to(t)
    weights, corrected = (trace.step(t).values[name] for name in ("m", "m_hat"))
    mu, sigma = -1.3, 0.7
    mean, variance = mu * weights.sum(), sigma**2 * (weights**2).sum()
    found = {step.key: step.tex for step in derivation(t)}
    for key, expected in (
        ("mean", mean),
        ("corrected", mu * corrected.sum()),
        ("square", variance + mean**2),
        ("variance", variance),
        ("corrected_variance", sigma**2 * (corrected**2).sum()),
    ):
        told = value(found[key], beta=beta, mu=mu, sigma=sigma)
        assert told == pytest.approx(expected, rel=1e-11), key


@pytest.mark.parametrize("t", EVERY_T)
def test_every_step_can_be_shown(t: int) -> None:
    for step in derivation(t):
        assert step.words.endswith(".")
        assert display(step.tex, WIDTH).width <= WIDTH


@pytest.mark.parametrize("t", [0, 5, -1])
def test_only_small_averages_are_written_out(t: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 4"):
        derivation(t)
