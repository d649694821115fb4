"""Every lesson is opened as it is shipped, and every live part in it driven a hundred steps."""

from __future__ import annotations

from pathlib import Path

import pytest

from adamtui.course.exercise import EXERCISES
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.walker import Walker
from tests.pressing import passed_on
from tests.screens.courses import Reader, reading

LESSONS = Path(__file__).parents[1] / "lessons"
STEPS = 100
FIRST_KEYS = {"bench": "space"}
"""What sets a part going, where that is not `right`."""


@pytest.mark.parametrize("path", sorted(LESSONS.glob("[0-9]*.md")), ids=lambda path: path.stem)
async def test_every_part_of_the_lesson_takes_a_hundred_steps(path: Path) -> None:
    async with reading(LESSONS, {}, path.name) as it:
        await it.loaded()
        assert not it.screen.lesson.faults
        for part in it.screen.query(LivePart):
            assert not part.directive.faults, part.directive.faults
            await it.screen.go_to(part.directive.id)
            await it.until(lambda part=part: it.held == part.directive.id)  # type: ignore[misc]
            if part.directive.name not in EXERCISES:
                await _driven(it, part)


async def _driven(it: Reader, part: LivePart) -> None:
    widget = part.widget
    assert widget is not None
    if isinstance(widget, Walker):
        await it.until(lambda: not widget.busy)
    begun = widget.at.t if isinstance(widget, Walker) else 0
    first = FIRST_KEYS.get(part.directive.name, "right")
    before = _focused(it)
    it.strike(first)
    await it.until(lambda: _focused(it) != before)
    it.strike(*[first] * (STEPS - 1) if first == "right" else ["escape"])
    await passed_on(it.pilot)
    if isinstance(widget, Walker):
        await it.until(lambda: widget.at.t == begun + STEPS)
    await it.until(lambda: "too small" not in "".join(_focused(it)) and len(it.text.split()) > 10)
    it.strike("space", "escape")
    await passed_on(it.pilot)
    assert widget.is_attached


def _focused(it: Reader) -> list[str]:
    """What is to be seen of the widget that has the keys: of a laboratory the row it turns."""
    focused = it.screen.focused
    assert focused is not None
    x, y, width, height = focused.region
    return [row[x : x + width] for row in it.rows[max(y, 0) : y + height]]
