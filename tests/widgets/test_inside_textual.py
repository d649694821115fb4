"""What is taken from inside Textual does what it is taken for."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from adamtui.widgets.inside_textual import lay_out_now, run_bound


class Bound(App[None]):
    """Two widgets below one another, and a key bound in the container and in the app."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "note('app')"),
        Binding("y", "note('app')"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []

    def compose(self) -> ComposeResult:
        with Inner():
            yield Static("one\n" * 3, id="above")
            yield Static("two", id="below")

    def action_note(self, where: str) -> None:
        self.noted.append(where)


class Inner(Vertical):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "note('inner')")]

    def action_note(self, where: str) -> None:
        assert isinstance(self.app, Bound)
        self.app.noted.append(where)


async def test_a_screen_is_laid_out_at_once() -> None:
    app = Bound()
    async with app.run_test():
        above, below = app.query_one("#above"), app.query_one("#below")
        before = below.region.y
        above.display = False
        assert below.region.y == before > 0
        lay_out_now(app.screen)
        assert below.region.y == 0


async def test_the_nearest_that_has_a_key_bound_runs_it() -> None:
    app = Bound()
    async with app.run_test():
        nodes = app.query_one("#below").ancestors_with_self
        assert await run_bound(app, nodes, "x")
        assert await run_bound(app, nodes, "y")
        assert app.noted == ["inner", "app"]
        assert not await run_bound(app, nodes, "z")
