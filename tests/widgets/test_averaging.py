"""The restarts of a moving average, by their keys and their screen."""

from __future__ import annotations

import re

import numpy as np
import pytest

from adamtui.core.moments import family
from adamtui.core.restarts import experiment, predicted
from adamtui.widgets.averaging import Averaging
from tests.widgets.parts import shown


def numbers(row: str) -> list[float]:
    """What is predicted, what is simulated and its standard error."""
    found = re.findall(r"[−-]?\d[\d.]*(?:e[−-]?\d+)?", row.rpartition("= ")[2])
    return [float(text.replace("−", "-")) for text in found]


def part(**given: float) -> Averaging:
    values = {"mu": 1.0, "sigma": 1.0} | {k: v for k, v in given.items() if k in ("mu", "sigma")}
    return Averaging(
        "normal", values, beta1=given.get("beta1", 0.9), steps=int(given.get("steps", 1))
    )


async def test_the_mean_falls_on_the_prediction_before_and_after_the_division() -> None:
    async with shown(part(steps=3)) as lab:
        seen = experiment(family("normal").at(mu=1, sigma=1), 0.9, 50, 0).simulated
        told, mean, error = numbers(lab.row("E[m]"))
        assert told == pytest.approx(1 - 0.9**3)
        assert mean == pytest.approx(seen.m[2], rel=1e-4)
        assert abs(told - mean) < 4 * error
        told, mean, error = numbers(lab.row("E[m̂]"))
        assert told == 1
        assert abs(told - mean) < 4 * error


async def test_the_floor_is_there_to_stay() -> None:
    async with shown(part(steps=200)) as lab:
        (floor,) = numbers(lab.row("floor"))
        assert floor == pytest.approx(np.sqrt(0.1 / 1.9), rel=1e-5)
        told, spread = numbers(lab.row("sd"))
        assert told == pytest.approx(floor, rel=1e-3)
        assert spread == pytest.approx(predicted(1, 1, 0.9, 200).m_hat_sd[-1], rel=0.1)


async def test_beta_and_t_are_turned_by_keys() -> None:
    async with shown(part()) as lab:
        await lab.press("left")
        assert numbers(lab.row("E[m]"))[0] == pytest.approx(0.2)
        await lab.press("down", "right", "right")
        assert "after update 3" in lab.text
        assert numbers(lab.row("E[m]"))[0] == pytest.approx(1 - 0.8**3)
        await lab.press("end")
        assert "after update 200" in lab.text
        await lab.press("right")
        assert "after update 200" in lab.text


async def test_the_past_stays_as_it_was_whatever_t_is() -> None:
    async with shown(part(steps=50)) as lab:
        before = lab.row("E[m]")
        await lab.press("t", "right")
        assert "after update 51" in lab.text
        await lab.press("end", *"50", "enter")
        assert lab.row("E[m]") == before


async def test_sympy_multiplies_out_while_t_is_small() -> None:
    async with shown(part(steps=2)) as lab:
        assert "M_g" not in lab.text
        lab.part.near()
        await lab.until("β₁ s)")
        await lab.press("down", "end")
        assert "β₁ s)" not in lab.text
        await lab.press("i")
        await lab.until("The moving average after 4")
        await lab.press("escape")
        assert "after update 200" in lab.text


async def test_no_memory_at_all_is_the_gradient_itself() -> None:
    async with shown(part(beta1=0.0, steps=5)) as lab:
        assert numbers(lab.row("E[m]"))[0] == 1
        assert numbers(lab.row("floor")) == [1]
