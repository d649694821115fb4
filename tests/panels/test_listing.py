"""Source, equations and buffers as text, to be looked at, and their shape at every size.

After a change that is meant, write the pictures anew: WRITE_GOLDENS=1 pytest tests/panels
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.core.listing import Listing
from adamtui.core.listing_difference import listed
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace
from adamtui.ink import Row, plain
from adamtui.panels.listing import MOST_ROWS_IN_LESSON, SourceStage, rows_in_lesson
from adamtui.panels.listing_code import said
from adamtui.panels.scene import Scene
from adamtui.panels.stage import LOWEST, NARROWEST
from tests.panels.stages import scene

GOLDENS = Path(__file__).parent / "goldens"
LESSON = (78, 22)

SCENES = {
    "listing-adam": (Plan(), None, 3, "v_hat", LESSON),
    "listing-adam-start": (Plan(), None, 0, "theta", LESSON),
    "listing-amsgrad": (Plan("amsgrad", "reddi"), "adam", 4, "v_max", LESSON),
    "listing-adamw": (Plan("adamw"), "adam", 2, "theta_decayed", LESSON),
    "listing-adamw-wide": (Plan("adamw", convention="keras"), "adam", 2, "delta", (118, 38)),
    "listing-amsgrad-wide": (Plan("amsgrad", "reddi"), "adam", 4, "theta", (118, 24)),
}


def painted(shown: Scene, listing: Listing, size: tuple[int, int]) -> list[Row]:
    stage = SourceStage.of(shown, listing, size)
    return [*stage.numbers(shown, lit=True), *stage.history(shown, 0)]


def text(rows: list[Row]) -> list[str]:
    return [plain(row).rstrip() for row in rows]


@pytest.mark.parametrize("name", SCENES)
def test_it_looks_as_it_did(name: str) -> None:
    plan, other, t, line, size = SCENES[name]
    shown = scene(plan, t, line)
    written = "\n".join(text(painted(shown, listed(shown.trace.run, other), size))) + "\n"
    file = GOLDENS / f"{name}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


@cache
def recorded(rule: str, problem: str) -> Trace:
    trace = Trace(Plan(rule, problem).resolve())
    trace.extend_to(3)
    return trace


@cache
def source(rule: str, problem: str, other: str | None) -> Listing:
    return listed(recorded(rule, problem).run, other)


@given(
    st.sampled_from(sorted(RULES)),
    st.sampled_from([None, "adam", "sgd"]),
    st.sampled_from(["bowl", "reddi", "digits"]),
    st.integers(0, 12),
    st.integers(1, 140),
    st.integers(1, 45),
)
@settings(max_examples=150)
def test_it_fits_any_size_and_what_runs_is_in_sight(
    rule: str, other: str | None, problem: str, line: int, width: int, height: int
) -> None:
    trace = recorded(rule, problem)
    at = Position(3, min(line, trace.walk.lines)) if line else trace.walk.start
    shown = Scene(trace, at)
    stage = SourceStage.of(shown, source(rule, problem, other), (width, height))
    if stage.too_small:
        assert width < NARROWEST or height < LOWEST
        return
    rows = text([*stage.numbers(shown, lit=True), *stage.history(shown, 0)])
    assert len(rows) < height
    assert max(map(cell_len, rows)) <= width
    if not line:
        return
    lit = [y for y, row in enumerate(rows) if row.startswith("▸")]
    assert len(lit) == 2
    assert [stage.line_at(shown, y) for y in lit] == [at.line, at.line]
    assert lit[1] == stage.first_line_row + at.line - 1


def test_a_click_beside_the_lines_is_none() -> None:
    shown = scene(Plan(), 3, "theta")
    stage = SourceStage.of(shown, listed(shown.trace.run), LESSON)
    assert [stage.line_at(shown, y) for y in (0, 1, 2, 3, 4)] == [None, None, 2, None, 3]
    assert [stage.line_at(shown, y) for y in (10, 11, 18, 19)] == [None, 1, 8, None]


def test_while_nothing_runs_all_that_differs_is_in_sight() -> None:
    for height in range(LOWEST + 3, 40):
        shown = scene(Plan("amsgrad", "reddi"), 0)
        rows = text(painted(shown, listed(shown.trace.run, "adam"), (78, height)))
        assert [row[1] for row in rows if row[1:2] in ("+", "−")] == ["+", "−", "+"]


def test_in_80_by_24_no_code_and_no_number_is_cut() -> None:
    for rule in RULES:
        shown = Scene(recorded(rule, "bowl"), recorded(rule, "bowl").walk.end(3))
        rows = text(painted(shown, listed(shown.trace.run, "adam"), LESSON))
        cut = [row for row in rows[1:] if "…" in row]
        # AdaBelief's two long lines end in an ellipsis; all else is whole.
        assert all('yield "spread' in row and row.endswith("…") for row in cut), rule
        assert bool(cut) == (rule == "adabelief")


def test_where_it_is_wide_a_buffer_stands_beside_the_code_that_fills_it() -> None:
    shown = scene(Plan(fn="x**2"), 3)
    rows = text(painted(shown, listed(shown.trace.run), (118, 38)))
    for name in ("g", "m", "v_hat", "theta"):
        (row,) = (row for row in rows if f'yield "{name}"' in row)
        number = float(row.split()[-1])
        assert number == pytest.approx(float(shown.trace.step(3).values[name][0]), rel=1e-9)


def test_in_a_lesson_it_takes_no_more_than_a_small_screen() -> None:
    for rule in RULES:
        for problem in ("bowl", "reddi"):
            run = recorded(rule, problem).run
            assert rows_in_lesson(run, source(rule, problem, "adam")) <= MOST_ROWS_IN_LESSON
    assert rows_in_lesson(recorded("sgd", "bowl").run, source("sgd", "bowl", None)) == 17


@pytest.mark.parametrize(
    ("rule", "other", "told"),
    [
        ("amsgrad", "adam", "against Adam: 1 line added, 1 changed"),
        ("adamw", "adam", "against Adam: 2 lines added"),
        ("adam", "amsgrad", "against AMSGrad: 1 line changed, 1 removed"),
    ],
)
def test_the_difference_is_told_in_words(rule: str, other: str, told: str) -> None:
    difference = source(rule, "bowl", other).difference
    assert difference is not None
    assert said(difference) == told
