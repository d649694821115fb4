"""The contents: what is done, and the way to every place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from adamtui.course import source
from adamtui.course.outline import Outline, outline
from adamtui.course.parse import load
from adamtui.course.source import LessonFile, SourceError, Target
from adamtui.progress.record import Entry, LessonRecord
from adamtui.screens.contents import Contents
from tests.screens.shown import NOTHING, shown

LESSONS = {
    "10-one.md": "# One\n\n## First *things*\n\n```{stepper} start\n```\n\n### Below $\\beta_1$\n\n"
    "```{quiz} ask\n:kind: choice\n\nWhat?\n\n- [x] a\n- [ ] b\n```\n\n"
    "```{quiz} again\n:kind: choice\n\nWhat?\n\n- [x] a\n- [ ] b\n```\n",
    "20-two.md": "# Two [x] `code`\n\n## Second things\n\n```{stepper} go\n```\n",
    "30-three.md": "# Three\n\n" + "".join(f"## Section {n}\n\n" for n in range(40)),
}


@dataclass
class Course:
    folder: Path
    records: dict[str, LessonRecord] = field(default_factory=dict)
    resets: list[str] = field(default_factory=list)
    outline: Callable[[LessonFile], Outline] = lambda file: outline(load(file.path))

    def contents(self, here: str = "10-one.md") -> Contents:
        return Contents(
            source.lessons(self.folder),
            self.outline,
            self.folder / here,
            lambda path: self.records.get(path.name, LessonRecord()),
            self._reset,
        )

    def _reset(self, path: Path | None) -> None:
        self.resets.append(path.name if path is not None else "all")
        if path is None:
            self.records.clear()
        else:
            self.records.pop(path.name, None)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    for name, text in LESSONS.items():
        (tmp_path / name).write_text(text, "utf-8")
    done: Mapping[str, Entry] = {
        "start": Entry(done=True),
        "ask": Entry(done=True, tries=2),
        "again": Entry(tries=1),
    }
    records = {
        "10-one.md": LessonRecord(done, None, 0.8),
        "20-two.md": LessonRecord({}, None, 0.99),
    }
    return Course(tmp_path, records)


async def test_lessons_tell_what_is_done_and_the_present_one_is_open(course: Course) -> None:
    async with shown(course.contents()) as it:
        await it.until(lambda: "…" not in it.text)
        rows = [" ".join(row.split()) for row in it.rows]
        assert "▾ 10 One ◂ here 1 of 2 1 of 1 80 %" in rows
        assert "▸ 20 Two [x] code – 0 of 1 read" in rows
        assert "▸ 30 Three – – –" in rows
        at = rows.index("First things")
        assert rows[at + 1 : at + 5] == [
            "✓ stepper start",
            "Below β₁",
            "✓ exercise ask right, 2 tries",
            "· exercise again 1 try",
        ]


async def test_enter_goes_to_what_is_lit(course: Course) -> None:
    one, two = course.folder / "10-one.md", course.folder / "20-two.md"
    for keys, target in (
        (("enter",), Target(one, "")),
        (("down", "enter"), Target(one, "first-things")),
        (("down", "down", "down", "down", "enter"), Target(one, "ask")),
        (("left", "down", "enter"), Target(two, "")),
        (("left", "down", "right", "right", "down", "enter"), Target(two, "go")),
        (("down", "left", "down", "enter"), Target(two, "")),
        (("b", "enter"), Target(one, "below-beta_1")),
        (("2", "0", "enter"), Target(two, "")),
        (("end", "home", "enter"), Target(one, "")),
    ):
        contents = course.contents()
        async with shown(contents) as it:
            await it.until(lambda: "…" not in it.text)
            await it.press(*keys)
            assert it.answer == target


async def test_escape_answers_nothing_and_keys_in_one_packet_are_all_done(course: Course) -> None:
    async with shown(course.contents(), keys=("escape",)) as it:
        await it.until(lambda: it.answer is not NOTHING)
        assert it.answer is None
    async with shown(course.contents(), keys=("left", "down", "enter")) as it:
        await it.until(lambda: it.answer is not NOTHING)
        assert it.answer == Target(course.folder / "20-two.md", "")


async def test_letters_lead_on_to_the_next_that_begins_so(course: Course) -> None:
    async with shown(course.contents("30-three.md")) as it:
        await it.until(lambda: "…" not in it.text)
        await it.press("s", "s", "enter")
        assert it.answer == Target(course.folder / "30-three.md", "section-1")


async def test_a_long_list_scrolls_and_says_so(course: Course) -> None:
    async with shown(course.contents("30-three.md")) as it:
        await it.until(lambda: "Section 1" in it.text)
        assert "▾" in it.rows[17]
        await it.press("end")
        assert "Section 39" in it.text
        assert "▴" in it.text
        await it.press("pageup", "pageup", "pageup", "pageup")
        assert "Three ◂ here" in it.text


async def test_a_reset_asks_first_and_shows_what_is_left(course: Course) -> None:
    async with shown(course.contents()) as it:
        await it.press("delete", "enter")
        await it.press("delete", "escape")
        assert course.resets == []
        await it.press("delete")
        assert "forget what is done in 10 One" in " ".join(it.text.split())
        await it.press("down", "enter")
        assert course.resets == ["10-one.md"]
        assert it.answer is NOTHING
        await it.until(lambda: "0 of 2" in it.text)
        assert "80 %" not in it.text
        await it.press("delete", "end", "enter")
        assert course.resets == ["10-one.md", "all"]
        assert " read" in it.text
        assert not any(row.endswith("read") and "20" in row for row in it.rows)


async def test_a_click_goes_there_and_the_mark_opens(course: Course) -> None:
    async with shown(course.contents()) as it:
        await it.until(lambda: "…" not in it.text)
        await it.click("▸ 20", 0)
        assert "Second things" in it.text
        await it.click("Second things")
        assert it.answer == Target(course.folder / "20-two.md", "second-things")


async def test_a_lesson_that_cannot_be_read_is_listed_all_the_same(course: Course) -> None:
    def refuse(file: LessonFile) -> Outline:
        raise SourceError("gone")

    course.outline = refuse
    async with shown(course.contents()) as it:
        await it.until(lambda: "…" not in it.text)
        assert "One ◂ here" in it.text
        await it.press("right", "right", "down", "enter")
        assert it.answer == Target(course.folder / "20-two.md", "")


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (200, 60)])
async def test_any_window_will_do(course: Course, size: tuple[int, int]) -> None:
    async with shown(course.contents(), size) as it:
        await it.press("down", "up", "end", "pageup", "home", "enter")
        assert it.answer == Target(course.folder / "10-one.md", "")
