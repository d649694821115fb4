"""The laboratory of moments, by its keys and its screen."""

from __future__ import annotations

import asyncio
import math
import re

import pytest

from adamtui.core.distribution import DistributionError
from adamtui.core.gradients import training
from adamtui.core.moments import FAMILIES
from adamtui.panels.numbers import brief
from adamtui.widgets.lab import Lab
from tests.widgets.parts import Shown, shown


def number(row: str) -> float:
    """The value in a row of the readout: what stands after its last sign of equality."""
    text = row.rpartition("= ")[2].split()[0]
    return float(text.replace("−", "-").replace("infinite", "inf").replace("undefined", "nan"))


async def test_it_shows_slope_curvature_and_variance_as_numbers() -> None:
    async with shown(Lab("normal", {"mu": 0.5, "sigma": 2.0})) as lab:
        assert number(lab.row("slope")) == 0.5
        assert number(lab.row("curvature")) == 4.25
        assert number(lab.row("variance").partition("4.25 −")[0]) == 4
        assert "4.25 − 0.25" in lab.row("variance")
        assert "uncentred" in lab.text
        assert lab.text.count("●") == 3  # the point (0, 1), and the handles of the sliders


async def test_the_curve_and_the_numbers_follow_a_key() -> None:
    async with shown(Lab("normal", {"mu": 0.5, "sigma": 1.0})) as lab:
        before = lab.rows
        await lab.press("right")
        assert number(lab.row("slope")) == 0.6
        assert number(lab.row("curvature")) == 1.36
        curve = range(2, 12)
        assert [before[y][30:] for y in curve] != [lab.rows[y][30:] for y in curve]
        assert [before[y][:29] for y in curve] != [lab.rows[y][:29] for y in curve]
        await lab.press("d")
        assert lab.rows[:12] == before[:12]


@pytest.mark.parametrize("dist", [name for name in FAMILIES if name != "digits"])
async def test_every_distribution_can_be_turned_to_both_ends_of_every_slider(dist: str) -> None:
    family = FAMILIES[dist]
    async with shown(Lab(dist, {})) as lab:
        for _ in family.knobs:
            for key in ("home", "end", "less_than_sign", "left", "right"):
                await lab.press(key)
                values = {knob.name: setting(lab, knob.symbol) for knob in family.knobs}
                assert family.fault(values) is None, values
                mean = family.at(**values).moments[0]
                assert brief(mean) in lab.text or not math.isfinite(mean)
            await lab.press("d", "down")


def setting(lab: Shown, symbol: str) -> float:
    """What the slider of that symbol stands at, as its row says it."""
    (row,) = (row for row in lab.rows if row.lstrip(" ▸").startswith(f"{symbol} ") and "─" in row)
    return float(re.split(r"[├●]", row)[0].split()[-1])


async def test_a_slider_does_not_pass_another_one() -> None:
    async with shown(Lab("uniform", {"a": 0.0, "b": 1.0})) as lab:
        await lab.press("end")
        assert setting(lab, "a") < setting(lab, "b") == 1
        stood = lab.rows
        await lab.press("2", "enter")
        assert "a must be below b" in lab.text
        await lab.press("escape")
        assert lab.rows == stood


async def test_a_typed_value_out_of_bounds_stays_in_its_row() -> None:
    async with shown(Lab("normal", {})) as lab:
        await lab.press("down", "minus", "1", "enter")
        assert "must be above 0" in lab.text
        assert "= 1 " in lab.row("variance")


async def test_another_distribution_is_chosen_in_the_last_row() -> None:
    async with shown(Lab("normal", {"mu": 0.0})) as lab:
        await lab.press("down", "down", "left")
        assert "digits" in lab.text
        await lab.press("right", "right", "right", "right")
        assert lab.rows[0].startswith("Exponential")
        assert "deviation" not in lab.text
        await lab.press("d")
        assert number(lab.row("slope")) == 0


