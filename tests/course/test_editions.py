"""A lesson read while it is being written: what is open swallows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from adamtui.course.editions import Edition, is_cut_off, read_edition
from adamtui.course.model import Prose, text_of


def part(name: str) -> str:
    return f"```{{stepper}} {name}\n:fn: x**2\n```\n"


LESSON = (
    f"# One\n\nSome words.\n\n{part('a')}\nBetween.\n\n{part('b')}\nAfter.\n\n{part('c')}\nEnd.\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "10-one.md"


def read(path: Path, text: str, before: Edition | None = None) -> Edition:
    path.write_text(text, encoding="utf-8")
    return read_edition(path, before)


def ids(edition: Edition) -> list[str]:
    return [each.id for each in edition.lesson.directives()]


def lines(edition: Edition) -> list[int]:
    return [each.line for each in edition.lesson.directives()]


def test_a_stray_double_dollar_is_no_open_fence(path: Path) -> None:
    """It swallows nothing, and must not keep what does from being seen."""
    stray = LESSON.replace("Some words.", "$$\nx = 1\n\nSome words.")
    first = read(path, stray)
    assert [each.kind for each in first.lesson.faults] == ["math"]
    longer = stray.replace("Some words.", "Some more words.\n\nAnd others.")
    second = read(path, longer, first)
    assert second.whole == longer
    opened = longer.replace("And others.", "```python\nx = 1\n\nAnd others.")
    third = read(path, opened, second)
    assert third.opened is not None
    assert ids(third) == ["a", "b", "c"]


OPEN = {
    "a fence before a live part": ("Some words.\n", "Some words.\n\n```python\nx = 1\n", 5),
    "a fence of tildes": ("Some words.\n", "Some words.\n\n~~~python\nx = 1\n", 5),
    "a fence after them all": ("End.", "```\nEnd.", 21),
    "a comment": ("Between.\n", "Between.\n\n<!-- not yet\n", 11),
    "the end of a live part is gone": (":fn: x**2\n```\n\nBetween.", ":fn: x**2\n\nBetween.", 5),
    "a live part without an end": ("Between.\n", "Between.\n\n```{stepper} d\n:fn: x\n", 11),
}


@pytest.mark.parametrize(("old", "new", "line"), OPEN.values(), ids=OPEN)
def test_what_is_open_swallows_no_live_part(path: Path, old: str, new: str, line: int) -> None:
    assert old in LESSON
    text = LESSON.replace(old, new, 1)
    before = read(path, LESSON)
    after = read(path, text, before)
    assert [each for each in ids(after) if each != "d"] == ["a", "b", "c"]
    written = text.split("\n")
    for each in after.lesson.directives():
        assert written[each.line - 1] == f"```{{stepper}} {each.id}"
    (fault,) = [each for each in after.lesson.faults if "never closed" in each.message]
    assert fault.line == line
    assert written[line - 1][fault.column - 1 :].startswith(("```", "~~~", "<!--"))
    live = [each for each in after.lesson.directives() if fault in each.faults]
    nodes = [each for each in after.lesson.nodes() if each.type == "error"]
    assert len(live) + len(nodes) == 1
    assert all(f"10-one.md:{line}:" in node.text for node in nodes)


def test_it_goes_on_while_the_open_part_is_written_and_ends_when_it_is_closed(path: Path) -> None:
    edition = read(path, LESSON)
    typed = "Some words.\n\n```python\n"
    for more in ("", "x = 1\n", "y = 2\n"):
        typed += more
        edition = read(path, LESSON.replace("Some words.\n", typed), edition)
        assert ids(edition) == ["a", "b", "c"]
    text = LESSON.replace("Some words.\n", f"{typed}```\n")
    edition = read(path, text, edition)
    assert edition.lesson.faults == ()
    assert edition.whole == text
    assert ids(edition) == ["a", "b", "c"]


def test_two_changes_at_once(path: Path) -> None:
    before = read(path, LESSON)
    text = LESSON.replace("Some words.\n", "Some words.\n\n```\n").replace("After.", "Later.")
    after = read(path, text, before)
    assert ids(after) == ["a", "b", "c"]
    assert after.opened is not None
    assert after.opened.line == 5


@pytest.mark.parametrize(("begin", "end"), [("<!--", "-->"), ("````", "````"), ("~~~", "~~~")])
def test_what_is_meant_to_be_away_is_away(path: Path, begin: str, end: str) -> None:
    before = read(path, LESSON)
    after = read(path, LESSON.replace(part("b"), f"{begin}\n{part('b')}{end}\n"), before)
    assert ids(after) == ["a", "c"]
    assert after.opened is None
    assert after.lesson.faults == ()
    assert ids(read(path, LESSON, after)) == ["a", "b", "c"]


def test_what_was_open_from_the_beginning_is_shown_as_it_is(path: Path) -> None:
    text = f"# One\n\n```\nopen\n\n{part('a')}\nEnd.\n\n```\nopen again\n"
    before = read(path, text)
    after = read(path, text + "more\n", before)
    assert any("never closed" in fault.message for fault in after.lesson.faults)


def test_a_live_part_that_is_deleted_is_gone(path: Path) -> None:
    before = read(path, LESSON)
    after = read(path, LESSON.replace(part("b"), ""), before)
    assert ids(after) == ["a", "c"]
    assert after.lesson.faults == ()


def test_the_same_text_is_the_same_edition(path: Path) -> None:
    before = read(path, LESSON)
    assert read(path, LESSON, before) is before


def test_prose_below_an_open_fence_stays_prose(path: Path) -> None:
    text = "# One\n\nFirst.\n\nSecond.\n\nThird.\n"
    before = read(path, text)
    after = read(path, text.replace("First.\n", "First.\n\n```\ncode\n"), before)
    (block,) = after.lesson.blocks
    assert isinstance(block, Prose)
    assert [node.type for node in block.nodes] == [
        "heading", "paragraph", "error", "code_block", "paragraph", "paragraph"
    ]  # fmt: skip
    assert text_of(block.nodes[-1].children) == "Third."
    assert block.nodes[-1].line == 10


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_file_half_written_is_cut_off(path: Path, share: float) -> None:
    before = read(path, LESSON)
    edited = LESSON.replace("Some words.", "Some other words.")
    assert is_cut_off(before, edited[: int(share * len(edited))])
    assert not is_cut_off(before, edited)


def test_a_text_with_another_end_is_not_cut_off(path: Path) -> None:
    before = read(path, LESSON)
    assert not is_cut_off(before, LESSON + "\nAnd more.\n")
    assert not is_cut_off(before, LESSON.replace("End.", "The end."))
    assert not is_cut_off(before, "# Something else\n")
