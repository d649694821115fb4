"""The question of a prediction, as rows of text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adamtui.core.notation import TORCH
from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.prediction import judge
from adamtui.core.trace import Trace
from adamtui.ink import Row, Run, plain
from adamtui.panels.question import ROWS, Question, formula, judged, question_panel
from adamtui.panels.scene import Scene
from adamtui.panels.stage import Stage
from adamtui.typeset import cells


class Typed:
    """A line as it was typed."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def row(self, room: int, *, focused: bool) -> Row:
        return (Run(self.text[:room]),)


def question(plan: Plan, t: int, before: str, typed: str = "") -> Question:
    """The question after line `before` of update t; none for the start."""
    trace = Trace(plan.resolve())
    trace.extend_to(t)
    at = Position(t, trace.lines.index(before) + 1) if t else trace.walk.start
    return Question(Scene(trace, at), Typed(typed), tally="streak 3")


def shown(asked: Question, width: int = 80) -> list[str]:
    return [plain(row) for row in question_panel(asked, width, focused=True)]


def test_it_asks_for_the_line_after_where_one_stands() -> None:
    plan = Plan(fn="x**2")
    assert shown(question(plan, 1, "v"))[0].startswith("predict m̂   first moment, corrected")
    assert shown(question(plan, 1, "theta"))[0].startswith("predict t   count")
    assert shown(question(plan, 0, ""))[0].startswith("predict t   count")


def test_it_says_which_coordinate_and_that_both_may_be_typed() -> None:
    first = shown(question(Plan(problem="bowl"), 1, "v"))[0]
    assert first.startswith("predict m̂ of x (or x, y)   ")


def test_of_a_slope_the_function_and_the_place_are_told() -> None:
    first = shown(question(Plan(problem="bowl"), 1, "t"))[0]
    assert first.startswith("predict g of x (or x, y)   slope of x² + 10·y² at (−4, 2)")
    second = shown(question(Plan(fn="x**2"), 1, "t"))[0]
    assert "slope of x² at x = " in second


def test_what_is_typed_its_value_and_the_streak_are_shown() -> None:
    asked = replace(question(Plan(fn="x**2"), 1, "g", "0.1*2"), value="= 0.2")
    rows = shown(asked)
    assert rows[1] == "> 0.1*2  = 0.2"
    assert rows[3].startswith("enter answers · enter on nothing: formula, then value")
    assert rows[3].endswith("streak 3")
    assert len(rows) == ROWS


@pytest.mark.parametrize("width", [20, 54, 80, 120])
def test_no_row_is_too_wide(width: int) -> None:
    for before in ("t", "g", "m", "v", "m_hat"):
        asked = replace(
            question(Plan(problem="rosenbrock"), 1, before, "1 + " * 50),
            value="= 12.3456",
            said=(Run("word " * 40),),
        )
        assert all(cells(row) <= width for row in shown(asked, width))


def test_the_formula_has_this_updates_numbers_in_it() -> None:
    asked = question(Plan(fn="x**2", start=(1.0,)), 1, "g")
    assert plain(formula(asked)) == "m = β₁·m + (1 − β₁)·g = 0.9·0 + (1 − 0.9)·2"
    assert plain(formula(question(Plan(fn="x**2"), 1, "t"))) == "g = ∂f/∂x = 2·x"


def test_the_verdict_says_what_was_done() -> None:
    trace = question(Plan(fn="x**2", start=(1.0,)), 1, "g").scene.trace
    said = {
        typed: plain(judged("m", judge(trace, 1, "m", [typed]))) for typed in (0.2, 2.0, 7.0, -0.2)
    }
    assert said == {
        0.2: "✓ m = 0.2",
        2.0: "✗ 2: the factor 1 − β₁ is not there; try again",
        7.0: "✗ 7 is not m; try again",
        -0.2: "✗ −0.2: the sign of m is wrong; try again",
    }


def test_lines_are_called_as_the_notation_has_them() -> None:
    asked = question(Plan(fn="x**2"), 1, "g")
    renamed = replace(asked, scene=replace(asked.scene, names=TORCH))
    assert shown(renamed)[0].startswith("predict exp_avg ")


@pytest.mark.parametrize("size", [(80, 23), (60, 19), (120, 39), (54, 16)])
def test_the_stage_keeps_a_place_for_it(size: tuple[int, int]) -> None:
    scene = question(Plan("adam", "bowl"), 1, "g").scene
    stage = Stage.of(scene, size, question=True)
    assert stage.question.height == ROWS
    rows = stage.numbers(scene, lit=False)
    assert len(rows) == stage.question.y + ROWS < size[1]
    assert not any(map(plain, rows[stage.question.y :]))
    assert stage.landscape.y == stage.question.y + ROWS
