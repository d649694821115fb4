"""Every exercise of every lesson: its own answer is right, others are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from adamtui.core.position import Position
from adamtui.core.prediction import asked as is_asked
from adamtui.core.prediction import judge
from adamtui.core.trace import Trace
from adamtui.course.bug import Bug
from adamtui.course.exercise import EXERCISES, reason
from adamtui.course.marking import FormulaKey, NumberKey
from adamtui.course.model import Directive
from adamtui.course.parse import load
from adamtui.course.predict import Predict
from adamtui.course.quiz import Quiz
from adamtui.widgets.attempt import Attempt, Question
from adamtui.widgets.chosen_try import LETTERS, Choosing
from adamtui.widgets.quiz import asked
from adamtui.widgets.typed_try import Typing

FOLDER = Path(__file__).parents[1] / "lessons"
LESSONS = {path.stem: load(path) for path in sorted(FOLDER.glob("[0-9]*-*.md"))}
WITH_THREE = (
    "10-layer-0-moments",
    "20-layer-1-moving-averages",
    "30-layer-2-adagrad",
    "40-layer-3-amsgrad",
    "50-layer-4-adamw",
    "60-implementation",
)


def _exercises(*names: str) -> Iterator[tuple[str, Directive]]:
    for lesson in LESSONS.values():
        for part in lesson.directives():
            if part.name in (names or EXERCISES):
                yield f"{lesson.number}#{part.id}", part


QUIZZES = dict(_exercises("quiz"))
BUGS = dict(_exercises("bug"))
CHALLENGES = dict(_exercises("predict"))


def answered(question: Question, text: str) -> Attempt | None:
    """The try that typing a text and enter makes."""
    for character in text:
        pressed = question.pressed(character, character)
        assert pressed is not None
        question = pressed[0]
    pressed = question.pressed("enter", "\r")
    return None if pressed is None else pressed[1]


def chosen(question: Choosing, which: Sequence[int]) -> Attempt | None:
    """The try that choosing makes: with one right answer by its letter, else by marks."""
    now: Choosing = question
    for index in which:
        keys = [LETTERS[index], *(["space"] if question.several else [])]
        for key in keys:
            pressed = now.pressed(key, key if len(key) == 1 else " ")
            assert pressed is not None
            now = pressed[0]
    pressed = now.pressed("enter", "\r")
    return None if pressed is None else pressed[1]


def _question(part: Directive) -> tuple[Quiz, Question]:
    options = part.options
    assert isinstance(options, Quiz), part.faults
    return options, asked(options, part.body)


@pytest.mark.parametrize("lesson", WITH_THREE)
def test_a_lesson_has_three_exercises_at_least(lesson: str) -> None:
    found = [part for part in LESSONS[lesson].directives() if part.name in EXERCISES]
    assert len(found) >= 3
    assert all(part.options is not None and part.id for part in found)


def test_two_lessons_hide_a_slip_and_the_last_is_a_challenge() -> None:
    assert len({name.partition("#")[0] for name in BUGS}) >= 2
    last = [part.options for name, part in CHALLENGES.items() if name.startswith("70#")]
    assert [
        (each.rule, len(each.gradients or ()), each.updates)
        for each in last
        if isinstance(each, Predict)
    ] == [("adamw", 10, 3)]


@pytest.mark.parametrize("name", QUIZZES)
def test_every_quiz_says_why_and_its_own_answer_is_right(name: str) -> None:
    part = QUIZZES[name]
    options, question = _question(part)
    assert reason(part) or any(choice.reason for choice in getattr(question, "choices", ()))
    if isinstance(question, Choosing):
        attempt = chosen(question, sorted(question.rights))
        assert attempt is not None
        assert attempt.right
        return
    for right in _right_answers(options, question):
        attempt = answered(question, right)
        assert attempt is not None, right
        assert attempt.right, right


@pytest.mark.parametrize("name", QUIZZES)
def test_every_quiz_refuses_wrong_answers(name: str) -> None:
    options, question = _question(QUIZZES[name])
    if isinstance(question, Choosing):
        wrong = list(_wrong_choices(question))
        tries = [chosen(question, which) for which in wrong]
    else:
        tries = [answered(question, text) for text in _wrong_answers(options, question)]
    assert len(tries) >= 2
    assert not any(each is None or each.right for each in tries)


def _wrong_choices(question: Choosing) -> Iterator[Sequence[int]]:
    if not question.several:
        yield from ([i] for i in range(len(question.choices)) if i not in question.rights)
        return
    everyone = range(len(question.choices))
    for size in range(1, len(question.choices) + 1):
        yield from (c for c in combinations(everyone, size) if set(c) != question.rights)


def _right_answers(options: Quiz, question: Question) -> list[str]:
    """The answer, and the same in other forms."""
    assert isinstance(question, Typing)
    if isinstance(question.key, NumberKey):
        value = question.key.right()
        return [repr(value), f"{value!r}*2/2", f" 0 + {value:.12g} "]
    text = options.answer or ""
    return [text, f"({text})*2/2", f"1 + ({text}) - 1", f"-(-({text}))"]


def _wrong_answers(options: Quiz, question: Question) -> list[str]:
    assert isinstance(question, Typing)
    if isinstance(question.key, NumberKey):
        value = question.key.right()
        return [repr(value * 1.25 + 0.5), repr(-value - 0.75), repr(value * 0.75 - 0.5)]
    assert isinstance(question.key, FormulaKey)
    text = options.answer or ""
    return [f"-({text})", f"({text})*1.01", f"({text}) + 0.01", f"({text})**2 + 1"]


@pytest.mark.parametrize("name", BUGS)
def test_every_hidden_slip_is_found_in_its_line_alone(name: str) -> None:
    options = BUGS[name].options
    assert isinstance(options, Bug)
    assert reason(BUGS[name])
    hunt = options.hunt()
    hunt.comparison.extend_to(20)
    verdicts = {line: hunt.judge(line, 20, 0).right for line in hunt.lines}
    assert sum(verdicts.values()) == 1
    # Numbers alone can tell: of what went into each line, only the wrong one makes another value.
    found = [line for line in hunt.lines if any(hunt.deviates(line, t) for t in range(1, 21))]
    assert [line for line, right in verdicts.items() if right] == found


@pytest.mark.parametrize("name", CHALLENGES)
def test_every_prediction_can_be_made_and_missed(name: str) -> None:
    options = CHALLENGES[name].options
    assert isinstance(options, Predict)
    trace = Trace(options.plan().resolve())
    asked_for = 0
    for t in range(options.steps + 1, options.steps + options.updates + 1):
        trace.extend_to(t)
        for line in trace.lines:
            if not is_asked(trace.run.problem, line):
                continue
            asked_for += 1
            value = float(np.ravel(trace.step(t).values[line])[0])
            assert judge(trace, t, line, [float(f"{value:.6g}")]).right, (t, line)
            for wrong in (-value - 1, value * 1.5 + 0.2, value + 1):
                assert not judge(trace, t, line, [wrong]).right, (t, line, wrong)
    assert asked_for >= 3 * options.updates
    assert Position(1, 1) <= trace.walk.end(options.updates)