async def test_a_row_that_is_on_its_way_out_changes_nothing() -> None:
    for dist in ("normal", "uniform", "gamma"):
        async with shown(Lab(dist, {})) as lab:
            await lab.press(*["down"] * 3)
            lab.strike("right", "up", "right", "left", "up", "right", "right", "down")
            await lab.pilot.pause(0.3)
            assert lab.pilot.app.is_running
            assert "M′(0)" in lab.text


async def test_a_held_key_runs_through_the_kinds() -> None:
    async with shown(Lab("normal", {})) as lab:
        lab.part.near()
        await lab.press("g")
        lab.strike(*["right"] * (20 * len(FAMILIES) + 2))
        await lab.until("Uniform")
        await lab.until("M(t) = (e")


@pytest.mark.parametrize("pause", [0, 0.005, 0.02])
async def test_keys_after_another_kind_are_for_its_rows(pause: float) -> None:
    async with shown(Lab("normal", {})) as lab:
        await lab.press("g")
        for key in [*["right"] * 5, "p", "full_stop", "9", "enter"]:
            lab.strike(key)
            await asyncio.sleep(pause)
        await lab.until("Two points")
        await lab.until_shown("slope", "= 1.7 ")
        # The rows that are new are laid out a moment after the number is there.
        await lab.until("the chance of b      0.9 ")


@pytest.mark.parametrize("pause", [0, 0.002, 0.01])
async def test_no_turn_is_lost(pause: float) -> None:
    async with shown(Lab("normal", {})) as lab:
        for key in [*["left"] * 9, *["right"] * 12]:
            lab.strike(key)
            await asyncio.sleep(pause)
        await lab.until_shown("slope", "= 1.3 ")
        lab.strike("g", *["right"] * 5)
        await lab.until("Two points")


async def test_a_track_reaches_to_where_it_was_opened() -> None:
    async with shown(Lab("uniform", {"a": 5.0, "b": 7.0})) as lab:
        await lab.press("left", "right")
        assert setting(lab, "a") == 5


async def test_a_letter_leads_to_its_row() -> None:
    async with shown(Lab("uniform", {})) as lab:
        await lab.press("b", "right")
        assert setting(lab, "b") > FAMILIES["uniform"].defaults["b"]
        await lab.press("a", "left", "g", "right")
        assert lab.rows[0].startswith("Exponential")
    async with shown(Lab("uniform", {})) as lab:
        lab.strike("b", "right", "a", "left")
        await lab.pilot.pause(0.2)
        assert setting(lab, "b") > FAMILIES["uniform"].defaults["b"]
        assert setting(lab, "a") < FAMILIES["uniform"].defaults["a"]


async def test_where_the_curve_ends_the_screen_says_why() -> None:
    async with shown(Lab("exponential", {"rate": 1.0})) as lab:
        assert "M(t) ends at t = λ = 1" in lab.text
        await lab.press("2", "enter")
        assert "λ = 2" in lab.text


async def test_student_t_has_no_curve_and_yet_moments() -> None:
    async with shown(Lab("student-t", {"nu": 3.0})) as lab:
        assert "M(t) does not exist" in lab.rows[0]
        assert "no M(t)" in lab.text
        assert "M′(0)" not in lab.text
        assert number(lab.row("square")) == 3
        await lab.press("1", "full_stop", "5", "enter")
        assert number(lab.row("square")) == math.inf
        assert number(lab.row("mean")) == 0
        await lab.press("1", "enter")
        assert math.isnan(number(lab.row("mean")))


async def test_the_derivation_comes_after_the_picture() -> None:
    async with shown(Lab("exponential", {})) as lab:
        assert "M(t) =" not in lab.rows[0]
        assert "1/λ" not in lab.row("slope")
        lab.part.near()
        await lab.until("M(t) = λ/(λ − t)")
        await lab.until("2/λ²")
        assert "1/λ" in lab.row("slope")
        await lab.until_shown("variance", "1/λ²")
        assert lab.rows[0].endswith("  M(t) = λ/(λ − t)")


