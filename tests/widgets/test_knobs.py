"""The knobs of a rule: a row for each hyperparameter, gone through by arrows and tab."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult
from textual.pilot import Pilot

import adamtui
from adamtui.ink import plain
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.choice import Choice
from adamtui.widgets.knobs import Hyper, Knobs

ADAM: Hyper = {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "correction": "both"}


class Page(App[None]):
    """Adam's knobs alone."""

    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.knobs = Knobs(ADAM, ADAM)
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
        app.knobs.show({**ADAM, "lr": 0.5, "correction": "v"}, {**ADAM, "lr": 0.01})
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
        rmsprop: Hyper = {"lr": 0.01, "rho": 0.99, "eps": 1e-8}
        app.knobs.show(rmsprop, rmsprop)
        await pilot.pause()
        assert [row.split()[-2] for row in app.rows] == ["0.01", "0.99", "1e-8"]
        assert app.marked == [2]
        app.knobs.show({"lr": 0.01}, {"lr": 0.01})
        await pilot.pause()
        assert app.marked == [0]
