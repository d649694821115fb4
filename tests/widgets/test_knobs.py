"""The knobs of a rule: a row for each hyperparameter, gone through by arrows and tab."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.events import Key
from textual.pilot import Pilot
from textual.widget import Widget

import adamtui
from adamtui.core.hyper import ADJUSTABLE, KNOBS, Knob, Words
from adamtui.ink import Run, plain
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.choice import Choice
from adamtui.widgets.knobs import Knobs, Values

ADAM: Values = {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "correction": "both"}


def of(values: Values) -> list[Knob | Words]:
    return [ADJUSTABLE[name] for name in values]


class Page(App[None]):
    """Adam's knobs alone."""

    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.knobs = Knobs(of(ADAM), ADAM, ADAM)
        self.turned: list[tuple[str, float | str]] = []

    def compose(self) -> ComposeResult:
        yield self.knobs

    def on_knobs_changed(self, event: Knobs.Changed) -> None:
        self.turned.append((event.name, event.value))

    @property
    def rows(self) -> list[str]:
        return [plain(row.rows[0]).rstrip() for row in self.knobs.query(Canvas)]

    @property
    def marked(self) -> list[int]:
        return [index for index, row in enumerate(self.rows) if row.startswith("▸")]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def packet(app: Page, *keys: str) -> None:
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


async def test_one_row_each_with_the_tracks_in_line() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)):
        assert app.knobs.size.height == 5
        assert len({row.index("├") for row in app.rows if "├" in row}) == 1
        assert app.rows[4].split() == ["correction", "‹", "both", "›"]


async def test_arrows_and_tab_go_from_row_to_row_and_stop_at_the_ends() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "up")
        assert app.marked == [0]
        await press(pilot, "down", "tab", "down")
        assert app.marked == [3]
        await press(pilot, "down", "down", "shift+tab")
        assert app.marked == [3]


async def test_keys_that_come_in_one_packet_are_each_for_the_row_gone_to() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)) as pilot:
        packet(app, "right", "down", "5", "backspace", "0", "tab", "right", "shift+tab", "home")
        await pilot.pause()
        assert app.turned == [("lr", 0.0015), ("beta1", 0), ("beta2", 0.9991)]


async def test_a_turned_knob_is_told_by_its_name() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "down", ">", "down", "down", "down", "left", "right", "right", "d")
        assert app.turned == [
            ("beta1", 0.99),
            ("correction", "none"),
            ("correction", "both"),
            ("correction", "m"),
            ("correction", "both"),
        ]


async def test_a_word_is_chosen_by_its_arrows() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(Choice, offset=(app.rows[4].index("›"), 0))
        await pilot.click(Choice, offset=(app.rows[4].index("‹"), 0))
        await pilot.click(Choice, offset=(2, 0))
        assert app.turned == [("correction", "m"), ("correction", "both")]


async def test_other_values_of_the_same_names_keep_the_rows() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)) as pilot:
        before = list(app.knobs.children)
        app.knobs.show(of(ADAM), {**ADAM, "lr": 0.5, "correction": "v"}, {**ADAM, "lr": 0.01})
        await pilot.pause()
        assert list(app.knobs.children) == before
        assert "0.5" in app.rows[0]
        assert app.rows[4].split()[2] == "v"
        await press(pilot, "d")
        assert app.turned == [("lr", 0.01)]


async def test_another_rule_brings_its_own_rows_and_keeps_the_focus() -> None:
    app = Page()
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "down", "down", "down")
        rmsprop: Values = {"lr": 0.01, "rho": 0.99, "eps": 1e-8}
        app.knobs.show(of(rmsprop), rmsprop, rmsprop)
        await pilot.pause()
        assert [row.split()[-2] for row in app.rows] == ["0.01", "0.99", "1e-8"]
        assert app.marked == [2]
        app.knobs.show([KNOBS["lr"]], {"lr": 0.01}, {"lr": 0.01})
        await pilot.pause()
        assert app.marked == [0]


