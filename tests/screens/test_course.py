"""From lesson to lesson: by key, by the contents, by links."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.courses import COURSE, reading


async def test_n_and_p_turn_the_pages_and_stop_at_the_ends(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.press("p")
        assert "This is the first lesson." in it.text
        for number in ("20", "30", "40", "50"):
            await it.press("n")
            await it.until(lambda n=number: it.rows[0].startswith(n))  # type: ignore[misc]
        await it.press("n")
        assert "This is the last lesson." in it.text
        await it.press("p", "p", "p", "p")
        await it.until(lambda: it.rows[0].startswith("10"))


async def test_the_contents_lead_to_a_lesson(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("m")
        assert "Contents" in it.text
        await it.press("left")
        assert "30  Only a heading" in it.text
        await it.press("down", "down", "enter")
        await it.until(lambda: it.rows[0].startswith("30"))
        await it.press("m", "escape")
        assert it.rows[0].startswith("30")


async def test_links_lead_to_places_here_and_in_other_lessons(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.until(lambda: "1 fault" in it.rows[0])
        await it.click("end")
        assert "The last words." in it.text
        await it.press("g")
        await it.click("two")
        await it.until(lambda: it.rows[0].startswith("20") and "Far" in it.text)
        await it.click("second")
        await it.until(lambda: it.rows[0].startswith("10") and it.held == "second")
        await it.press("escape", "g")
        await it.click("two")
        await it.until(lambda: it.rows[0].startswith("20") and "Far" in it.text)


async def test_links_that_lead_nowhere_or_to_the_web_are_told(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.click("nowhere")
        assert "99-none.md: no such lesson" in it.text
        await it.click("web")
        assert "https://example.org" in it.text
        assert it.rows[0].startswith("10")


@pytest.mark.parametrize("name", [f"{'x' * 300}.md", "a%00b.md", "round.md"])
async def test_a_link_to_what_can_be_no_file_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "round.md").symlink_to("round.md")
    async with reading(tmp_path, {"10-one.md": f"# One\n\n[there]({name})\n"}) as it:
        await it.loaded()
        await it.click("there")
        assert "no such lesson" in " ".join(it.text.split())
        assert it.rows[0].startswith("10")


async def test_a_file_elsewhere_links_to_its_neighbours(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine.md").write_text("# Mine\n\nSee [yours](yours.md).")
    (elsewhere / "yours.md").write_text("# Yours\n")
    async with reading(tmp_path, COURSE, str(elsewhere / "mine.md")) as it:
        await it.loaded()
        await it.click("yours")
        await it.until(lambda: "Yours" in it.rows[0])
        await it.press("n")
        await it.until(lambda: it.rows[0].startswith("10"))


async def test_what_plays_waits_while_another_lesson_is_read(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        await it.press("tab", "a")
        stepper = it.stepper
        await it.until(lambda: stepper.at.t >= 1)
        await it.press("n")
        await it.until(lambda: it.rows[0].startswith("20"))
        left = stepper.at
        await it.pilot.pause(0.4)
        assert stepper.at == left
        await it.press("p")
        await it.until(lambda: stepper.at.t > left.t)


async def test_help_lists_what_works_and_closes(tmp_path: Path) -> None:
    async with reading(tmp_path) as it:
        await it.loaded()
        before = it.text
        await it.press("?")
        assert "Keys that work here" in it.text
        assert "next lesson" in it.text
        assert "one update forward" not in it.text
        await it.press("j", "k", "?")
        assert it.text == before
        await it.press("tab", "?")
        assert "one update forward" in it.text