async def test_the_whole_derivation_can_be_read_and_left() -> None:
    async with shown(Lab("two-point", {})) as lab:
        await lab.press("i")
        await lab.until("M′(0) =")
        for _ in range(200):
            await lab.press("end")
            if "p(1 − p)" in lab.text:
                break
        assert "p(1 − p)" in lab.text
        await lab.press("escape")
        assert number(lab.row("slope")) == FAMILIES["two-point"].at().moments[0]


async def test_choosing_another_distribution_derives_that_one() -> None:
    async with shown(Lab("two-point", {})) as lab:
        lab.part.near()
        await lab.press("down", "down", "down", "left")
        await lab.until("kθ")


async def test_where_it_is_too_small_it_says_so() -> None:
    async with shown(Lab("normal", {}), (40, 10)) as lab:
        assert "too small" in lab.text


def test_values_that_the_distribution_does_not_take() -> None:
    with pytest.raises(DistributionError, match="sigma"):
        Lab("normal", {"sigma": -1.0})
    with pytest.raises(DistributionError, match="normal"):
        Lab("norml", {})


class TestDigits:
    """Gradients of a model in training."""

    async def test_updates_are_made_by_keys(self) -> None:
        async with shown(Lab("digits", {"weight": 8.0, "trained": 10.0})) as lab:
            mean = sum(training().slopes(10, 8)) / len(training().slopes(10, 8))
            assert number(lab.row("slope").partition("(1/N)")[0].partition("m̂")[0]) == (
                pytest.approx(mean, rel=1e-4)
            )
            assert "after 10 updates" in lab.text
            await lab.press("space")
            assert "after 11 updates" in lab.text
            await lab.press("right_square_bracket")
            assert "after 21 updates" in lab.text
            m_hat, v_hat = training().averages(21, 8)
            assert f"m̂ {m_hat:.3g}".replace("-", "−") in lab.text
            assert f"v̂ {v_hat:.3g}" in lab.text

    async def test_the_first_update_is_the_least(self) -> None:
        async with shown(Lab("digits", {"trained": 5.0})) as lab:
            await lab.press("left_square_bracket")
            assert "no m̂ before t = 1" in lab.text

    async def test_play_goes_on_until_it_is_stopped(self) -> None:
        async with shown(Lab("digits", {"trained": 0.0})) as lab:
            await lab.press("a")
            await lab.until("after 10 updates")
            await lab.press("a")
            stood = lab.rows
            await lab.pilot.pause(0.4)
            assert lab.rows[0] == stood[0]

    async def test_a_number_of_updates_is_typed(self) -> None:
        async with shown(Lab("digits", {"trained": 0.0})) as lab:
            await lab.press("down", *"900", "enter")
            await lab.until("after 900 updates")

    async def test_beyond_the_slider_an_update_is_still_one_update(self) -> None:
        async with shown(Lab("digits", {"trained": 600.0})) as lab:
            await lab.press("space")
            assert "after 601 updates" in lab.rows[0]
            await lab.press("left_square_bracket")
            assert "after 591 updates" in lab.rows[0]

    async def test_play_ends_at_the_last_update(self) -> None:
        async with shown(Lab("digits", {"trained": 998.0})) as lab:
            await lab.press("a")
            await lab.until("after 1000 updates")
            await lab.until_not("escape stop")

    async def test_a_key_ends_playing(self) -> None:
        async with shown(Lab("digits", {"trained": 0.0})) as lab:
            await lab.press("a")
            assert "escape stop" in lab.text
            await lab.press("space")
            assert "escape stop" not in lab.text

    async def test_space_is_not_taken_elsewhere(self) -> None:
        async with shown(Lab("normal", {})) as lab:
            before = lab.text
            await lab.press("space", "a")
            assert lab.text == before
