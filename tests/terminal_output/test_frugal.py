"""The application's frames leave on the terminal what Textual has composed."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from rich.console import Console
from rich.segment import Segment
from textual import _compositor as compositor
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from adamtui.app import Tutorial
from adamtui.core.plan import Plan
from adamtui.screens.stepper import StepperScreen
from adamtui.terminal import frugal
from adamtui.terminal.frugal import FrugalApp
from tests.terminal_output.screens import Watched

SIZE = (80, 24)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """What an application without a terminal would have sent to one."""
    watched = Watched(*SIZE)

    def display(app: App[None], _screen: object, renderable: object) -> None:
        if renderable is not None:
            assert isinstance(renderable, CompositorUpdate)
            watched.send(renderable.render_segments(app.console))

    monkeypatch.setattr(App, "_display", display)
    return watched


def composed(app: App[None]) -> list[str]:
    """The screen as Textual has it."""
    strips = app.screen._compositor.render_strips(app.size)
    return [strip.text.rstrip() for strip in strips]


def opened() -> Tutorial:
    return Tutorial(lambda: StepperScreen(Plan(fn="x**2")))


async def test_keys_dialogues_and_sizes_leave_the_screen_that_was_meant(terminal: Watched) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert terminal.lines() == composed(app)
        for key in ("space", "s", "s", "h", "down", "escape", "o", "?", "escape", "escape", "c"):
            await pilot.press(key)
            await pilot.pause()
            assert terminal.lines() == composed(app), key


async def test_a_window_that_shrinks_while_one_steps_does_no_harm(terminal: Watched) -> None:
    app = opened()
    async with app.run_test(size=(120, 30)) as pilot:
        terminal.resize(120, 30)
        app.action_redraw()
        await pilot.pause()
        terminal.resize(60, 20)
        app._size = app.size.with_width(60)  # as between Textual's two halves of a resize
        await pilot.press("space")
        await pilot.pause()
        await pilot.resize_terminal(60, 20)
        await pilot.press("space")
        await pilot.pause()
        assert terminal.lines() == composed(app)


async def test_redrawing_sends_the_whole_screen(terminal: Watched) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        terminal.send("\x1b[2J\x1b[5;5Hgarbage")
        await pilot.press("ctrl+l")
        await pilot.pause()
        assert terminal.lines() == composed(app)


async def test_another_height_of_the_same_width_sends_everything(terminal: Watched) -> None:
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        terminal.send("\x1b[2J")
        terminal.resize(80, 23)
        await pilot.resize_terminal(80, 23)
        await pilot.pause()
        assert terminal.lines() == composed(app)


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (App._display, ["self", "screen", "renderable"]),
        (ChopsUpdate.__init__, ["self", "chops", "spans", "chop_ends"]),
        (LayoutUpdate.__init__, ["self", "strips", "region"]),
        (CompositorUpdate.render_segments, ["self", "console"]),
    ],
)
def test_textual_still_has_what_is_overridden(
    function: Callable[..., object], parameters: list[str]
) -> None:
    assert list(inspect.signature(function).parameters) == parameters


def test_textual_has_no_update_that_is_not_known_here() -> None:
    kinds = {kind.__name__ for kind in CompositorUpdate.__subclasses__()} - {"_Difference"}
    assert kinds == {"ChopsUpdate", "LayoutUpdate", "InlineUpdate"}
    assert hasattr(compositor.Compositor, "render_strips")
    assert "_shadow" not in vars(App)


def test_the_pieces_are_those_that_textual_would_send() -> None:
    left, right = Strip([Segment("left ")]), Strip([Segment("right")])
    layout = LayoutUpdate([[left, right], [right]], Region(0, 3, 10, 2))
    pieces = [(y, x, [s.text for s in segments]) for y, x, segments in frugal._layout(layout)]
    assert pieces == [(3, 0, ["left ", "right"]), (4, 0, ["right"])]
    chops = ChopsUpdate(
        [{0: left, 5: right}, {0: None, 5: right}], [(0, 6, 8), (1, 0, 10)], [[5, 10], [5, 10]]
    )
    pieces = [(y, x, [s.text for s in segments]) for y, x, segments in frugal._chops(chops)]
    assert pieces == [(0, 5, ["right"]), (1, 5, ["right"])]
    assert "right" in layout.render_segments(Console())


async def test_every_frame_of_the_app_goes_through_the_shadow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds: set[str] = set()
    monkeypatch.setattr(App, "_display", lambda _app, _s, shown: kinds.add(type(shown).__name__))
    app = opened()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space", "s")
        await pilot.pause()
    assert isinstance(app, FrugalApp)
    assert kinds - {"NoneType"} == {"_Difference"}