MU = Knob("mu", "μ", "the mean", -1e6, 1e6, "linear", (-5, 5))
B = Knob("b", "b", "the scale: how wide a peak it is", 1e-6, 1e6, "linear", (0.1, 2))
A, TOP = (Knob(name, name, "an end", -1e6, 1e6, "linear", (-5, 5)) for name in "ab")
KINDS = Words("dist", "g", "distribution", ("laplace", "uniform"))


class Lab(Page):
    """A column whose rows follow the word chosen in the first of them."""

    def __init__(self) -> None:
        super().__init__()
        values = {"dist": "laplace", "mu": 1.0, "b": 0.5}
        self.knobs = Knobs([KINDS, MU, B], values, values, check=self.fault)

    def fault(self, name: str, value: float) -> str | None:
        values = {**self.knobs.values, name: value}
        fits = values["dist"] == "laplace" or values["a"] < values["b"]
        return None if fits else "a must be below b"

    def on_knobs_changed(self, event: Knobs.Changed) -> None:
        if event.value == "uniform":
            values = {"dist": "uniform", "a": -1.0, "b": 2.0}
            self.knobs.show([KINDS, A, TOP], values, values)


async def test_heads_are_as_wide_as_the_longest_and_words_have_a_meaning_too() -> None:
    app = Lab()
    async with app.run_test(size=(80, 10)) as pilot:
        assert app.rows[0].startswith("▸ g distribution")
        column = len("▸ b the scale: how wide a peak it is ")
        assert [row[column - 1 : column + 1] for row in app.rows] == [" ‹", " 1", " 0"]
        await press(pilot, "right")
        assert {row.index("├") for row in app.rows[1:]} == {len("▸ g distribution ") + 9}


async def test_other_knobs_keep_the_rows_of_the_same_name_with_their_new_bounds() -> None:
    app = Lab()
    async with app.run_test(size=(80, 10)) as pilot:
        kind, _, scale = app.knobs.children
        await press(pilot, "right")
        assert [row.split()[0] for row in app.rows] == ["▸", "a", "b"]
        assert (app.knobs.children[0], app.knobs.children[2]) == (kind, scale)
        await press(pilot, "down", "down", "-", "1", "enter")
        assert app.turned[-1] == ("dist", "uniform")
        assert "a must be below b" in app.rows[2]


async def test_a_check_sees_turns_that_their_owner_has_not_heard_of_yet() -> None:
    app = Lab()
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, "right", "down")
        packet(app, "1", "enter", "down", "home")
        await pilot.pause()
        assert app.turned[1:] == [("a", 1), ("b", 1.2)]


class Follower(Page):
    """Paints a line of its own in answer to a turn."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Canvas()

    def compose(self) -> ComposeResult:
        yield self.knobs
        yield self.line

    def on_knobs_changed(self, event: Knobs.Changed) -> None:
        self.line.paint([(Run(str(event.value)),)])


class Leavable(Page):
    """A column that is left by escape."""

    BINDINGS = [Binding("escape", "leave", "leave")]  # noqa: RUF012 - as Textual has it

    def action_leave(self) -> None:
        self.screen.set_focus(None)


async def test_what_follows_from_a_turn_is_in_the_same_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Follower()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        frames: list[set[Widget]] = []

        def frame(compositor: Compositor, widgets: set[Widget]) -> None:
            frames.append(set(widgets))
            update(compositor, widgets)

        update = Compositor.update_widgets
        monkeypatch.setattr(Compositor, "update_widgets", frame)
        await press(pilot, "right")
        assert frames == [{app.knobs.children[0], app.line}]


async def test_keys_after_one_that_leaves_are_not_for_the_row() -> None:
    app = Leavable()
    async with app.run_test(size=(80, 10)) as pilot:
        packet(app, "right", "escape", "right", "d")
        await pilot.pause()
        assert app.turned == [("lr", 0.0015)]
