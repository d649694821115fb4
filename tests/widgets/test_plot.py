"""Graphs with a marker, by their keys and their screen."""

from __future__ import annotations

import pytest
from textual._compositor import Compositor
from textual.widget import Widget

from adamtui.core.expression import parse
from adamtui.course.parse import parse as lesson
from adamtui.panels.plot import Curves
from adamtui.widgets import registry
from adamtui.widgets.plot import Plot
from tests.widgets.parts import Shown, shown

RATES = """# T

```{plot} rates
:fn: 0.1/sqrt(x); 0.1
:labels: AdaGrad; Adam
:over: 1, 10000
:log: both
:at: 100
:xlabel: t
```
"""


def part(text: str = RATES) -> Plot:
    (directive,) = lesson(text, "l.md").directives()
    made = registry.make(directive)
    assert isinstance(made, Plot)
    return made


def line(fn: str, over: tuple[float, float], at: float | None = None) -> Plot:
    return Plot(Curves((parse(fn).function("x"),), (fn,), over), at)


def told(plot: Shown, name: str) -> float:
    """The number after a name in the readout."""
    row = next(row for row in plot.rows if f"{name} = " in row)
    return float(row.partition(f"{name} = ")[2].split()[0].replace("−", "-"))


async def walk(plot: Shown, key: str, count: int) -> list[float]:
    found = []
    for _ in range(count):
        await plot.press(key)
        found.append(told(plot, "t"))
    return found


async def test_it_opens_where_the_author_has_put_the_marker() -> None:
    async with shown(part()) as plot:
        assert told(plot, "t") == 100
        assert told(plot, "AdaGrad") == 0.01
        assert told(plot, "Adam") == 0.1
        assert plot.text.count("●") == 3  # on each graph, and the handle of the slider


async def test_the_marker_walks_along_the_axis_by_round_whole_numbers() -> None:
    async with shown(part()) as plot:
        assert await walk(plot, "right", 4) == [150, 200, 300, 500]
        assert told(plot, "AdaGrad") == pytest.approx(0.1 / 500**0.5, rel=1e-5)
        await plot.press("home")
        assert await walk(plot, "right", 6) == [2, 3, 5, 7, 10, 15]
        assert await walk(plot, "greater_than_sign", 2) == [100, 1000]
        await plot.press("end", "right")
        assert told(plot, "t") == 10000
        assert await walk(plot, "less_than_sign", 1) == [1000]
        await plot.press("d")
        assert told(plot, "t") == 100


async def test_a_value_is_typed_and_refused_where_it_makes_no_sense() -> None:
    async with shown(part()) as plot:
        await plot.press(*"62500", "enter")
        assert "62500" in plot.text
        assert told(plot, "t") == 100
        await plot.press("escape", *"2500", "enter")
        assert told(plot, "AdaGrad") == 0.002
        await plot.press("2", "full_stop", "5", "enter")
        assert "must be a whole number" in plot.text
        assert told(plot, "t") == 2500


async def test_any_number_where_x_counts_nothing() -> None:
    async with shown(line("x*x", (-2.0, 2.0))) as plot:
        assert told(plot, "x") == 0
        await plot.press("right")
        assert told(plot, "x") == 0.1
        await plot.press("minus", "1", "full_stop", "2", "3", "enter")
        assert told(plot, "x*x") == pytest.approx(1.5129)


async def test_it_takes_the_room_that_the_registry_says() -> None:
    (directive,) = lesson(RATES, "l.md").directives()
    height = registry.height(directive)
    async with shown(part(), (80, height + 1)) as plot:
        assert "┤" in plot.rows[1]
        assert "AdaGrad = " in plot.rows[height - 2]
        assert "├" in plot.rows[height - 1]


async def test_the_graphs_and_the_row_below_follow_a_key_in_one_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with shown(part()) as plot:
        frames: list[set[Widget]] = []

        def frame(compositor: Compositor, widgets: set[Widget]) -> None:
            frames.append(set(widgets))
            update(compositor, widgets)

        update = Compositor.update_widgets
        monkeypatch.setattr(Compositor, "update_widgets", frame)
        await plot.press("right")
        assert frames == [set(plot.part.children)]
