"""The stepper's stage as text, to be looked at, and its shape at every size.

After a change that is meant, write the pictures anew: WRITE_GOLDENS=1 pytest tests/panels
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.core.libraries import LIBRARIES
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.problems import PROBLEMS
from adamtui.core.rulebook import RULES
from adamtui.core.trace import Trace
from adamtui.ink import Row, plain
from adamtui.panels import pictures
from adamtui.panels.scene import Scene
from adamtui.panels.stage import LOWEST, NARROWEST
from tests.panels.stages import gradients, painted, scene

GOLDENS = Path(__file__).parent / "goldens"

FIVE = [[1.0, -2.0, 0.5, 1e-3, 100.0], [0.5, -2.0, 0.0, 2e-3, -100.0], [0.0, 1.0, 0.5, 0.0, 1e5]]
SCENES: dict[str, Callable[[], Scene]] = {
    "adam-parabola": lambda: scene(Plan(fn="x**2"), 3),
    "adam-bowl-at-m_hat": lambda: scene(Plan(problem="bowl"), 4, "m_hat"),
    "adam-start": lambda: scene(Plan(problem="bowl"), 0),
    "sgd-diverged": lambda: scene(
        Plan(rule="sgd", fn="x**4", start=(5.0,), settings={"lr": 1.0}), 9
    ),
    "adamw-rosenbrock": lambda: scene(Plan(rule="adamw", problem="rosenbrock"), 120),
    "amsgrad-beale": lambda: scene(Plan(rule="amsgrad", problem="beale"), 7, "v_max"),
    "five-gradients": lambda: gradients("adam", FIVE, 3),
    "digits": lambda: scene(Plan(problem="digits"), 60),
    "digits-at-g": lambda: scene(Plan(problem="digits"), 3, "g"),
}
SIZES = {
    "adam-parabola": [(80, 23), (60, 19), (120, 39)],
    "adamw-rosenbrock": [(80, 23), (120, 39)],
    "digits": [(80, 23), (60, 19), (120, 39)],
}


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name in SCENES for size in SIZES.get(name, [(80, 23)])]
)
def test_the_stage_looks_as_it_did(name: str, size: tuple[int, int]) -> None:
    text = "".join(plain(row).rstrip() + "\n" for row in painted(SCENES[name](), size))
    file = GOLDENS / f"{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@cache
def recorded(rule: str, problem: str) -> Trace:
    """Some updates of any rule on any problem."""
    trace = Trace(Plan(rule=rule, problem=problem).resolve())
    trace.extend_to(150)
    return trace


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    trace = recorded(draw(st.sampled_from(sorted(RULES))), draw(st.sampled_from(sorted(PROBLEMS))))
    t = draw(st.sampled_from([0, 1, 2, 99, 150]))
    line = draw(st.integers(1, trace.walk.lines)) if t else 0
    return Scene(trace, Position(t, line))


def cells(row: Row) -> int:
    return cell_len(plain(row))


@given(
    scenes(), st.integers(1, 140), st.integers(1, 45), st.sampled_from([0, 6]), st.integers(0, 9)
)
@settings(max_examples=150)
def test_the_stage_fits_any_size(
    shown: Scene, width: int, height: int, knobs: int, chart: int
) -> None:
    rows = painted(shown, (width, height), knobs=knobs, chart=chart)
    assert max(map(cells, rows)) <= width
    assert len(rows) <= height
    if width >= NARROWEST and height >= LOWEST:
        assert len(rows) == height
        assert f"t = {shown.at.t} ·" in plain(rows[0])
        assert f"/ {shown.trace.last}" in plain(rows[-1])


@pytest.mark.parametrize("convention", LIBRARIES)
@pytest.mark.parametrize("rule", sorted(RULES))
def test_at_60_by_20_every_line_and_its_number_can_be_read(rule: str, convention: str) -> None:
    trace = Trace(Plan(rule, fn="x**2", convention=convention).fitting().resolve())
    trace.extend_to(3)
    rows = painted(Scene(trace, trace.walk.end(3)), (58, 18))
    for row, name in zip(rows[2:], trace.lines, strict=False):
        assert "…" not in plain(row)
        value = plain(row).rstrip().split()[-1]
        assert float(value) == pytest.approx(float(_last(trace.step(3).values[name])), rel=1e-2)


def _last(value: object) -> float:
    return float(value[-1]) if hasattr(value, "__getitem__") else float(value)  # type: ignore[arg-type]


def test_the_knobs_take_the_place_that_is_kept_for_them() -> None:
    shown = SCENES["adam-parabola"]()
    for size in ((80, 23), (60, 19)):
        rows = painted(shown, size, knobs=5)
        assert "loss" not in "\n".join(map(plain, rows))
    assert "loss" in "\n".join(map(plain, painted(shown, (120, 39), knobs=5)))


class TestScores:
    """The accuracy on the digits: in the heading, and charted after the loss."""

    def rows(self, t: int, line: str, chart: int) -> list[str]:
        return list(
            map(plain, painted(scene(Plan(problem="digits"), t, line), (80, 23), chart=chart))
        )

    def test_belong_to_the_parameters_one_looks_at(self) -> None:
        before, within, after = (
            self.rows(t, line, 0)[0] for t, line in ((4, "theta"), (5, "delta"), (5, "theta"))
        )
        told = [re.findall(r"accuracy (\S+) · t = (\d)", row) for row in (before, within, after)]
        assert told[0][0][0] == told[1][0][0] != told[2][0][0]
        assert [each[0][1] for each in told] == ["4", "5", "5"]

    def test_are_the_second_chart(self) -> None:
        charts = ["\n".join(self.rows(40, "theta", chart)) for chart in range(7)]
        titled = [
            chart for chart, text in enumerate(charts) if "accuracy after each update" in text
        ]
        assert titled == [1]
        assert "loss before each update" in charts[0]
        assert "━ g of b0" in charts[2]
        assert "loss before each update" in charts[6]

    def test_are_not_charted_before_they_are_known(self) -> None:
        curves = pictures.groups(scene(Plan(problem="digits"), 5))
        assert curves[:2] == [("loss",), ("accuracy",)]
        assert pictures.known(scene(Plan(problem="digits"), 5, "delta"), "accuracy") == 4
        assert pictures.known(scene(Plan(problem="digits"), 5, "theta"), "accuracy") == 5

    def test_other_problems_have_none(self) -> None:
        shown = scene(Plan(), 3)
        assert "accuracy" not in plain(painted(shown, (120, 39))[0])
        assert ("accuracy",) not in pictures.groups(shown)


def test_of_many_parameters_the_first_are_shown_under_their_names() -> None:
    header, _, *lines = map(plain, painted(scene(Plan(problem="digits"), 9), (100, 23))[1:10])
    names = re.findall(r"b\d", header)
    assert names == [f"b{i}" for i in range(len(names))]
    assert re.search(rf"  … {650 - len(names)}( more)?$", header.rstrip())
    for line in lines:
        points = [
            match.start() for match in re.finditer(r"(?<=\d)\.(?=\d)", line.replace("\u0302", ""))
        ]
        assert points[-len(names) :] == [header.index(name) + 1 for name in names]


def test_the_ground_is_drawn_once_for_all_that_stand_on_it() -> None:
    problem = Plan(problem="beale").resolve().problem
    drawn = [pictures.ground(problem, problem.view, size) for size in ((40, 8), (30, 8), (40, 8))]
    assert drawn[0] is drawn[2]
    assert drawn[0] is not drawn[1]
