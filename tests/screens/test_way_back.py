"""Where the reader was: kept for the next session, and the way back within this one."""

from __future__ import annotations

from pathlib import Path

from tests.screens.courses import COURSE, SIZE, reading, session, written


async def test_back_and_forward_lead_to_the_very_row(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("j", "j", "j")
        row = it.top
        await it.press("n")
        assert it.screen.lesson.title == "Two"
        await it.loaded()
        await it.press("H")
        await it.loaded()
        assert (it.screen.lesson.title, it.top) == ("One", row)
        await it.press("L")
        assert it.screen.lesson.title == "Two"


async def test_a_link_within_a_lesson_can_be_gone_back_from(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.click("end")
        await it.until(lambda: it.top > 0)
        await it.press("backspace")
        await it.until(lambda: it.top == 0)


async def test_where_there_is_no_way_one_line_says_so(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("H")
        await it.until(lambda: "nothing to go back to" in it.text)


async def test_the_next_session_opens_where_this_one_was_left(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", COURSE), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        await it.press("n")
        await it.loaded()
        await it.press(*["j"] * 12)
        row = it.top
    async with session(course, state) as it:
        await it.loaded()
        assert it.screen.lesson.title == "Two"
        assert abs(it.top - row) <= 1


async def test_a_live_part_that_had_the_focus_has_it_again(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", COURSE), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        await it.press("tab", "tab", "space")
        assert it.held == "second"
    async with session(course, state) as it:
        await it.until(lambda: it.held == "second")
        done = it.library.record(course / "10-one.md").parts
        assert done["second"].done
        assert "first" not in done


async def test_who_reads_on_leaves_the_live_part_and_is_not_thrown_back(tmp_path: Path) -> None:
    course, state = written(tmp_path / "course", COURSE), tmp_path / "progress.json"
    async with session(course, state) as it:
        await it.loaded()
        await it.press("tab", "pagedown", "pagedown", "pagedown")
        await it.until(lambda: not it.held)
        row = it.top
        assert row > 2 * SIZE[1]
    async with session(course, state) as it:
        await it.loaded()
        assert abs(it.top - row) <= 2
        assert not it.held
