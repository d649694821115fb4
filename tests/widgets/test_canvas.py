"""A canvas shows text as it is and repaints no more than what changed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Region

import adamtui
from adamtui.ink import Ink, Row, Run
from adamtui.widgets.canvas import Canvas, draw
from adamtui.widgets.palette import Palette

PALETTE = Palette({}, dark=True)

pieces = st.text(st.sampled_from("ab ─⣿漢é\u0301\u200d\ufe0f\x1b"), max_size=5)
inks = st.sampled_from([Ink(), Ink("accent"), Ink(bg="heat-3")])
rows = st.lists(st.builds(Run, pieces, inks), max_size=5).map(tuple)


class Watched(Canvas):
    """Notes what it is asked to repaint."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__(rows)
        self.regions: list[Region] = []

    def refresh(self, *regions: Region, **options: bool) -> Watched:
        if self.is_mounted:
            self.regions.extend(regions or [Region(0, 0, 999, 999)])
        return super().refresh(*regions, **options)


class Page(App[None]):
    """A canvas of a given height, and the links clicked on it."""

    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"

    def __init__(self, rows: list[Row], height: int | str = 3) -> None:
        super().__init__()
        self.canvas = Watched(rows)
        self.canvas.styles.height = height
        self.clicked: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.canvas

    def on_canvas_link_clicked(self, event: Canvas.LinkClicked) -> None:
        self.clicked.append(event.href)


def screen(app: App[None]) -> list[str]:
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    return [strips[y].text[:width].rstrip() for y in range(height)]


@given(rows, st.integers(1, 12))
@settings(max_examples=100)
def test_a_strip_is_as_wide_as_the_widget_and_shows_no_control(row: Row, width: int) -> None:
    strip = draw(row, width, PALETTE)
    assert strip.cell_length == width
    assert "\x1b" not in strip.text
    styles = [segment.style for segment in strip]
    assert all(a != b for a, b in pairwise(styles))


@pytest.mark.parametrize(
    "harm", ["\x1b[2J", "\x9b31m", "\x7f", "\n", "\u202e", "\u2066", "\ud800"], ids=ascii
)
def test_nothing_a_terminal_obeys_gets_through(harm: str) -> None:
    text = draw((Run(f"a{harm}b"),), 20, PALETTE).text
    assert harm[0] not in text
    assert text.startswith("a�")


async def test_only_the_changed_rows_are_repainted() -> None:
    app = Page([(Run("t = 1, x = 漢字"),), (Run("same"),)])
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.pause()
        app.canvas.regions.clear()
        app.canvas.paint([(Run("t = "), Run("2, x = 漢字")), (Run("same"),)])
        assert app.canvas.regions == [Region(0, 0, 30, 1)]
        await pilot.pause()
        assert screen(app)[:2] == ["t = 2, x = 漢字", "same"]


async def test_rows_that_come_and_go_are_shown_and_wiped() -> None:
    app = Page([(Run("one"),)])
    async with app.run_test(size=(30, 5)) as pilot:
        app.canvas.paint([(Run("one"),), (Run("two"),)])
        await pilot.pause()
        assert screen(app)[:3] == ["one", "two", ""]
        app.canvas.paint([])
        await pilot.pause()
        assert screen(app)[:3] == ["", "", ""]


async def test_a_canvas_of_automatic_height_grows() -> None:
    app = Page([(Run("one"),)], height="auto")
    async with app.run_test(size=(30, 5)) as pilot:
        app.canvas.paint([(Run("one"),), (Run("two"),)])
        await pilot.pause()
        assert app.canvas.size.height == 2
        assert screen(app)[:2] == ["one", "two"]


async def test_markup_is_text_and_a_link_can_be_clicked() -> None:
    app = Page([(Run("[red]x[/red] "), Run("there", Ink("link"), "20-averages.md"))])
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.pause()
        assert screen(app)[0] == "[red]x[/red] there"
        await pilot.click(app.canvas, offset=(2, 0))
        await pilot.click(app.canvas, offset=(14, 0))
        assert app.clicked == ["20-averages.md"]


async def test_another_theme_brings_its_colors() -> None:
    app = Page([(Run("word", Ink("accent")),)])
    async with app.run_test(size=(30, 5)) as pilot:
        await pilot.pause()
        before = app.screen._compositor.render_strips(app.size)[0]
        app.theme = "solarized-light"
        await pilot.pause()
        after = app.screen._compositor.render_strips(app.size)[0]
        assert after.text == before.text
        assert [segment.style for segment in after] != [segment.style for segment in before]


async def test_another_width_is_filled() -> None:
    app = Page([(Run("0123456789"),)])
    async with app.run_test(size=(5, 3)) as pilot:
        await pilot.pause()
        assert screen(app)[0] == "01234"
        await pilot.resize_terminal(20, 3)
        await pilot.pause()
        assert screen(app)[0] == "0123456789"
