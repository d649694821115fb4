"""Predicting, by the keys: in a stepper, and in a challenge that only predictions lead on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
import pytest
from textual import events
from textual.app import ComposeResult

from adamtui.app import Tutorial
from adamtui.core.plan import Plan
from adamtui.progress.record import Entry
from adamtui.screens.host import PartHost
from adamtui.widgets.challenge import Challenge
from adamtui.widgets.keybar import KeyBar
from adamtui.widgets.part import Part
from tests.widgets.driven import SIZE, Driven, driven, screen

PASTED = {"\r": "enter", " ": "space"}


def strike(it: Driven, keys: str) -> None:
    """Characters as they come in one packet."""
    for char in keys:
        character = None if char == "\r" else char
        it.pilot.app.post_message(events.Key(PASTED.get(char, char), character))


async def write(it: Driven, text: str) -> None:
    strike(it, text)
    await it.pilot.pause()
    await it.pilot.pause()


def asked(it: Driven) -> str:
    """`predict m of x`: the line asked for, without what else may be typed."""
    row = next((row for row in it.rows if row.startswith("predict ")), "")
    return row.partition("   ")[0].partition(" (or")[0]


def buffer(it: Driven, line: str) -> str:
    return next(row for row in it.rows[2:] if row[2:].startswith(f"{line} ")).split()[-1]


# -- in a stepper ------------------------------------------------------------------------------


async def test_a_whole_update_is_predicted() -> None:
    async with driven() as it:
        await it.press("P")
        for line, typed, place in (
            ("t", "1", "t"),
            ("g", "2*x", "g"),
            ("m", "0.1*2", "m"),
            ("v", "0.004", "v"),
            ("m̂", "m/(1-beta1**t)", "m_hat"),
            ("v̂", "4", "v_hat"),
            ("Δ", "-0.1", "delta"),
            ("θ", "theta+delta", "theta"),
        ):
            assert asked(it) == f"predict {line}"
            await write(it, typed)
            await it.press("enter")
            assert it.place == f"t = 1 · line {place}"
            assert f"✓ {line} = " in it.text
        assert "streak 8" in it.text
        assert asked(it) == "predict t"


async def test_a_burst_of_keys_is_an_answer() -> None:
    async with driven(steps=1) as it:
        strike(it, "ssP0.36\rP")
        await it.until(lambda: "✓ m = 0.36" in it.text)
        assert it.place == "t = 2 · line m"
        assert "> P" in it.text


async def test_a_wrong_number_is_told_by_its_mistake_and_may_be_tried_again() -> None:
    async with driven() as it:
        await it.press(*"ssP", *"2", "enter")
        assert "✗ 2: the factor 1 − β₁ is not there; try again" in it.text
        assert it.place == "t = 1 · line g"
        await it.press(*"7", "enter")
        assert "✗ 7 is not m; try again" in it.text
        await it.press("up", "backspace", *"0.2", "enter")
        assert it.place == "t = 1 · line m"
        assert "streak 1" in it.text


async def test_arithmetic_is_worked_out_as_it_is_typed() -> None:
    async with driven() as it:
        await it.press(*"ssP")
        await write(it, "0.9*0 + 0.1*2")
        assert "= 0.2" in it.text
        await it.press("home")
        await write(it, "1+")
        assert "= 1.2" in it.text
        await it.press("ctrl+u", "ctrl+k", "q")
        assert "> q" in it.text
        await it.press("enter")
        assert "unknown name 'q'" in it.text
        assert it.place == "t = 1 · line g"


async def test_enter_on_nothing_shows_the_formula_then_the_value() -> None:
    async with driven() as it:
        await it.press(*"P1", "enter", *"2", "enter")
        assert "streak 2" in it.text
        await it.press("enter")
        assert "m = β₁·m + (1 − β₁)·g = 0.9·0 + (1 − 0.9)·2" in it.text
        assert it.place == "t = 1 · line g"
        await it.press("enter")
        assert it.place == "t = 1 · line m"
        assert "m = 0.2  shown" in it.text
        assert "streak 0" in it.text


async def test_one_key_leaves_and_the_keys_walk_again() -> None:
    async with driven() as it:
        before = it.text
        await it.press("P", "escape")
        assert it.text == before
        await it.press("space")
        assert it.place == "t = 1 · line theta"
        assert "predict " not in it.text.replace("P predict", "")


async def test_the_line_asked_for_is_nowhere_to_be_seen() -> None:
    async with driven(steps=3) as it:
        await it.press("left", "s", "s", "P")
        value = float(it.stepper.trace.step(3).values["m"][0])
        before = float(it.stepper.trace.step(2).values["m"][0])
        assert float(buffer(it, "m")) == pytest.approx(before, abs=1e-9)
        assert f"{value:.4f}" not in it.text
        await it.press("c")
        assert "> c" in it.text


async def test_it_works_from_every_position() -> None:
    async with driven() as it:
        trace = it.stepper.trace
        for t in (1, 2):
            for place, line in enumerate(trace.lines):
                await it.press("P")
                value = float(np.ravel(trace.step(t).values[line])[0]) if trace.last >= t else t
                await write(it, repr(value))
                await it.press("enter", "escape")
                assert it.stepper.at == (t, place + 1), it.text


async def test_both_coordinates_may_be_answered() -> None:
    async with driven(Plan(problem="bowl")) as it:
        await it.press(*"ssP")
        assert asked(it) == "predict m of x"
        await write(it, "-0.8, 40")
        await it.press("enter")
        assert "✗ 40: the factor 1 − β₁ is not there" in it.text
        await write(it, "-0.8, 4")
        await it.press("enter")
        assert "✓ m = −0.8, 4" in it.text


async def test_where_gradients_are_drawn_they_are_shown() -> None:
    async with driven(Plan(problem="noisy-bowl")) as it:
        await it.press("P")
        assert it.place == "t = 1 · line g"
        assert asked(it) == "predict m of x"
    async with driven(Plan(problem="digits")) as it:
        await it.press("P")
        assert asked(it) == "predict m of b0"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_question_is_there_at_every_size(size: tuple[int, int]) -> None:
    async with driven(Plan("adamw", "bowl"), size) as it:
        await it.press("space", "P", *"7", "enter")
        assert asked(it) == "predict t"
        assert "✗ 7 is not t" in it.text
        assert "streak 0" in it.text
        assert it.rows[-2].startswith("├")


async def test_the_key_bar_shows_what_works_now() -> None:
    async with driven(size=(120, 24)) as it:
        assert "P predict" in it.rows[-1]
        await it.press("P")
        assert "enter answer" in it.rows[-1]
        assert "escape leave" in it.rows[-1]
        assert "update" not in it.rows[-1]


async def test_the_knobs_make_way_for_it() -> None:
    async with driven() as it:
        await it.press("h", "P", "1", "enter")
        assert it.place == "t = 1 · line t"
        assert "▸ η" not in it.text


async def test_a_click_leaves_it() -> None:
    async with driven() as it:
        await it.press("P")
        await it.click(4, 4)
        await it.until(lambda: not it.stepper.predicting)
        assert it.place == "t = 1 · line m"


async def test_who_goes_elsewhere_has_left_it() -> None:
    async with driven() as it:
        before = it.text
        await it.press("P")
        it.pilot.app.screen.set_focus(None)
        await it.until(lambda: not it.stepper.predicting)
        assert it.pilot.app.focused is None
        it.pilot.app.screen.set_focus(it.stepper.entrance)
        await it.pilot.pause()
        assert it.text == before


async def test_nothing_typed_does_harm() -> None:
    async with driven() as it:
        await it.press("P")
        for typed in ("9**9**9**9", "1/0", "(" * 30, "x" * 400, "🙂", "nan", "inf", ",", "−"):
            it.pilot.app.post_message(events.Paste(typed))
            await it.pilot.pause()
            await it.press("enter", "ctrl+u")
        assert it.place == "t = 0 · start"
        assert asked(it) == "predict t"


# -- a challenge -------------------------------------------------------------------------------

PLAN = Plan("sgd", gradients=(1.0, -2.0, 4.0), start=(1.0,), settings={"lr": 0.5})
ANSWERS = ("-0.5", "0.5", "1", "1.5")
"""Δ and θ of two updates."""


class Exercise(PartHost):
    """A screen that hears how an exercise went."""

    def __init__(self, challenge: Challenge) -> None:
        super().__init__()
        self.challenge = challenge
        self.heard: list[tuple[str, bool, bool]] = []

    def compose(self) -> ComposeResult:
        yield self.challenge
        yield KeyBar()

    def on_part_answered(self, message: Part.Answered) -> None:
        self.heard.append((message.answer, message.right, message.shown))


@asynccontextmanager
async def challenged(entry: Entry | None = None) -> AsyncIterator[tuple[Driven, Exercise]]:
    """Two updates of SGD on given gradients."""
    opening = Exercise(Challenge(PLAN, updates=2))
    app = Tutorial(lambda: opening)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        if entry is not None:
            opening.challenge.restore(entry)
        opening.set_focus(opening.challenge.entrance)
        await pilot.pause()
        yield Driven(pilot, opening.challenge), opening  # type: ignore[arg-type]


async def test_a_challenge_is_won_by_predictions_alone() -> None:
    async with challenged() as (it, heard):
        assert asked(it) == "predict Δ"
        for i, typed in enumerate(ANSWERS):
            assert f"line {i} of 4 predicted · streak {i}" in it.text
            await write(it, typed)
            await it.press("enter")
        assert "✓ two updates predicted" in it.text
        assert it.place == "t = 2 · line theta"
        assert heard.heard == [("4 of 4 lines", True, False)]


async def test_what_was_shown_is_told_and_r_begins_anew() -> None:
    async with challenged() as (it, heard):
        await it.press("enter", "enter")
        assert "line 1 of 4 · 1 shown · streak 0" in it.text
        for typed in ANSWERS[1:]:
            await write(it, typed)
            await it.press("enter")
        assert "3 of 4 lines predicted, 1 shown" in it.text
        assert heard.heard == [("3 of 4 lines", False, True)]
        await it.press("r")
        assert "line 0 of 4 predicted" in it.text
        for typed in ANSWERS:
            await write(it, typed)
            await it.press("enter")
        assert heard.heard[1:] == [("4 of 4 lines", True, False)]


async def test_only_predictions_lead_on() -> None:
    async with challenged() as (it, _):
        await write(it, ANSWERS[0])
        await it.press("enter", "escape")
        assert it.place == "t = 1 · line delta"
        for key in ("space", "s", "end", "right_square_bracket", "right_curly_bracket"):
            await it.press("home")
            assert it.place == "t = 0 · start"
            await it.press(key, key, key)
            assert it.place.startswith("t = 1 · line ")
            await it.press("end")
            assert it.place == "t = 1 · line delta"
        await it.press("home", "P")
        assert asked(it) == "predict θ"
        assert it.place == "t = 1 · line delta"


async def test_after_the_end_one_can_walk_back_and_no_farther_on() -> None:
    async with challenged() as (it, _):
        for typed in ANSWERS:
            await write(it, typed)
            await it.press("enter")
        await it.press("space", "right_curly_bracket", "space")
        assert it.place == "t = 2 · line theta"
        await it.press("left")
        assert it.place == "t = 1 · line theta"
        assert "✓ two updates predicted" in it.text


async def test_one_that_was_done_says_so_and_can_be_begun_anew() -> None:
    entry = Entry(done=True, answer="4 of 4 lines", tries=1)
    async with challenged(entry) as (it, heard):
        assert "✓ predicted: 4 of 4 lines" in it.text
        await it.press("space")
        assert it.place == "t = 1 · line theta"
        await it.press("P")
        assert asked(it) == "predict Δ"
        assert not heard.heard


async def test_one_that_was_tried_begins_again() -> None:
    async with challenged(Entry(tries=2, answer="3 of 4 lines")) as (it, _):
        assert asked(it) == "predict Δ"


async def test_the_question_waits_while_the_focus_is_elsewhere() -> None:
    async with challenged() as (it, heard):
        await it.press("1")
        heard.set_focus(None)
        await it.pilot.pause()
        await asyncio.sleep(0)
        assert any(row.startswith("> 1") for row in screen(it.pilot.app))
        heard.set_focus(heard.challenge.entrance)
        await it.press("ctrl+u")
        await write(it, f"{ANSWERS[0]}\r")
        assert it.place == "t = 1 · line delta"
