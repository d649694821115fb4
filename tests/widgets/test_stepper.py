"""The stepper, by its keys and by the mouse."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.binding import Binding
from textual.widgets import Input

from adamtui.core.plan import Plan
from adamtui.widgets.slider import Slider
from adamtui.widgets.stepper_keys import KEYS
from tests.widgets.driven import driven

LAST = "theta"
MOVES = [
    ("space", "t = 1 · line theta"),
    ("right", "t = 2 · line theta"),
    ("left", "t = 1 · line theta"),
    ("backspace", "t = 0 · start"),
    ("left", "t = 0 · start"),
    ("S", "t = 0 · start"),
    ("s", "t = 1 · line t"),
    ("s", "t = 1 · line g"),
    ("S", "t = 1 · line t"),
    ("S", "t = 0 · start"),
    ("right_square_bracket", "t = 10 · line theta"),
    ("left_square_bracket", "t = 0 · start"),
    ("right_curly_bracket", "t = 100 · line theta"),
    ("s", "t = 101 · line t"),
    ("left", "t = 100 · line theta"),
    ("left_curly_bracket", "t = 0 · start"),
    ("end", "t = 101 · line theta"),
    ("S", "t = 101 · line delta"),
    ("space", "t = 101 · line theta"),
    ("home", "t = 0 · start"),
]
SLIPS = {
    "x**2 + ": "column 8",
    "sin x": "column 1: sin needs brackets",
    "2 + 2": "column 1",
    "x + q": "column 5",
    "9**9**9**9 + x": "column 4",
}
DIALOGUES = {
    "G": "Go to update",
    "o": "Optimizer",
    "f": "Function",
    "F": "the same gradients under",
    "C": "Compare Adam with",
    "i": "escape closes this",
}


def keys() -> Iterator[str]:
    for binding in KEYS:
        assert isinstance(binding, Binding)
        yield from binding.key.split(",")


def test_every_key_is_tried_here_and_says_what_it_does() -> None:
    tried = {key for key, _ in MOVES} | {*DIALOGUES, *"ahcrNP", "plus", "minus", "escape"}
    assert set(keys()) == tried
    assert all(binding.description for binding in KEYS if isinstance(binding, Binding))


async def test_keys_that_move_stand_where_they_say() -> None:
    async with driven() as it:
        for key, place in MOVES:
            await it.press(key)
            assert it.place == place, key


@pytest.mark.parametrize(("key", "title"), DIALOGUES.items())
async def test_keys_that_ask_open_their_dialogue_and_escape_changes_nothing(
    key: str, title: str
) -> None:
    async with driven(Plan(problem="bowl")) as it:
        await it.press("space")
        before = it.text
        await it.press(key)
        await it.until(lambda: title in it.text)
        await it.press("escape")
        assert it.text == before


async def test_an_update_is_gone_to_by_its_number() -> None:
    async with driven() as it:
        await it.press("G")
        await it.write("12")
        await it.press("enter")
        assert it.place == "t = 12 · line theta"
        await it.press("G", *"12x", "enter")
        assert "'12x' is not a whole number" in it.text
        await it.press("escape")
        assert it.place == "t = 12 · line theta"


async def test_charts_change_and_reset_brings_everything_back() -> None:
    async with driven() as it:
        opening = it.text
        await it.press("space")
        assert " loss" in it.text
        await it.press("c")
        assert "━ g  ━ m" in it.text
        await it.press("c", "c", "c", "c")
        assert " loss" in it.text
        await it.press("o", "home", "enter", "h", "5", "enter", "escape")
        assert it.stepper.plan.rule == "sgd"
        await it.press("r")
        assert it.text == opening


async def test_play_goes_on_by_itself_until_a_key_or_escape() -> None:
    async with driven() as it:
        await it.press("a")
        await it.until(lambda: it.stepper.at.t >= 2)
        await it.press("a")
        stood = it.place
        await it.pilot.pause(0.3)
        assert it.place == stood
        for stop in ("escape", "left"):
            await it.press("a", stop)
            assert not it.stepper.check_action("stop", ())


async def test_playing_goes_faster_and_slower_by_tens() -> None:
    async with driven() as it:
        await it.press("plus", "plus")
        assert it.stepper.speed == 100
        assert not it.stepper.busy
        await it.press("a")
        await it.until(lambda: it.stepper.at.t >= 100)
        await it.press("minus", "minus", "minus")
        assert it.stepper.speed == 1
        assert it.stepper.busy
        await it.press("a")
        assert not it.stepper.busy


async def test_buffers_are_called_as_each_library_calls_them_in_turn() -> None:
    async with driven() as it:
        opening = it.text
        await it.press("N")
        assert "exp_avg_sq" in it.text
        await it.press("N")
        assert "nu_hat" in it.text
        await it.press(*"NNN")
        await it.until(lambda: it.rows[:20] == opening.splitlines()[:20])


# -- knobs -------------------------------------------------------------------------------------


async def test_a_knob_keeps_the_place_and_computes_anew() -> None:
    async with driven() as it:
        await it.press("space", "space", "space", "s", "s", "h")
        assert it.place == "t = 4 · line g"
        assert "▸ η" in it.text
        await it.press("0", ".", "2", "enter")
        assert it.place == "t = 4 · line g"
        assert "η 0.2" in it.rows[0]
        assert it.stepper.trace.step(1).values["theta"] == pytest.approx([0.8])
        await it.press("escape", "space")
        assert it.place == "t = 4 · line theta"
        assert "▸ η" not in it.text


async def test_escape_while_a_value_is_typed_cancels_the_typing_only() -> None:
    async with driven() as it:
        await it.press("h", "7", "escape")
        assert "▸ η" in it.text
        await it.press("escape")
        assert "▸ η" not in it.text
        assert "η 0.1" in it.rows[0]


async def test_knobs_that_another_rule_lacks_come_back_with_the_first() -> None:
    plan = Plan(fn="x**2", settings={"beta1": 0.5, "lr": 0.3})
    async with driven(plan) as it:
        for rule, shown in (("sgd", "SGD"), ("adam", "Adam")):
            it.stepper.choose_rule(rule)
            await it.pilot.pause()
            assert it.rows[0].startswith(shown)
            assert "η 0.3" in it.rows[0]
            assert ("β₁ 0.5" in it.rows[0]) == (rule == "adam")


async def test_the_mouse_turns_a_knob() -> None:
    async with driven() as it:
        await it.press("space", "h")
        slider = it.pilot.app.screen.query(Slider).first()
        row = it.rows[slider.region.y][slider.region.x :]
        await it.pilot.click(slider, offset=(row.index("┤"), 0))
        await it.pilot.pause()
        assert "η 10" in it.rows[0]
        assert it.place == "t = 1 · line theta"


async def test_where_it_is_wide_the_knobs_are_there_and_escape_leaves_them() -> None:
    async with driven(size=(120, 30)) as it:
        assert "β₂" in "\n".join(it.rows[14:])
        await it.press("h", "escape", "space")
        assert it.place == "t = 1 · line theta"


async def test_where_it_is_too_small_it_says_so_and_comes_back() -> None:
    async with driven() as it:
        await it.press("space")
        before = it.text
        await it.pilot.resize_terminal(30, 10)
        await it.press("space")
        assert "too small" in it.text
        await it.pilot.resize_terminal(80, 24)
        await it.press("left")
        await it.until(lambda: it.place == "t = 1 · line theta")
        assert before.splitlines()[:12] == it.rows[:12]


# -- another function --------------------------------------------------------------------------


async def test_a_function_with_a_slip_is_refused_with_its_column() -> None:
    async with driven() as it:
        await it.press("space")
        before = it.text
        await it.press("f", "tab")
        for typed, fault in SLIPS.items():
            it.pilot.app.screen.query_one(Input).value = typed
            await it.press("enter")
            assert fault in it.text
        await it.press("escape")
        assert it.text == before


async def test_a_typed_function_starts_anew_and_a_listed_one_too() -> None:
    async with driven() as it:
        await it.press("space")
        await it.press("f", "tab")
        it.pilot.app.screen.query_one(Input).value = "x**4 + y**2"
        await it.press("enter")
        assert it.rows[0].startswith("Adam · x⁴ + y²")
        assert it.place == "t = 0 · start"
        await it.press("f", "home", "enter")
        assert it.rows[0].startswith("Adam · x² + 10·y²")


# -- clicks ------------------------------------------------------------------------------------


async def test_a_click_on_a_line_stands_on_it() -> None:
    async with driven() as it:
        await it.click(4, 4)
        assert it.place == "t = 1 · line m"
        await it.press("space", "space", "space")
        await it.click(4, 9)
        assert it.place == f"t = 3 · line {LAST}"
        await it.click(4, 0)
        assert it.place == f"t = 3 · line {LAST}"


async def test_a_click_on_the_time_line_goes_there() -> None:
    async with driven() as it:
        await it.press("right_curly_bracket")
        row = it.rows[22]
        left, right = row.index("├"), row.index("┤")
        for x, t in ((left, 0), ((left + right) // 2, 50), (right, 100), (78, 100)):
            await it.click(x, 22)
            assert it.stepper.at.t == pytest.approx(t, abs=2)
