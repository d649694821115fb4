"""The beginning of a lesson, which is shown before the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.course.model import Lesson, Prose, text_of
from adamtui.course.parse import OPENING, load, load_opening, parse

SECTION = "## Section {n}\n\nThe $m_{{{n}}}$ of *{n}*.\n\n- one\n- two\n\n> a quote\n\n"
LONG = "# Long\n\n" + "".join(SECTION.format(n=n) for n in range(400))
PARTS = ("## Heading", "Words of a paragraph.", "```\ncode\n\ncode\n```", "$$x$$", "***")


def written(text: str, folder: Path) -> Path:
    path = folder / "10-long.md"
    path.write_text(text, encoding="utf-8")
    return path


def runs(lesson: Lesson) -> list[int]:
    return [len(block.nodes) for block in lesson.blocks if isinstance(block, Prose)]


def test_it_is_the_beginning_of_the_whole(tmp_path: Path) -> None:
    path = written(LONG, tmp_path)
    opening, whole = load_opening(path), load(path)
    assert 1 < len(opening.blocks) < len(whole.blocks)
    assert whole.blocks[: len(opening.blocks)] == opening.blocks
    assert opening.title == "Long"


def test_a_short_lesson_is_its_own_beginning(tmp_path: Path) -> None:
    path = written("# Short\n\nTwo paragraphs.\n\nNo more.\n", tmp_path)
    assert load_opening(path).blocks == load(path).blocks


def test_it_ends_before_the_first_live_part(tmp_path: Path) -> None:
    path = written("# One\n\nText.\n\n```{stepper} first\n:fn: x**2\n```\n\nMore.\n", tmp_path)
    assert load_opening(path).blocks == load(path).blocks[:1]


def test_what_the_cut_may_have_cut_is_not_in_it(tmp_path: Path) -> None:
    path = written("# One\n\n" + "some words\n" * OPENING, tmp_path)
    (block,) = load_opening(path).blocks
    assert isinstance(block, Prose)
    assert [node.type for node in block.nodes] == ["heading"]


def test_one_long_paragraph_alone_is_shown(tmp_path: Path) -> None:
    path = written("word " * OPENING, tmp_path)
    (block,) = load_opening(path).blocks
    assert isinstance(block, Prose)
    assert text_of(block.nodes).count("word") == OPENING


@pytest.mark.parametrize("length", [OPENING - 5, OPENING, OPENING + 5])
def test_no_comment_is_shown_where_it_was_cut(tmp_path: Path, length: int) -> None:
    text = f"# One\n\n{'word ' * (OPENING // 10)}\n\n<!-- {'secret ' * OPENING} -->\n\nEnd.\n"
    path = written(text.replace("word", "w" * (length % 7 + 1)), tmp_path)
    shown = load_opening(path)
    assert "secret" not in str(shown.blocks)
    assert shown.blocks


def test_prose_is_in_runs_of_a_few_sections() -> None:
    lesson = parse(LONG, "10-long.md")
    assert max(runs(lesson)) <= 24
    assert sum(runs(lesson)) == 1 + 400 * 4


def test_prose_without_headings_is_in_runs_too() -> None:
    lesson = parse("# One\n\n" + "Paragraph.\n\n" * 1000, "10-long.md")
    assert max(runs(lesson)) <= 48
    assert sum(runs(lesson)) == 1001


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARTS), max_size=120), st.integers(0, 120))
def test_the_runs_hold_every_node_in_order(parts: list[str], at: int) -> None:
    live = ["```{stepper} first\n:fn: x**2\n```"]
    lesson = parse("\n\n".join(["# One", *parts[:at], *live, *parts[at:]]), "10-one.md")
    lines = [
        node.line for block in lesson.blocks if isinstance(block, Prose) for node in block.nodes
    ]
    assert len(lines) == 1 + len(parts)
    assert lines == sorted(lines)
    assert all(
        block.line == block.nodes[0].line for block in lesson.blocks if isinstance(block, Prose)
    )
