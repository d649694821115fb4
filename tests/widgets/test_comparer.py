"""Several runs walked in together, by keys and by the mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
from textual.binding import Binding

from adamtui.core.entrants import comparison_of, parse, plans
from adamtui.core.plan import Plan
from adamtui.widgets.comparer import Comparer
from adamtui.widgets.comparer_keys import KEYS
from tests.widgets.parts import Shown, shown

MOVES = [
    ("space", "t = 1 · line theta"),
    ("right", "t = 2 · line theta"),
    ("left", "t = 1 · line theta"),
    ("backspace", "t = 0 · start"),
    ("S", "t = 0 · start"),
    ("s", "t = 1 · line t"),
    ("s", "t = 1 · line g"),
    ("s", "t = 1 · line m"),
    ("s", "t = 1 · line v"),
    ("s", "t = 1 · line v_max"),
    ("S", "t = 1 · line v"),
    ("right_square_bracket", "t = 11 · line theta"),
    ("left_square_bracket", "t = 1 · line theta"),
    ("right_curly_bracket", "t = 101 · line theta"),
    ("left_curly_bracket", "t = 1 · line theta"),
    ("end", "t = 101 · line theta"),
    ("home", "t = 0 · start"),
]
OTHERS = {*"GacbyrN", "plus", "minus", "escape"}
SIX = "sgd momentum adagrad rmsprop adam amsgrad"


@asynccontextmanager
async def comparing(
    line: str = "adam amsgrad",
    base: Plan | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    steps: int = 0,
    until: int | None = None,
) -> AsyncIterator[tuple[Shown, Comparer]]:
    comparer = Comparer(comparison_of(plans(parse(line), base or Plan())), steps=steps, until=until)
    async with shown(comparer, size) as it:
        yield it, comparer


async def until(it: Shown, holds: Callable[[], bool]) -> None:
    """Wait for what takes a moment, a few seconds at most."""
    for _ in range(400):
        if holds():
            return
        await it.pilot.pause(0.02)
    raise AssertionError(it.text)


def place(it: Shown) -> str:
    return "t = " + it.rows[0].rpartition("t = ")[2]


def keys() -> Iterator[str]:
    for binding in KEYS:
        assert isinstance(binding, Binding)
        yield from binding.key.split(",")


def test_every_key_is_tried_here_and_says_what_it_does() -> None:
    assert set(keys()) == {key for key, _ in MOVES} | OTHERS
    assert all(binding.description for binding in KEYS if isinstance(binding, Binding))


async def test_keys_that_move_stand_where_they_say_and_all_runs_with_them() -> None:
    async with comparing() as (it, comparer):
        for key, expected in MOVES:
            await it.press(key)
            assert place(it) == expected, key
        assert {trace.last for trace in comparer.record.traces} == {101}


async def test_the_table_moves_with_every_key() -> None:
    async with comparing() as (it, comparer):
        await it.press("space", "space", "space", "space", "left")
        for row, trace in zip(it.rows[2:4], comparer.record.traces, strict=True):
            assert f"{trace.step(4).loss:.3f}"[:5] in row


async def test_charts_and_coordinates_go_round_and_reset_brings_all_back() -> None:
    async with comparing(SIX, steps=3) as (it, _):
        opening = it.text
        assert "loss before each update" in it.text
        await it.press("c")
        assert "effective rate of x" in it.text
        await it.press("y")
        assert "effective rate of y" in it.text
        assert "rate of y" in it.rows[1]
        await it.press("b", "left")
        await it.press("r")
        assert it.text == opening


async def test_buffers_take_the_pictures_place_where_there_is_not_room_for_both() -> None:
    async with comparing(SIX, steps=3) as (it, _):
        assert "▸" not in it.text
        await it.press("b")
        assert "▸ θ" in it.text
        assert "loss before" not in it.text
        await it.press("s", "s")
        assert "▸ g" in it.text
        await it.press("b")
        assert "loss before" in it.text
    async with comparing(SIX, steps=3, size=(120, 40)) as (it, _):
        assert "▸ θ" in it.text
        assert "loss before" in it.text
        await it.press("b")
        assert "▸" not in it.text


async def test_one_coordinate_has_no_next() -> None:
    async with comparing(base=Plan(fn="x**2")) as (it, _):
        await it.press("space")
        before = it.text
        await it.press("y")
        assert it.text == before


async def test_playing_ends_at_until_and_the_time_line_is_as_long() -> None:
    async with comparing(until=30, steps=18) as (it, comparer):
        assert it.rows[22].endswith("t 18 / 30")
        await it.press("plus", "plus", "a")
        await until(it, lambda: comparer.at.t == 30)
        await until(it, lambda: not comparer.busy)
        await it.press("space")
        assert place(it) == "t = 31 · line theta"


async def test_a_long_way_is_recorded_with_a_progress_bar_that_escape_stops() -> None:
    async with comparing() as (it, comparer):
        comparer.go_to(90_000)
        await until(it, lambda: "escape stops" in it.text)
        await it.press("escape")
        assert not comparer.busy
        assert 0 < comparer.at.t < 90_000
        stood = comparer.at
        await it.pilot.pause(0.1)
        assert comparer.at == stood


async def test_an_update_is_gone_to_by_its_number() -> None:
    async with comparing() as (it, _):
        await it.press("G", "1", "2", "enter")
        assert place(it) == "t = 12 · line theta"


async def test_a_click_on_a_line_stands_on_it_and_one_on_the_time_line_goes_there() -> None:
    async with comparing(steps=40) as (it, comparer):
        y = next(y for y, row in enumerate(it.rows) if row.startswith("  v "))
        await it.pilot.click(offset=(4, y))
        await it.pilot.pause()
        assert place(it) == "t = 40 · line v"
        row = it.rows[22]
        for x, t in ((row.index("├"), 0), (row.index("┤"), 40)):
            await it.pilot.click(offset=(x, 22))
            await it.pilot.pause()
            assert comparer.at.t == pytest.approx(t, abs=1)


async def test_where_it_is_too_small_it_says_so_and_comes_back() -> None:
    async with comparing(SIX) as (it, _):
        await it.pilot.resize_terminal(40, 8)
        await it.press("space")
        assert "too small" in it.text
        await it.pilot.resize_terminal(80, 24)
        await until(it, lambda: place(it) == "t = 1 · line theta")


@pytest.mark.parametrize("problem", ["reddi", "sparse", "flat-noise", "digits", "abs"])
async def test_a_hundred_steps_on_any_problem(problem: str) -> None:
    async with comparing("adam sgd amsgrad", Plan(problem=problem)) as (it, _):
        await it.press("right_curly_bracket")
        await until(it, lambda: place(it) == "t = 100 · line theta")
        await it.press("b", "c", "s", "y", "left")
        await until(it, lambda: place(it) == "t = 100 · line theta")
