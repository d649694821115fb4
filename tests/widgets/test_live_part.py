"""A live part keeps its place, is made once, and says what is wrong with it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

import adamtui
from adamtui.course.directives import DIRECTIVES
from adamtui.course.model import Directive
from adamtui.course.parse import parse
from adamtui.ink import plain
from adamtui.widgets import registry
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.stepper import Stepper

ODD = [
    ":fn: log(x)\n:start: -1",
    ":fn: 1/x",
    ":fn: exp(exp(x))\n:start: 700",
    ":fn: x**2 + y**2\n:start: 1, 2\n:lr: 1e6\n:rule: momentum\n:steps: 150",
    ":problem: rosenbrock\n:start: 1e300, -1e300",
    ":rule: adam_l2\n:weight_decay: 0.1\n:convention: keras",
    ":correction: none\n:beta1: 0",
]


def directive(options: str, path: str = "/somewhere/10-lesson.md") -> Directive:
    (block,) = parse(f"```{{stepper}} part\n{options}\n```\n", path).blocks
    assert isinstance(block, Directive)
    return block


class Page(App[None]):
    """One live part, empty until it is filled."""

    CSS_PATH = Path(adamtui.__file__).parent / "app.tcss"

    def __init__(self, options: str) -> None:
        super().__init__()
        self.part = LivePart(directive(options))

    def compose(self) -> ComposeResult:
        yield self.part


async def test_it_keeps_its_place_and_is_made_once() -> None:
    app = Page(":fn: x**2")
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert app.part.widget is None
        height = app.part.size.height
        await asyncio.gather(app.part.fill(), app.part.fill())
        await pilot.pause()
        assert isinstance(app.part.widget, Stepper)
        assert len(app.part.children) == 1
        assert app.part.size.height == height


async def test_it_is_made_when_a_key_asks_for_it_before_it_has_its_place() -> None:
    app = Page(":fn: x**2")
    async with app.run_test(size=(80, 40)):
        second = LivePart(directive(":fn: x**4"))
        mounting = app.mount(second)
        assert not second.is_mounted
        await second.fill()
        await mounting
        assert isinstance(second.widget, Stepper)


async def test_a_fault_is_shown_with_its_line_and_has_nothing_to_focus() -> None:
    app = Page(":betta1: 1\n:lr: fast")
    async with app.run_test(size=(80, 40)) as pilot:
        await app.part.fill()
        await pilot.pause()
        assert app.part.widget is None
        (shown,) = app.part.query(Canvas)
        rows = [plain(row) for row in shown.rows]
        assert rows[0] == "This live part, {stepper}, has faults:"
        assert rows[1].startswith("  10-lesson.md:2:2: unknown option 'betta1'")
        assert rows[2].startswith("  10-lesson.md:3:")
        assert shown.size.height >= len(rows)


@pytest.mark.parametrize("options", ODD)
async def test_what_passed_the_check_can_be_shown_and_stepped(options: str) -> None:
    part = directive(options)
    if part.options is None:
        assert part.faults
        return
    app = Page(options)
    async with app.run_test(size=(80, 40)) as pilot:
        await app.part.fill()
        await pilot.pause()
        assert isinstance(app.part.widget, Stepper)
        app.part.widget.go_to(20)
        await pilot.pause()
        assert app.part.widget.at.t == 20


def test_every_directive_of_the_course_has_a_widget() -> None:
    assert set(registry.MAKERS) == set(DIRECTIVES)
