"""The stepper on a problem of 650 parameters: its accuracy, and its recordings."""

from __future__ import annotations

import re

import pytest

from adamtui.core.plan import Plan
from adamtui.widgets.stepper_stage import StepperStage
from tests.widgets.driven import Driven, driven

DIGITS = Plan(problem="digits")


def accuracy(it: Driven) -> str:
    (found,) = re.findall(r"accuracy (\S+) ·", it.rows[0])
    return str(found)


async def test_the_heading_follows_the_accuracy_forward_and_back() -> None:
    async with driven(DIGITS) as it:
        told = [accuracy(it)]
        for _ in range(4):
            await it.press("space")
            told.append(accuracy(it))
        assert len(set(told)) > 2
        assert it.place == "t = 4 · line theta"
        for expected in reversed(told[:-1]):
            await it.press("left")
            assert accuracy(it) == expected


async def test_the_accuracy_is_the_second_chart() -> None:
    async with driven(DIGITS) as it:
        await it.press("space", "space")
        await it.until(lambda: "loss before each update" in it.text)
        await it.press("c")
        await it.until(lambda: "accuracy after each update" in it.text)


async def test_the_first_parameters_are_shown_and_the_rest_are_counted() -> None:
    async with driven(DIGITS) as it:
        await it.press("space")
        assert re.search(r"b0 +b1 +b2 +… 647", it.rows[1])


async def test_far_updates_are_recorded_in_slices_and_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[int] = []
    show = StepperStage.show_progress

    def noted(stage: StepperStage, done: int, wanted: int) -> None:
        told.append(done)
        show(stage, done, wanted)

    monkeypatch.setattr(StepperStage, "show_progress", noted)
    async with driven(DIGITS) as it:
        await it.press("G", "4", "6", "0", "enter")
        await it.until(lambda: it.place == "t = 460 · line theta")
        assert float(accuracy(it)) > 0.93
    assert len(told) > 1
    assert told == sorted(told)


async def test_a_recording_can_be_left() -> None:
    async with driven(DIGITS) as it:
        it.stepper.go_to(1_000_000)
        await it.until(lambda: "of 1,000,000  escape stops" in it.text)
        it.strike("escape")
        await it.until(lambda: "recording" not in it.text)
        assert it.place == f"t = {it.stepper.trace.last} · line theta"
        assert 0 < it.stepper.trace.last < 1_000_000


async def test_another_rule_and_another_function_can_be_chosen() -> None:
    async with driven(DIGITS) as it:
        await it.press("space", "space")
        it.stepper.choose_rule("sgd")
        await it.until(lambda: "SGD · softmax on digits" in it.rows[0] and "η 0.5" in it.rows[0])
        it.stepper.choose_function(Plan(problem="bowl"))
        await it.until(lambda: "x²" in it.rows[0])
        assert "accuracy" not in it.text
