"""Stepper and lesson as a learner has them: a real terminal, keys, what is on the screen."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal import Terminal

Start = Callable[..., Terminal]

ROOT = Path(__file__).parents[1]
ADAMTUI = [sys.executable, "-m", "adamtui"]
STEP = [*ADAMTUI, "step", "adam", "--fn", "x**2", "--start", "1", "--set", "lr=0.1"]
LINES = ("t", "g", "m", "v", "m_hat", "v_hat", "delta", "theta")


@pytest.fixture
def stepper(terminal: Start) -> Terminal:
    return opened(terminal, STEP, r"t = 0 · start$")


def opened(terminal: Start, argv: list[str], first: str, **options: object) -> Terminal:
    """A program that shows `first`, a pattern, once it is ready."""
    program = terminal(argv, cwd=ROOT, **options)
    program.wait_for(first)
    program.settle()
    return program


def stands_on(program: Terminal, t: int, line: str = "theta") -> None:
    """Wait until the stepper says that it stands there."""
    program.wait_for(rf"t = {t} · {f'line {line}' if t else 'start'}$")


def gone(program: Terminal, pattern: str) -> None:
    """Wait until `pattern` is on the screen no more."""
    deadline = time.monotonic() + 20
    while re.search(pattern, program.screen(), re.MULTILINE):
        assert time.monotonic() < deadline, program.screen()
        program.pump(0.1)


def shows(program: Terminal, *texts: str) -> None:
    """Wait until all of these are on the screen, word for word."""
    for text in texts:
        program.wait_for(rf"(?<!\S){re.escape(text)}(?!\S)")


def left_by(program: Terminal, key: str) -> None:
    """Leave with a key: nothing of the program may stay behind."""
    program.send(key)
    assert program.wait_exit() == 0
    assert program.restored() == []


def test_three_updates_and_one_back(stepper: Terminal) -> None:
    stepper.send("space", "space", "space")
    stands_on(stepper, 3)
    shows(stepper, "1.60082445738", "0.70158627295")
    stepper.send("left")
    stands_on(stepper, 2)
    shows(stepper, "1.89473684263", "3.61980990675", "0.0072360000036", "0.80041222869")
    left_by(stepper, "q")


def test_the_lines_of_an_update_in_order_and_back(stepper: Terminal) -> None:
    for line in LINES:
        stepper.send("s")
        stands_on(stepper, 1, line)
    shows(stepper, "0.9000000005")
    stepper.send("s")
    stands_on(stepper, 2, "t")
    for line in reversed(LINES):
        stepper.send("S")
        stands_on(stepper, 1, line)
    stepper.send("S")
    stands_on(stepper, 0)


def test_a_line_shows_its_numbers_put_in(stepper: Terminal) -> None:
    stepper.send("space", *"sss")
    stands_on(stepper, 2, "m")
    shows(stepper, "0.9·0.2 + (1 − 0.9)·1.8 = 0.36")
    stepper.send(*"ss")
    shows(stepper, "0.36/(1 − 0.9²) = 1.89474")


def test_ways_to_an_update(stepper: Terminal) -> None:
    for key, t in (
        ("right", 1),
        ("backspace", 0),
        ("]", 10),
        ("}", 110),
        ("{", 10),
        ("[", 0),
        ("end", 110),
        ("home", 0),
        ("[", 0),
    ):
        stepper.send(key)
        stands_on(stepper, t)
    stepper.send("G")
    stepper.wait_for("Go to update")
    stepper.send("text:37", "enter")
    stands_on(stepper, 37)


def test_a_number_of_an_update_that_is_none_is_refused(stepper: Terminal) -> None:
    stepper.send("G")
    stepper.wait_for("Go to update")
    stepper.send("text:x", "enter")
    stepper.wait_for("'x' is not a whole number")
    stepper.send("escape")
    gone(stepper, "Go to update")
    stands_on(stepper, 0)


def test_a_far_update_takes_a_while_and_gets_there(stepper: Terminal) -> None:
    stepper.send("G")
    stepper.wait_for("Go to update")
    stepper.send("text:20000", "enter")
    stands_on(stepper, 20000)
    stepper.send("left")
    stands_on(stepper, 19999)


def test_another_optimizer_takes_over_where_one_stands(stepper: Terminal) -> None:
    stepper.send("]")
    stands_on(stepper, 10)
    stepper.send("o")
    stepper.wait_for("Optimizer")
    stepper.send("up", "enter")
    gone(stepper, "Optimizer")
    assert stepper.row(0).startswith("RMSProp · x²")
    stands_on(stepper, 10)
    stepper.send("r")
    stands_on(stepper, 0)
    assert stepper.row(0).startswith("Adam · x²")


def test_a_typed_function(stepper: Terminal) -> None:
    stepper.send("space")
    stands_on(stepper, 1)
    stepper.send("f")
    stepper.wait_for("or type a function")
    stepper.send("tab")
    stepper.settle()
    stepper.send("text: + y**", "enter")
    stepper.wait_for(r"column \d+:")
    stepper.send("2", "enter")
    gone(stepper, "or type a function")
    stands_on(stepper, 0)
    assert stepper.row(0).startswith("Adam · x² + y²")


def test_a_turned_knob_runs_again_to_where_one_stands(stepper: Terminal) -> None:
    stepper.send("space", "space", "space")
    shows(stepper, "0.70158627295")
    stepper.send("h")
    stepper.wait_for("▸ η")
    stepper.send("right")
    gone(stepper, r"0\.70158627295")
    stands_on(stepper, 3)
    stepper.send("d")
    shows(stepper, "0.70158627295")
    stepper.send("h")
    gone(stepper, "▸ η")
    stepper.send("space")
    stands_on(stepper, 4)


def test_a_small_window(terminal: Start) -> None:
    stepper = opened(terminal, STEP, "t = 0 · start$", size=(60, 20))
    stepper.send("space", "s")
    stands_on(stepper, 2, "t")
    shows(stepper, "0.9000000005")
    stepper.resize(40, 10)
    stepper.wait_for("too small")
    stepper.resize(100, 30)
    stands_on(stepper, 2, "t")
    shows(stepper, "0.9000000005")
    left_by(stepper, "ctrl+q")


def test_the_lesson_and_a_stepper_in_it(terminal: Start) -> None:
    lesson = opened(terminal, [*ADAMTUI, "open", "20"], "Moving averages, and Adam")
    lesson.send("space")
    gone(lesson, r" 0%$")
    lesson.settle()
    lesson.send("tab")
    stands_on(lesson, 0)
    lesson.send("space", "space")
    stands_on(lesson, 2)
    lesson.send("left")
    stands_on(lesson, 1)
    lesson.send("escape")
    lesson.wait_for("read on")
    left_by(lesson, "q")


def test_contents_and_help(terminal: Start) -> None:
    lesson = opened(terminal, ADAMTUI, "live part")
    lesson.send("m")
    lesson.wait_for("Contents")
    lesson.wait_for("20  Layer 1")
    lesson.send("escape")
    gone(lesson, "Contents")
    lesson.send("?")
    lesson.wait_for("Keys that work here")
    lesson.wait_for(r"^\W*n +next lesson")
    lesson.send("escape")
    gone(lesson, "Keys that work here")


def test_a_lesson_opens_at_the_part_asked_for(terminal: Start) -> None:
    lesson = opened(terminal, [*ADAMTUI, "open", "20#first-run"], "t = 0 · start$")
    assert any("Adam · " in line for line in lesson.screen().splitlines())
    lesson.send("space")
    stands_on(lesson, 1)
