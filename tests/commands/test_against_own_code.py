"""`adamtui trace --against`: the slips of code that somebody wrote, each told by its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pytest

Step: TypeAlias = Callable[[Any, Any, int], tuple[Any, Any, Any]]
"""From m, v and t the step, and m and v as they are recorded."""

LR, BETA1, BETA2, EPS = 0.1, 0.9, 0.999, 1e-8


def adam_of_someone(step: Step) -> str:
    """Twenty updates on the bowl from (1, 1), with `step(m, v, t)` for all after the averages."""
    theta, m, v = np.ones(2), np.zeros(2), np.zeros(2)
    rows = []
    for t in range(1, 21):
        g = np.array([2.0, 20.0]) * theta
        m, v = BETA1 * m + (1 - BETA1) * g, BETA2 * v + (1 - BETA2) * g**2
        delta, m, v = step(m, v, t)
        theta = theta + delta
        rows.append([t, *np.concatenate((theta, m, v)).tolist()])
    names = ["t", *(f"{name}.{i}" for name in ("theta", "m", "v") for i in (0, 1))]
    return "\n".join(",".join(map(str, row)) for row in (names, *rows))


def _corrected(m: Any, v: Any, t: int) -> tuple[Any, Any]:
    return m / (1 - BETA1**t), v / (1 - BETA2**t)


def _eps_added(m: Any, v: Any, t: int) -> tuple[Any, Any, Any]:
    m_hat, v_hat = _corrected(m, v, t)
    return -LR * m_hat / np.sqrt(v_hat) + EPS, m, v


def _eps_taken_off(m: Any, v: Any, t: int) -> tuple[Any, Any, Any]:
    m_hat, v_hat = _corrected(m, v, t)
    return -(LR * m_hat / np.sqrt(v_hat) + EPS), m, v


def _eps_beside_the_quotient(m: Any, v: Any, t: int) -> tuple[Any, Any, Any]:
    m_hat, v_hat = _corrected(m, v, t)
    return -LR * (m_hat / np.sqrt(v_hat) + EPS), m, v


def _m_stored(m: Any, v: Any, t: int) -> tuple[Any, Any, Any]:
    m, v_hat = _corrected(m, v, t)
    return -LR * m / (np.sqrt(v_hat) + EPS), m, v


def _v_stored(m: Any, v: Any, t: int) -> tuple[Any, Any, Any]:
    m_hat, v = _corrected(m, v, t)
    return -LR * m_hat / (np.sqrt(v) + EPS), m, v


def _m_without_power(m: Any, v: Any, t: int) -> tuple[Any, Any, Any]:
    return -LR * m / (1 - BETA1) / (np.sqrt(v / (1 - BETA2**t)) + EPS), m, v


def _v_without_power(m: Any, v: Any, t: int) -> tuple[Any, Any, Any]:
    return -LR * m / (1 - BETA1**t) / (np.sqrt(v / (1 - BETA2)) + EPS), m, v


@pytest.mark.parametrize(
    ("step", "name"),
    [
        (_eps_added, "eps-on-parameter"),
        (_eps_taken_off, "eps-from-parameter"),
        (_eps_beside_the_quotient, "eps-beside-quotient"),
        (_m_stored, "m-stored-first"),
        (_v_stored, "v-stored-first"),
        (_m_without_power, "m-no-power"),
        (_v_without_power, "v-no-power"),
    ],
)
def test_a_slip_in_someones_own_code(
    run: Callable[..., Any], tmp_path: Path, step: Step, name: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(adam_of_someone(step), encoding="ascii")
    words = ("adam", "--start", "1,1", "--set", f"lr={LR}", "--format", "json")
    slip = json.loads(run("trace", *words, "--against", str(path)).out)["slip"]
    assert (slip["name"], slip["all"]) == (name, True)
