"""The stage of a comparison, whole: at every size, and for a fork."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adamtui.charts.series import INKS
from adamtui.core.comparison import Comparison
from adamtui.core.plan import Plan
from adamtui.core.problems import PROBLEMS
from adamtui.core.rulebook import RULES
from adamtui.ink import plain
from adamtui.panels.comparison import ComparisonStage, time_line
from adamtui.panels.comparison_scene import SIGNS, ComparisonScene
from adamtui.panels.stage import NARROWEST
from tests.panels.comparisons import LARGE, LESSON, SCENES, SCREEN, fork, painted, runs, scene, text

GOLDENS = Path(__file__).parent / "goldens"

SIZES = {"six-rules": [LESSON, LARGE], "reddi": [LESSON, LARGE], "fork": [SCREEN, LARGE]}


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name in SCENES for size in SIZES.get(name, [SCREEN])]
)
def test_the_stage_looks_as_it_did(name: str, size: tuple[int, int]) -> None:
    drawn = text(painted(SCENES[name](), size)) + "\n"
    file = GOLDENS / f"comparison-{name}-{size[0]}x{size[1]}.txt"
    if os.environ.get("WRITE_GOLDENS"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


@cache
def recorded(rules: tuple[str, ...], problem: str) -> Comparison:
    comparison = runs(" ".join(rules), Plan(problem=problem))
    comparison.extend_to(60)
    return comparison


@st.composite
def scenes(draw: st.DrawFn) -> ComparisonScene:
    many = draw(st.lists(st.sampled_from(sorted(RULES)), min_size=2, max_size=6))
    comparison = recorded(tuple(many), draw(st.sampled_from(sorted(PROBLEMS))))
    t = draw(st.sampled_from([0, 1, 2, 60]))
    line = draw(st.sampled_from(comparison.lines))
    last = comparison.traces[0].dimension - 1
    return scene(comparison, t, line, coordinate=draw(st.integers(0, min(last, 1))))


@given(scenes(), st.integers(1, 140), st.integers(1, 45), st.booleans(), st.integers(0, 9))
@settings(max_examples=80, deadline=None)
def test_the_stage_fits_any_size(
    shown: ComparisonScene, width: int, height: int, turned: bool, chart: int
) -> None:
    rows = painted(shown, (width, height), turned=turned, chart=chart)
    assert max((cell_len(plain(row)) for row in rows), default=0) <= width
    assert len(rows) <= height
    if width >= NARROWEST and height >= 2 + len(shown.runs) + 5:
        assert len(rows) == height
        assert f"t = {shown.at.t} ·" in plain(rows[0])
        for i in shown.runs:
            assert plain(rows[2 + i]).startswith(f"{SIGNS[i]} ")
            assert rows[2 + i][0].ink.fg == INKS[i]


@pytest.mark.parametrize("count", range(2, 7))
def test_in_a_lesson_it_is_as_low_as_shows_the_pictures_or_the_buffers(count: int) -> None:
    comparison = runs(
        " ".join(["sgd", "adam", "amsgrad", "rmsprop", "momentum", "adagrad"][:count])
    )
    rows = ComparisonStage.rows_in_lesson([trace.run for trace in comparison.traces])
    assert rows <= 20
    shown = scene(comparison, 5)
    drawn = text(painted(shown, (78, rows)))
    assert "loss before each update" in drawn
    turned = text(painted(shown, (78, rows), turned=True))
    assert "▸ θ" in turned


class TestFork:
    def test_says_where_they_part_and_by_how_much(self) -> None:
        rows = painted(SCENES["fork"](), SCREEN)
        assert plain(rows[3]).startswith("■ fork at t = 40: Adam β₂ 0.9 ")
        assert plain(rows[4]).startswith(
            "part at t = 41, line v, x: 0.910624 against 0.988133 (by "
        )

    def test_says_that_nothing_differs_so_far(self) -> None:
        rows = painted(scene(fork(Plan(), 40, "beta2=0.9"), 41, "m"), SCREEN)
        assert plain(rows[4]).rstrip() == "no difference so far, to t = 41"

    def test_names_what_is_absent_and_what_begins_anew(self) -> None:
        rows = painted(scene(fork(Plan(), 5, "adagrad convention=optax"), 6), LARGE)
        words = plain(rows[5]).rstrip().split(" · ")
        assert words == [
            "the same gradients",
            "only the first run: m v m̂ v̂",
            "only the fork: s",
            "s begins at 0.1",
        ]

    def test_says_it_whole_where_it_is_narrow(self) -> None:
        shown = scene(fork(Plan(), 5, "nadam"), 6)
        for width in (56, 80):
            rows = [plain(row).rstrip() for row in painted(shown, (width, 30))]
            below = next(y for y, row in enumerate(rows) if row.startswith("  of x"))
            about = " · ".join(rows[5:below])
            assert about == "the same gradients · only the fork: μ μ′ P m̄ · P begins at 1"

    def test_the_line_has_its_sign(self) -> None:
        rows = painted(scene(fork(Plan("adamw"), 0, "weight_decay=0.5"), 1), SCREEN)
        assert plain(rows[4]).startswith("part at t = 1, line theta_decayed (θ′), x: ")

    def test_the_time_line_begins_where_the_fork_does(self) -> None:
        made = fork(Plan(), 40, "beta2=0.9")
        made.extend_to(50)
        ends = [
            plain(time_line(ComparisonScene(made, made.walk.end(t)), 40)[0]) for t in (40, 45, 50)
        ]
        bars = [end.index("●") for end in ends]
        assert bars[0] == 1
        assert bars[1] == pytest.approx(bars[2] / 2, abs=1)


def test_what_all_have_in_common_is_in_the_heading() -> None:
    shown = scene(runs("adam amsgrad", Plan(problem="noisy-bowl")), 3, "v_max", seed=0)
    head = plain(painted(shown, LARGE)[0])
    assert "from (−4, 2) · seed 0  η 0.1 β₁ 0.9 β₂ 0.999 ε 1e−8" in head
    assert head.endswith("t = 3 · line v_max")


@pytest.mark.parametrize("width", [78, 80, 118])
def test_the_heading_keeps_what_no_default_tells(width: int) -> None:
    base = Plan(problem="sparse", convention="keras", dtype="float32", settings={"beta1": 0.5})
    head = plain(painted(scene(runs("adam amsgrad", base), 100, seed=7), (width, 23))[0])
    for words in (" · seed 7", " · float32", " · as in Keras", " β₁ 0.5"):
        assert words in head


def test_where_it_is_too_small_it_says_what_is_needed() -> None:
    assert "too small: 60×" in text(painted(SCENES["fork"](), (40, 20)))
