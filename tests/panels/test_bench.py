"""The bench as text, to be looked at, and its shape at every size.

After a change that is meant, write the pictures anew: WRITE_GOLDENS=1 pytest tests/panels
"""

from __future__ import annotations

import inspect
import os
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.core.kernels import KERNELS
from adamtui.core.python_source import Function, NoSourceError
from adamtui.ink import Ink, Row, plain
from adamtui.panels import bench as panel
from adamtui.panels.bench import NARROWEST, ROWS_IN_LESSON, BenchScene, bench, code_of, nanoseconds
from adamtui.timing.kernels import CONTESTANTS, SIZES, Progress, Timing

GOLDENS = Path(__file__).parent / "goldens"
CALLS = {"textbook": 9_500, "in place": 10_900, "blocked": 11_000, "floor": 2_000}
EACH = {"textbook": 18.0, "in place": 9.0, "blocked": 6.0, "floor": 2.0}


def progress(sizes: int = len(SIZES), share: float = 1.0) -> Progress:
    """Calls that cost so much, and so much for each parameter."""
    timings = tuple(
        Timing(n, {name: CALLS[name] / n + EACH[name] for name in CONTESTANTS})
        for n in SIZES[:sizes]
    )
    return Progress(share, timings)


SCENES: dict[str, BenchScene] = {
    "invitation": BenchScene(),
    "running": BenchScene(progress(4, 0.6), running=True),
    "done": BenchScene(progress()),
    "code": BenchScene(progress(), code="in place"),
}


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("size", [(76, ROWS_IN_LESSON), (118, 36)])
def test_the_picture_is_as_it_was(name: str, size: tuple[int, int]) -> None:
    text = "".join(f"{plain(row).rstrip()}\n" for row in bench(SCENES[name], size))
    file = GOLDENS / f"bench-{name}-{size[0]}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@given(
    st.builds(
        BenchScene,
        st.none() | st.builds(progress, st.integers(1, len(SIZES)), st.floats(0, 1)),
        st.booleans(),
        st.sampled_from(["", *KERNELS]),
        st.sampled_from(["", "out of memory"]),
    ),
    st.tuples(st.integers(1, 140), st.integers(1, 50)),
)
@settings(max_examples=150, deadline=None)
def test_it_fits_any_size(scene: BenchScene, size: tuple[int, int]) -> None:
    rows = bench(scene, size)
    assert max(cell_len(plain(row)) for row in rows) <= size[0]
    assert len(rows) <= max(size[1], 1)
    if size[0] >= NARROWEST and size[1] >= ROWS_IN_LESSON:
        assert len(rows) == size[1]


def text(rows: list[Row]) -> str:
    return "\n".join(plain(row) for row in rows)


@pytest.mark.parametrize("name", KERNELS)
def test_the_code_shown_is_the_code_that_runs(name: str) -> None:
    """All of it, in a lesson."""
    shown = text(bench(BenchScene(code=name), (76, ROWS_IN_LESSON)))
    lines = inspect.getsource(KERNELS[name]).rstrip().splitlines()
    assert [line.rstrip() for line in shown.splitlines()[1 : 1 + len(lines)]] == lines
    assert name in shown.splitlines()[0]


def test_the_chart_has_a_legend_and_the_sizes_below() -> None:
    rows = text(bench(SCENES["done"], (76, ROWS_IN_LESSON))).splitlines()
    assert all(name in rows[1] for name in CONTESTANTS)
    (axis,) = (row for row in rows if "└" in row)
    assert axis.replace("─", " ").split() == ["└10", "100", "1000", "1e4", "1e5", "1e6"]


def test_the_words_say_what_the_figures_say() -> None:
    shown = text(bench(SCENES["done"], (76, ROWS_IN_LESSON)))
    assert "100 parameters take 1.1 times as long as 10: calls cost, not numbers." in shown
    assert "A million take 0.50 of textbook's time in place, 0.33 blocked." in shown
    assert "blocked takes 3.0 times as long as that." in shown


def test_no_moral_where_the_figures_have_none() -> None:
    timings = tuple(Timing(n, dict.fromkeys(CONTESTANTS, 5.0)) for n in SIZES)
    shown = text(bench(BenchScene(Progress(1.0, timings)), (76, ROWS_IN_LESSON)))
    assert "100 parameters take 10.0 times as long as 10." in shown
    assert "calls cost" not in shown


def test_what_is_not_measured_is_not_said() -> None:
    shown = text(bench(SCENES["running"], (76, ROWS_IN_LESSON)))
    assert "textbook's time" not in shown
    assert "n = 10,000  escape stops" in shown


def test_stopped_is_said_with_where() -> None:
    shown = text(bench(BenchScene(progress(3, 0.4)), (76, ROWS_IN_LESSON)))
    assert "stopped at n = 1,000 · space measures again" in shown


def test_code_that_is_not_there_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: CodeType) -> Function:
        raise NoSourceError("the source of textbook is not in core/kernels.py")

    monkeypatch.setattr(panel, "function", lost)
    assert "not in core/kernels.py" in plain(code_of.__wrapped__("textbook")[0])


def test_code_has_the_inks_that_the_walk_through_a_source_has() -> None:
    inks = {run.text: run.ink for row in code_of("textbook") for run in row}
    assert inks["def"] == inks["return"] == Ink("title")
    assert inks["1"] == Ink("math")


def test_nanoseconds_have_three_digits() -> None:
    assert [nanoseconds(x) for x in (1234.5, 123.4, 12.34, 1.234)] == [
        "1,234",
        "123",
        "12.3",
        "1.23",
    ]
