"""Keys that come in one packet, after one that opens a dialogue, are the dialogue's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adamtui.screens.choose import Choose
from adamtui.screens.comparison import ComparisonScreen
from tests.widgets.driven import Driven, driven

Wanted = Callable[[Driven], bool]

PACKETS: list[tuple[tuple[str, ...], Wanted]] = [
    (("G", *"300", "enter"), lambda it: it.stepper.at.t == 300),
    (("G", *"300", "backspace", "enter"), lambda it: it.stepper.at.t == 30),
    (("f", *"x**2+sin(x)", "enter"), lambda it: it.stepper.plan.fn == "x**2+sin(x)"),
    (("o", *"amsg", "enter"), lambda it: it.stepper.plan.rule == "amsgrad"),
    (("o", "down", "down", "enter"), lambda it: it.stepper.plan.rule == "adam_l2"),
    (("F", *"lr=0.5", "enter"), lambda it: isinstance(it.pilot.app.screen, ComparisonScreen)),
    (("C", *"sgd", "enter"), lambda it: isinstance(it.pilot.app.screen, ComparisonScreen)),
]


@pytest.mark.parametrize(("keys", "wanted"), PACKETS, ids=lambda each: str(each)[:20])
async def test_a_dialogue_gets_what_was_typed_before_it_was_there(
    keys: tuple[str, ...], wanted: Wanted
) -> None:
    async with driven() as it:
        it.strike(*keys)
        await it.until(lambda: wanted(it))


async def test_escape_and_what_follows_it_find_the_stepper_again() -> None:
    async with driven() as it:
        it.strike("G", "escape")
        await it.until(lambda: not isinstance(it.pilot.app.screen, Choose))
        it.strike("space", "space")
        await it.until(lambda: it.stepper.at.t == 2)


async def test_a_key_that_asks_nothing_after_all_keeps_no_others() -> None:
    async with driven() as it:
        it.strike("question_mark", "G")
        await it.until(lambda: "Keys that work here" in it.text)
        await it.press("escape")
        await it.until(lambda: "Keys that work here" not in it.text)
        await it.press("space", "space")
        await it.until(lambda: it.stepper.at.t == 2)
