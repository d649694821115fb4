"""Prose is laid out for the width it gets, and knows where its headings are."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult

import adamtui
from adamtui.course.model import Prose
from adamtui.course.parse import parse
from adamtui.ink import plain
from adamtui.widgets.prose_view import ProseView

TEXT = "# Title\n\n" + "many words in one paragraph " * 12 + "\n\n## Further down\n\nThe end."


class Page(App[None]):
    """One run of prose."""

    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"

    def __init__(self, text: str) -> None:
        super().__init__()
        (block,) = parse(text, "10-page.md").blocks
        assert isinstance(block, Prose)
        self.view = ProseView(block)
        self.view.styles.height = "auto"

    def compose(self) -> ComposeResult:
        yield self.view

    @property
    def rows(self) -> list[str]:
        return [plain(row) for row in self.view.rows]


async def test_it_is_as_high_as_its_rows_at_every_width() -> None:
    app = Page(TEXT)
    async with app.run_test(size=(80, 24)) as pilot:
        heights = []
        for width in (80, 40, 20, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            heights.append(app.view.size.height)
            assert len(app.rows) == app.view.size.height
            assert max(map(len, app.rows)) <= width
        assert heights[0] < heights[1] < heights[2]
        assert heights[3] == heights[0]


async def test_a_heading_is_found_where_it_stands() -> None:
    app = Page(TEXT)
    assert app.view.anchors == {}
    async with app.run_test(size=(40, 24)) as pilot:
        await pilot.pause()
        row = app.view.anchors["further-down"]
        assert "Further down" in app.rows[row]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.view.anchors["further-down"] < row
