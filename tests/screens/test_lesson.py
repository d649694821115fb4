"""Reading a lesson: scrolling, its live parts, full screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.courses import COURSE, paragraphs, part, reading


async def test_tab_visits_the_live_parts_in_order_and_round(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        for expected in ("first", "second", "third", "first"):
            await it.press("tab")
            assert it.held == expected
            assert "▌" in it.text
        await it.press("shift+tab", "shift+tab")
        assert it.held == "second"
        await it.press("escape")
        assert it.held == ""
        await it.press("tab")
        assert it.held == "second"


async def test_space_reads_on_and_steps_where_a_stepper_has_the_focus(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("space")
        assert it.top > 10
        await it.press("g", "tab", "space", "space")
        assert "t = 2 · line theta" in it.text


async def test_a_part_keeps_its_state_out_of_sight_and_over_other_lessons(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("tab", "space", "space", "s", "escape", "G")
        assert "t = 3" not in it.text
        await it.press("n")
        await it.until(lambda: "Two" in it.rows[0])
        await it.press("p")
        await it.until(lambda: "One" in it.rows[0])
        assert "The last words." in it.text
        await it.press("g", "tab")
        assert "t = 3 · line t" in it.text
        await it.press("left")
        assert "t = 2 · line theta" in it.text


async def test_enter_enlarges_and_escape_brings_the_lesson_back(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("tab", "space")
        before = it.rows
        await it.press("enter")
        assert "t = 1 · line theta" in it.rows[0]
        assert not any("Paragraph" in row for row in it.rows)
        assert "escape" in it.rows[-1]
        await it.press("home", "end", "escape")
        assert it.rows[1:] == before[1:]
        assert it.held == "first"
        await it.press("escape", "k", "space")
        assert "t = 1" not in it.text or it.held == ""


async def test_knobs_and_dialogues_work_in_full_screen(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("tab", "enter", "h", "0", ".", "2", "enter", "escape", "space")
        assert "η 0.2" in it.rows[0]
        await it.press("o", "home", "enter", "n", "m", "tab")
        assert it.rows[0].lstrip("▌ ").startswith("SGD")
        await it.press("escape")
        assert "10 · One" in it.rows[0]


async def test_keys_that_scroll(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        tops = []
        for key in ("j", "j", "k", "space", "pagedown", "pageup", "G", "g", "end", "home"):
            await it.press(key)
            tops.append(it.top)
        end = it.screen.body.max_scroll_y
        page = it.screen.body.size.height - 2
        assert tops == [1, 2, 1, 1 + page, 1 + 2 * page, 1 + page, end, 0, end, 0]


async def test_the_heading_says_how_far_one_has_read(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        assert it.rows[0].startswith("10 · One")
        assert it.rows[0].endswith(" 0%")
        await it.press("G")
        assert it.rows[0].endswith("100%")
        await it.pilot.resize_terminal(60, 20)
        await it.pilot.pause()
        assert len(it.rows[0]) == 60


async def test_a_part_with_a_fault_says_so_and_the_others_work(tmp_path: Path) -> None:
    async with reading(tmp_path, wanted="50") as it:
        await it.loaded()
        assert "1 fault, listed last" in it.rows[0]
        assert "This live part, {stepper}, has faults:" in it.text
        assert "50-broken.md:4:2: unknown option 'betta1'" in it.text
        assert "did you mean 'beta1'" in " ".join(it.text.split())
        await it.press("tab", "space")
        assert it.held == "good"
        assert "t = 1 · line theta" in it.text


@pytest.mark.parametrize(
    ("name", "heading"),
    [("30-heading", "30 · Only a heading"), ("40-empty", "40 · 40-empty"), ("20-two", "20 · Two")],
)
async def test_a_lesson_without_live_parts_can_be_read(
    tmp_path: Path, name: str, heading: str
) -> None:
    async with reading(tmp_path, wanted=name) as it:
        await it.loaded()
        assert it.rows[0].startswith(heading) or name == "40-empty"
        await it.press("tab", "shift+tab", "enter", "escape", "space", "G", "pageup", "j")
        assert it.held == ""


async def test_keys_before_the_lesson_is_loaded_do_no_harm(tmp_path: Path) -> None:
    text = f"# Long\n\n{paragraphs(50)}{part('late')}"
    async with reading(tmp_path, {"10-long.md": text}) as it:
        it.strike("tab", "enter", "space", "shift+tab", "j", "escape")
        await it.loaded()
        await it.press("g", "tab")
        assert it.held == "late"
    async with reading(tmp_path, COURSE | {"10-long.md": f"# Soon\n\n{part('soon')}"}) as it:
        it.strike("tab", "space")
        await it.loaded()
        await it.press("tab", "space")
        assert it.held == "soon"


async def test_keys_struck_together_after_tab_reach_the_part(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("tab", "escape")
        it.strike("tab", "s")
        await it.until(lambda: "t = 1 · line t" in it.text)


async def test_a_part_asked_for_is_gone_to(tmp_path: Path) -> None:
    async with reading(tmp_path, wanted="10#second") as it:
        await it.until(lambda: it.held == "second")
    async with reading(tmp_path, wanted="two#far") as it:
        await it.until(lambda: it.top > 30)
        await it.pilot.pause()
        assert "Far" in it.text


async def test_a_file_that_is_gone_when_it_is_read_is_told(tmp_path: Path) -> None:
    for name, text in COURSE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    async with reading(tmp_path, {}) as it:
        await it.loaded()
        (tmp_path / "20-two.md").unlink()
        await it.press("n")
        await it.until(lambda: "no lesson '20-two.md'" in it.text or "no such" in it.text)
        assert "10 · One" in it.rows[0]


async def test_keys_of_one_packet_all_count(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        it.strike("j", "j", "j", "k", "space")
        page = it.screen.body.size.height - 2
        await it.until(lambda: it.top == 2 + page)
