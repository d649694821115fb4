"""A slider is turned by keys and mouse, or typed, and never holds what its knob forbids."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Button

import adamtui
from adamtui.core.hyper import KNOBS, Knob
from adamtui.ink import plain
from adamtui.widgets.slider import Check, Slider

WEIGHT = Knob("weight", "i", "which parameter", 0, 649, "whole", (0, 649))
END = Knob("a", "a", "the lower end", -1e6, 1e6, "linear", (-5, 5))


class Page(App[None]):
    """One slider, something else to go to, and keys of its own."""

    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"
    BINDINGS = [Binding("n,e,escape,ctrl+o", "note", "note")]  # noqa: RUF012 - as Textual has it

    def __init__(
        self, knob: str | Knob = "lr", value: float = 0.001, check: Check | None = None
    ) -> None:
        super().__init__()
        knob = KNOBS[knob] if isinstance(knob, str) else knob
        self.slider = Slider(knob, value, value, check=check)
        self.turned: list[tuple[str, float]] = []
        self.noted = 0

    def compose(self) -> ComposeResult:
        yield self.slider
        yield Button("elsewhere")

    def on_knobs_changed(self, event: Slider.Changed) -> None:
        assert event.control is self.slider
        self.turned.append((event.name, float(event.value)))

    def action_note(self) -> None:
        self.noted += 1

    @property
    def row(self) -> str:
        return plain(self.slider.rows[0])


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await pilot.pause()


async def test_the_row_says_what_it_is_and_where_it_stands() -> None:
    app = Page("beta1", 0.9)
    async with app.run_test(size=(80, 6)):
        assert app.row.startswith("▸ β₁ memory of the mean 0.9 ")
        track = app.row.split()[-1]
        assert (track[0], track[-1], track.count("●")) == ("├", "┤", 1)


@pytest.mark.parametrize(
    ("width", "meaning", "track"), [(50, True, True), (24, False, True), (16, False, False)]
)
async def test_a_narrow_row_leaves_out_what_matters_less(
    width: int, meaning: bool, track: bool
) -> None:
    app = Page("beta1", 0.9)
    async with app.run_test(size=(width, 6)):
        assert ("memory" in app.row, "●" in app.row) == (meaning, track)
        assert "β₁" in app.row
        assert "0.9" in app.row
        assert len(app.row) <= width or not track


async def test_keys_step_finely_and_coarsely_and_go_back() -> None:
    app = Page()
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, "right", "left", ">", "shift+right", "<", "home", "end", "d")
        assert [value for _, value in app.turned] == [
            0.0015,
            0.001,
            0.01,
            0.1,
            0.01,
            1e-5,
            10,
            0.001,
        ]
        assert {name for name, _ in app.turned} == {"lr"}
        await press(pilot, "d")
        assert len(app.turned) == 8


async def test_a_value_is_typed_in_place_and_accepted() -> None:
    app = Page()
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, *"3e-44", "backspace", "home", "delete", "2")
        assert "2e-4" in app.row
        assert app.turned == []
        await press(pilot, "enter")
        assert app.turned == [("lr", 2e-4)]
        assert "0.0002" in app.row


async def test_while_typing_only_enter_escape_tab_and_ctrl_are_commands() -> None:
    app = Page()
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, "1", "n", "d", "e", "up", "f1", "left", "right", "<")
        assert (app.noted, app.turned) == (0, [])
        assert "1e" in app.row
        await press(pilot, "ctrl+o")
        assert app.noted == 1
        await press(pilot, "escape")
        assert (app.noted, app.slider.value) == (1, 0.001)
        await press(pilot, "n", "e", "escape")
        assert app.noted == 4


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1.5", "must be ≥ 0 and < 1, not 1.5"),
        ("1e", "1e is not a number"),
        ("-.1", "not -0.1"),
    ],
)
async def test_what_is_not_allowed_is_refused_with_the_reason(typed: str, why: str) -> None:
    app = Page("beta1", 0.9)
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, *typed, "enter")
        assert why in app.row
        assert typed in app.row
        assert (app.slider.value, app.turned) == (0.9, [])
        await press(pilot, "backspace")
        assert why not in app.row
        await press(pilot, "escape")
        assert "●" in app.row


async def test_tab_takes_the_value_over_and_moves_on() -> None:
    app = Page()
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, "5", "tab")
        assert app.slider.value == 5
        assert isinstance(app.focused, Button)
        await press(pilot, "shift+tab", "-", "1", "tab")
        assert app.slider.value == 5
        assert isinstance(app.focused, Button)
        assert "●" in app.row


async def test_a_value_is_pasted_without_what_is_no_number() -> None:
    app = Page()
    async with app.run_test(size=(80, 6)) as pilot:
        app.post_message(Paste(" 0.25\n\x1b[31m"))
        await press(pilot, "enter")
        assert app.slider.value == 0.2531


async def test_a_value_between_notches_is_shown_in_full_and_left_by_a_step() -> None:
    app = Page("beta2", 0.9991234567)
    async with app.run_test(size=(80, 6)) as pilot:
        assert "0.9991234567" in app.row
        await press(pilot, "right")
        assert app.slider.value == 0.9992


async def test_the_mouse_takes_the_handle_along() -> None:
    app = Page()
    async with app.run_test(size=(80, 6)) as pilot:
        start, end = app.row.index("├"), app.row.index("┤")
        await pilot.mouse_down(app.slider, offset=(start, 0))
        assert app.slider.value == 1e-5
        await pilot.hover(app.slider, offset=(end, 0))
        assert app.slider.value == 10
        await pilot.hover(offset=(0, 4))
        assert app.slider.value == 1e-5
        await pilot.mouse_up(offset=(0, 4))
        await pilot.hover(app.slider, offset=(end, 0))
        assert app.slider.value == 1e-5


async def test_a_value_set_from_outside_is_shown_without_a_message() -> None:
    app = Page()
    async with app.run_test(size=(80, 6)) as pilot:
        app.slider.value = 0.5
        await pilot.pause()
        assert "0.5" in app.row
        assert app.turned == []


def below_one(value: float) -> str | None:
    return None if value < 1 else f"a must be below b, not {value:g}"


async def test_a_move_goes_as_far_as_is_allowed() -> None:
    app = Page(END, 0.2, below_one)
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, "end", "right", ">", "home", "end")
        assert [value for _, value in app.turned] == [0.8, -5, 0.8]
        app.slider.value = 0.9
        await press(pilot, "right")
        assert app.slider.value == 0.9
        await pilot.mouse_down(app.slider, offset=(app.row.index("┤"), 0))
        assert app.slider.value == 0.9
        await pilot.hover(app.slider, offset=(app.row.index("├"), 0))
        assert app.slider.value == -5


async def test_a_default_that_is_not_allowed_now_is_gone_towards() -> None:
    app = Page(END, 2, below_one)
    async with app.run_test(size=(80, 6)) as pilot:
        app.slider.value = -3
        await press(pilot, "d")
        assert app.slider.value == 0.8


async def test_a_typed_value_that_does_not_fit_is_refused_with_the_reason() -> None:
    app = Page(END, 0.2, below_one)
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, "3", "enter")
        assert "3 " in app.row
        assert "a must be below b, not 3" in app.row
        assert (app.slider.value, app.turned) == (0.2, [])
        await press(pilot, "backspace", *"-9", "enter")
        assert app.turned == [("a", -9)]


async def test_whole_numbers_are_shown_and_typed_as_such() -> None:
    app = Page(WEIGHT, 100)
    async with app.run_test(size=(80, 6)) as pilot:
        await press(pilot, "right", ">", "end", *"123", "enter")
        assert [value for _, value in app.turned] == [101, 130, 649, 123]
        assert " 123 " in app.row
        await press(pilot, *"2.5", "enter")
        assert "must be a whole number, not 2.5" in app.row
        assert app.slider.value == 123


async def test_keys_that_come_in_one_packet_are_answered_in_order() -> None:
    app = Page(WEIGHT, 100)
    async with app.run_test(size=(80, 6)) as pilot:
        for key in ("right", "7", "enter", "right", "left", "8", "backspace", "9", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert [value for _, value in app.turned] == [101, 7, 8, 7, 9]


async def test_every_key_has_a_description() -> None:
    assert all(binding.description for _, binding in Slider(KNOBS["lr"], 1, 1)._bindings)
