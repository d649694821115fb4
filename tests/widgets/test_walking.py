"""What every part that walks in a run does alike: opening, resetting, playing, taking clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.events import MouseDown, MouseUp

from adamtui.core.entrants import changed, comparison_of, parse, plans
from adamtui.core.fork import Fork
from adamtui.core.plan import Plan
from adamtui.core.trace import Trace
from adamtui.widgets.comparer import Comparer
from adamtui.widgets.listing import ListingPart, source_of
from adamtui.widgets.stepper import Stepper
from adamtui.widgets.walker import Walker
from tests.widgets.parts import Shown, shown

LAST_ROW = 22
FAR = 1_000_000


def stepper() -> Walker[Any]:
    return Stepper(Plan(problem="bowl"), steps=3)


def source() -> Walker[Any]:
    run = Plan(problem="bowl").resolve()
    return ListingPart(run, source_of(run), steps=3)


def comparison(until: int | None = None) -> Comparer:
    return Comparer(comparison_of(plans(parse("adam sgd"), Plan())), steps=3, until=until)


def forked() -> Walker[Any]:
    trace = Trace(Plan(problem="bowl").resolve())
    trace.extend_to(40)
    return Comparer(Fork(trace, 40, changed("beta2=0.9", Plan())[0]), steps=40)


EVERY = pytest.mark.parametrize("made", [stepper, source, comparison])


async def until(it: Shown, holds: Callable[[], bool]) -> None:
    """Wait for what takes a moment, a few seconds at most."""
    for _ in range(400):
        if holds():
            return
        await it.pilot.pause(0.02)
    raise AssertionError(it.text)


def place(it: Shown) -> str:
    return "t = " + it.rows[0].rpartition("t = ")[2]


@EVERY
async def test_reset_forgets_names_chart_speed_and_place(made: Callable[[], Walker[Any]]) -> None:
    walker = made()
    async with shown(walker) as it:
        opening = it.rows[:LAST_ROW]
        await it.press("N", "c", "plus", "plus", "a")
        await until(it, lambda: walker.at.t > 100)
        assert walker.speed == 100
        await it.press("r")
        assert not walker.busy
        assert walker.speed == 1
        it.pilot.app.clear_notifications()
        await until(it, lambda: it.rows[:LAST_ROW] == opening)
        await it.press("a")
        await until(it, lambda: walker.at.t == 5)
        await it.press("a")


@EVERY
async def test_buffers_get_another_librarys_names(made: Callable[[], Walker[Any]]) -> None:
    async with shown(made()) as it:
        assert "exp_avg_sq" not in it.text
        await it.press("N")
        assert "exp_avg_sq" in it.text
        await it.press("space")
        assert "exp_avg_sq" in it.text


async def test_what_begins_later_than_0_is_seen_there_before_it_has_moved() -> None:
    walker = forked()
    assert walker.at == (40, 0)
    async with shown(walker) as it:
        assert place(it) == "t = 40 · start"
        await it.press("space", "space", "r")
        assert place(it) == "t = 40 · start"


async def test_names_change_while_a_run_is_recorded_anew() -> None:
    walker = Stepper(Plan(fn="x**2"))
    async with shown(walker) as it:
        walker.go_to(5000)
        await until(it, lambda: walker.at.t == 5000)
        walker.choose_rule("sgd")
        await it.press("N")
        await until(it, lambda: "SGD" in it.rows[0] and "as PyTorch names it" in it.text)
        assert walker.at.t == 5000


# -- playing ends -------------------------------------------------------------------------------


async def test_at_the_end_nothing_plays_and_one_line_says_so() -> None:
    walker = comparison(until=12)
    async with shown(walker) as it:
        await it.press("plus", "a")
        await until(it, lambda: walker.at.t == 12 and not walker.busy)
        await it.press("a")
        assert not walker.busy
        await until(it, lambda: "playing ends at t = 12" in it.text)
        assert walker.at.t == 12
        await it.press("space", "a")
        assert not walker.busy
        assert walker.at.t == 13
        await it.press("home", "a")
        assert walker.busy


async def test_within_the_last_update_playing_completes_it() -> None:
    walker = comparison(until=4)
    async with shown(walker) as it:
        await it.press("s", "s", "a")
        assert place(it) == "t = 4 · line g"
        await until(it, lambda: not walker.busy)
        assert place(it) == "t = 4 · line theta"


# -- clicks -------------------------------------------------------------------------------------


def clicked(it: Shown, x: int, y: int) -> None:
    """Click without waiting for what it does, which is long while something is recorded."""
    for kind in (MouseDown, MouseUp):
        it.pilot.app.post_message(
            kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
        )


def line_m(it: Shown) -> int:
    return next(y for y, row in enumerate(it.rows) if row.startswith("  m "))


async def test_a_click_on_a_line_stands_on_it() -> None:
    async with shown(comparison()) as it:
        clicked(it, 10, line_m(it))
        await until(it, lambda: place(it) == "t = 3 · line m")


async def test_a_click_while_recording_changes_nothing() -> None:
    walker = comparison()
    async with shown(walker) as it:
        walker.go_to(FAR)
        await until(it, lambda: "escape stops" in it.rows[LAST_ROW])
        stood = walker.at
        for y in (LAST_ROW, 4, line_m(it)):
            clicked(it, 10, y)
        await it.pilot.pause(0.1)
        assert walker.busy
        assert walker.at == stood
        await it.press("escape")
        assert stood.t < walker.at.t < FAR


async def test_a_click_on_the_comparisons_heading_or_table_changes_nothing() -> None:
    async with shown(comparison()) as it:
        (first,) = (y for y, row in enumerate(it.rows) if row.startswith("  t "))
        for y in range(first):
            await it.pilot.click(offset=(6, y))
            await it.pilot.pause()
            assert place(it) == "t = 3 · line theta", y
        await it.pilot.click(offset=(6, first))
        await it.pilot.pause()
        assert place(it) == "t = 3 · line t"


async def test_a_jump_taken_back_in_the_same_burst_leaves_nothing_over() -> None:
    walker = stepper()
    async with shown(walker) as it:
        walker.go_to(FAR)
        walker.action_stop()
        await it.pilot.pause(0.1)
        assert not walker.busy
        assert place(it) == f"t = {walker.at.t} · line theta"
