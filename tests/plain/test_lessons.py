"""The lessons of the course as text: nothing of them is missing, and all of it fits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.hunt import Hunt
from adamtui.course.bug import Bug
from adamtui.course.exercise import choices_in, prompt, reason
from adamtui.course.model import Lesson, Node
from adamtui.course.parse import parse
from adamtui.course.quiz import Quiz
from adamtui.ink import plain
from adamtui.page.glyphs import cells
from adamtui.page.layout import layout
from adamtui.plain.lesson import lesson_rows
from adamtui.typeset import inline
from tests.plain.lessons import LESSONS, printed, shortened

WIDTHS = (20, 33, 57, 80, 200)
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


@cache
def lesson_at(path: Path) -> Lesson:
    return shortened(path)


@cache
def text_at(path: Path, width: int) -> str:
    return printed(lesson_at(path), width)


def spoken(text: str) -> str:
    """The letters and signs alone: rows break anywhere."""
    return re.sub(r"[\s│┃─↪]+", "", text)


def shown(nodes: list[Node] | tuple[Node, ...]) -> str:
    return spoken("".join(plain(row) for row in layout(nodes, 500)))


@each_lesson
@pytest.mark.parametrize("width", WIDTHS)
def test_rows_fit_and_end_in_no_blank(path: Path, width: int) -> None:
    for row in text_at(path, width).split("\n"):
        assert cells(row) <= width, row
        assert row == row.rstrip()
        assert not any(unicodedata.category(char) == "Cc" for char in row), repr(row)


@each_lesson
@pytest.mark.parametrize("width", [20, 80])
def test_headings_parts_and_questions_are_all_there(path: Path, width: int) -> None:
    lesson, text = lesson_at(path), spoken(text_at(path, width))
    for node in lesson.nodes():
        if node.type == "heading":
            assert shown(node.children) in text
    for part in lesson.directives():
        assert f":{part.id}]" in text
        for node in prompt(part):
            if node.type == "paragraph" and not has_link(node):
                assert shown([node]) in text


def has_link(node: Node) -> bool:
    return any(each.type == "link" for each in node.walk())


@each_lesson
def test_every_formula_of_the_text_is_there(path: Path) -> None:
    text = spoken(text_at(path, 200))
    for node in lesson_at(path).nodes():
        if node.type == "math":
            assert spoken(inline(node.text)) in text
        elif node.type == "math_block":
            rows = [plain(row) for row in layout([node], 200)]
            assert all(spoken(row) in text for row in rows)


@each_lesson
def test_answers_come_last(path: Path) -> None:
    lesson = lesson_at(path)
    exercises = [each for each in lesson.directives() if each.name in ("quiz", "bug", "predict")]
    before, mark, answers = text_at(path, 80).partition("\n  ## Answers\n")
    assert bool(mark) == bool(exercises)
    for each in exercises:
        assert f": {each.id}]" in before
        assert f": {each.id}]" in answers
        for node in reason(each):
            assert shown([node]) in spoken(answers)
            assert shown([node]) not in spoken(before)
        for choice in choices_in(each.body):
            assert shown(choice.words) in spoken(before)
            if choice.reason:
                assert shown(choice.reason) not in spoken(before)


@each_lesson
def test_no_key_is_told_before_the_answers(path: Path) -> None:
    before = text_at(path, 80).partition("\n  ## Answers\n")[0]
    for each in lesson_at(path).directives():
        options = each.options
        if isinstance(options, Quiz):
            for hint in options.hint:
                assert shown(parse(hint, "x.md").blocks[0].nodes) not in spoken(before)
        if isinstance(options, Bug):
            hunt: Hunt = options.hunt()
            assert spoken(hunt.slip.sentence) not in spoken(before)


@settings(max_examples=60)
@given(st.text(max_size=300), st.integers(10, 120))
def test_any_text_can_be_printed(text: str, width: int) -> None:
    for row in map(plain, lesson_rows(parse(text, "10-mine.md"), width)):
        assert cells(row) <= width
        assert not any(unicodedata.category(char) == "Cc" for char in row)


@settings(max_examples=30)
@given(st.sampled_from(LESSONS[:3]), st.integers(20, 200))
def test_prose_fits_any_width(path: Path, width: int) -> None:
    lesson = lesson_at(path)
    prose = [block for block in lesson.blocks if not hasattr(block, "options")]
    for block in prose[:4]:
        for row in layout(block.nodes, width):
            assert cells(plain(row)) <= width
