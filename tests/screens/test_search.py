"""Searching all lessons while one types."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from adamtui.course import glossary, source
from adamtui.course.model import Lesson
from adamtui.course.parse import load
from adamtui.course.search import Spot
from adamtui.course.source import LessonFile, SourceError
from adamtui.screens.search import Search
from tests.screens.shown import NOTHING, Shown, shown

LESSONS = {
    "10-one.md": "# One\n\n## Averages\n\nThe *learning* rate, a [red]long[/] line that goes on and"
    " on, until at last there is a zebra, and it goes on.\n\n$$\\hat m = \\beta_1$$\n",
    "20-two.md": "# Two\n\n" + "Also a zebra.\n\n" * 30,
    "glossary.md": "# Glossary\n\n## zebra crossing, stripes\n\nBlack and white.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in LESSONS.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def search(folder: Path, query: str = "") -> Search:
    files = source.lessons(folder)
    return Search(files, lambda file: load(file.path), glossary.load(folder), query=query)


async def ready(it: Shown) -> None:
    await it.until(lambda: "searching" not in it.text)


async def test_what_is_typed_is_found_where_it_stands(folder: Path) -> None:
    async with shown(search(folder)) as it:
        await ready(it)
        assert "Type a word" in it.text
        await it.press(*"zeb at")
        assert "1 found" in it.text
        row = next(row for row in it.rows if "zebra" in row)
        assert row.split()[:2] == ["10", "Averages"]
        await it.press("enter")
        assert it.answer == Spot(folder / "10-one.md", 5, ("zeb", "at"))


async def test_words_of_the_glossary_come_first(folder: Path) -> None:
    async with shown(search(folder)) as it:
        await ready(it)
        await it.press(*"zebra")
        assert "32 found" in it.text
        assert "zebra crossing, stripes" in it.text
        assert "▾" in it.text
        await it.press("enter")
        assert it.answer.name == "zebra crossing"


async def test_arrows_walk_the_list_while_one_types(folder: Path) -> None:
    async with shown(search(folder)) as it:
        await ready(it)
        await it.press(*"zebra", "down", "down", "down", "up", "enter")
        assert it.answer == Spot(folder / "20-two.md", 3, ("zebra",))


async def test_formulas_are_found_however_they_are_written(folder: Path) -> None:
    for query in ("β₁", "beta1", r"\beta_1", "m_hat"):
        async with shown(search(folder, query)) as it:
            await ready(it)
            await it.press("enter")
            assert it.answer == Spot(folder / "10-one.md", 7, (query,))


async def test_nothing_found_is_said_and_enter_waits(folder: Path) -> None:
    async with shown(search(folder)) as it:
        await ready(it)
        await it.press(*"qqq", "enter")
        assert "Nothing has all of these words." in it.text
        assert it.answer is NOTHING
        await it.press("escape")
        assert it.answer is None


async def test_the_last_query_stands_there_and_typing_replaces_it(folder: Path) -> None:
    first = search(folder, "zebra")
    async with shown(first) as it:
        await ready(it)
        assert "32 found" in it.text
        await it.press(*"long")
        assert "1 found" in it.text
        await it.press("escape")
    assert first.query_text == "long"
    again = Search([], _none, query=first.query_text, index=first.index)
    async with shown(again) as it:
        assert "1 found" in it.text
        await it.press("end", " ", *"red", "enter")
        assert it.answer == Spot(folder / "10-one.md", 5, ("long", "red"))


def _none(file: LessonFile) -> Lesson:
    raise SourceError("nothing to read")


async def test_typing_need_not_wait_for_the_lessons(folder: Path) -> None:
    go_on = threading.Event()

    def slowly(file: LessonFile) -> Lesson:
        if file.number == "20":
            go_on.wait(5)
        return load(file.path)

    async with shown(Search(source.lessons(folder), slowly), keys=tuple("zebra")) as it:
        await it.until(lambda: "searching … 1 found" in it.text)
        go_on.set()
        await it.until(lambda: "31 found" in it.text)
        assert "searching" not in it.text


async def test_a_lesson_that_cannot_be_read_is_left_out(folder: Path) -> None:
    def some(file: LessonFile) -> Lesson:
        if file.number == "10":
            raise SourceError("gone")
        return load(file.path)

    async with shown(Search(source.lessons(folder), some, query="zebra")) as it:
        await ready(it)
        assert "30 found" in it.text


async def test_a_click_goes_there(folder: Path) -> None:
    async with shown(search(folder, "learning")) as it:
        await ready(it)
        await it.click("The learning")
        assert it.answer == Spot(folder / "10-one.md", 5, ("learning",))


@pytest.mark.parametrize("size", [(30, 8), (12, 4), (200, 60)])
async def test_any_window_will_do(folder: Path, size: tuple[int, int]) -> None:
    async with shown(search(folder, "learning"), size) as it:
        await it.until(lambda: it.pilot.app.screen.index is not None)  # type: ignore[attr-defined]
        await it.press("down", "pagedown", "pageup", "enter")
        assert isinstance(it.answer, Spot)
