"""The walk through a rule's own source, by its keys and by the mouse."""

from __future__ import annotations

import pytest

from adamtui.core.plan import Plan
from adamtui.core.python_source import NoSourceError
from adamtui.panels.listing import rows_in_lesson
from adamtui.widgets import listing as widget
from adamtui.widgets.listing import ListingPart, ListingStage, source_of
from tests.widgets.parts import Shown, shown

MOVES = [
    ("space", "t = 1 · line theta"),
    ("s", "t = 2 · line t"),
    ("s", "t = 2 · line g"),
    ("S", "t = 2 · line t"),
    ("left", "t = 1 · line theta"),
    ("right_square_bracket", "t = 11 · line theta"),
    ("home", "t = 0 · start"),
    ("end", "t = 11 · line theta"),
    ("backspace", "t = 10 · line theta"),
    ("r", "t = 0 · start"),
]


def part(plan: Plan, against: str | None = None, *, steps: int = 0) -> ListingPart:
    run = plan.resolve()
    return ListingPart(run, source_of(run, against), steps=steps)


def place(it: Shown) -> str:
    return "t = " + it.rows[0].rpartition("t = ")[2]


def lit(it: Shown) -> list[str]:
    return [row for row in it.rows if row.startswith("▸")]


async def test_keys_that_move_light_code_and_equation_together() -> None:
    async with shown(part(Plan(fn="x**2"))) as it:
        for key, where in MOVES:
            await it.press(key)
            assert place(it) == where, key
            assert len(lit(it)) == (0 if "start" in where else 2)
        await it.press("s", "s", "s")
        code, equation = lit(it)
        assert code.startswith('▸  m = yield "m", h.beta1 * prev.m + (1 - h.beta1) * g')
        assert equation.split()[-1] == "0.2"


async def test_it_opens_where_the_lesson_wants_it() -> None:
    async with shown(part(Plan("amsgrad", "reddi"), "adam", steps=7)) as it:
        assert place(it) == "t = 7 · line theta"
        assert "against Adam: 1 line added, 1 changed" in it.text
        await it.press("left", "N", "r")
        assert place(it) == "t = 7 · line theta"


async def test_a_click_on_code_or_equation_goes_to_its_line() -> None:
    async with shown(part(Plan(fn="x**2"), steps=2)) as it:
        rows = it.rows
        code = next(y for y, row in enumerate(rows) if 'yield "m_hat"' in row)
        equation = next(y for y, row in enumerate(rows) if row.split()[:2] == ["v", "←"])
        await it.pilot.click(ListingStage, offset=(20, code))
        assert place(it) == "t = 2 · line m_hat"
        await it.pilot.click(ListingStage, offset=(20, equation))
        assert place(it) == "t = 2 · line v"


async def test_names_of_another_library_are_the_equations_alone() -> None:
    async with shown(part(Plan(fn="x**2"), steps=1)) as it:
        await it.press("N")
        assert any(row.split()[:2] == ["exp_avg", "←"] for row in it.rows)
        assert 'm = yield "m", h.beta1 * prev.m' in it.text
        await it.press("r")
        assert not any(row.split()[:2] == ["exp_avg", "←"] for row in it.rows)


async def test_where_it_is_wide_buffers_stand_beside_the_code_and_a_chart_below() -> None:
    async with shown(part(Plan(fn="x**2"), steps=3), (120, 40)) as it:
        assert "loss before each update" in it.text
        await it.press("c")
        assert "━ g  ━ m" in it.text
        assert "def adam(theta: Value" in it.text


@pytest.mark.parametrize("size", [(30, 10), (80, 24)])
async def test_without_source_it_says_so(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    def missing(*_: object) -> None:
        raise NoSourceError("no source here")

    monkeypatch.setattr(widget, "listed", missing)
    async with shown(part(Plan()), size) as it:
        await it.press("space", "s")
        assert "no source here" in it.text
    assert rows_in_lesson(Plan().resolve(), "no source here") > 0


async def test_where_it_is_too_small_it_says_so() -> None:
    async with shown(part(Plan()), (40, 12)) as it:
        assert "60×20" in it.text
