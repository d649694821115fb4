"""A lesson that is written while it is read: what changed shows, and nothing else moves."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from adamtui.widgets.live_part import LivePart
from adamtui.widgets.stepper import Stepper
from tests.screens.courses import SIZE, Reader, paragraphs, part, reading

ONE = (
    f"# One\n\n{paragraphs(20)}{part('first')}Between.\n\n{part('second')}"
    f"{paragraphs(20)}## The end\n\nThe last words.\n"
)
COURSE = {"10-one.md": ONE, "20-two.md": "# Two\n\nTo [three](30-three.md).\n"}


@asynccontextmanager
async def followed(
    folder: Path, wanted: str = "", size: tuple[int, int] = SIZE
) -> AsyncIterator[Reader]:
    """A course read while its files are followed from the first moment on."""
    async with reading(folder, COURSE, wanted, size) as reader:
        await reader.loaded()
        app = reader.pilot.app
        follow: Callable[[], None] = app.follow_files  # type: ignore[attr-defined]
        follow()
        await reader.until(lambda: reader.library.changes > 0)
        await reader.pilot.pause()
        yield reader


def words(reader: Reader) -> list[str]:
    """The rows of the lesson on the screen, without the scroll bar."""
    return [row[:78].rstrip() for row in reader.rows[1:-1]]


async def write(reader: Reader, text: str, name: str = "10-one.md") -> None:
    """Write a file; wait until the lesson on screen is what it says."""
    path = reader.library.folder / name
    path.write_text(text, encoding="utf-8")
    await reader.until(lambda: edition(reader) == text)
    await reader.pilot.pause()


def edition(reader: Reader) -> str:
    found = reader.screen._edition
    return found.text if found is not None else ""


def live(reader: Reader, name: str) -> LivePart:
    found = reader.screen.body.find(name)
    assert isinstance(found, LivePart)
    return found


async def walk_to(reader: Reader, name: str) -> Stepper:
    """Two updates of a live part."""
    while reader.held != name:
        await reader.press("tab")
    await reader.press("space", "space")
    return reader.stepper


async def test_a_change_shows_and_the_top_of_the_screen_stays(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await reader.press("space")
        before = words(reader)
        await write(reader, ONE.replace("Paragraph 3.", "Another.\n\nAnd more.\n\nAnd more."))
        assert words(reader) == before
        await write(reader, ONE.replace("Paragraph 15.", "Changed fifteen."))
        assert "Changed fifteen." in reader.text
        assert words(reader)[:4] == before[:4]


async def test_who_reads_on_below_what_is_cut_off_is_there_when_it_is_back(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await reader.press("G", "k", "k", "k")
        before = words(reader)
        await write(reader, ONE[: len(ONE) // 3])
        assert words(reader) != before
        await write(reader, "")
        await write(reader, ONE)
        assert words(reader) == before


async def test_a_title_that_changes_shows_above_it(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await write(reader, ONE.replace("# One", "# Number one"))
        assert "10 · Number one" in reader.rows[0]


async def test_a_stepper_whose_block_did_not_change_goes_on_with_the_focus(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "second")
        first = live(reader, "first")
        more = ONE.replace("Paragraph 3.", "Another.\n\nOne more.").replace("Between", "In between")
        await write(reader, more)
        assert reader.stepper is stepper
        assert live(reader, "first") is first
        assert "t = 2" in reader.text
        await reader.press("space")
        assert "t = 3" in reader.text
        line = more.split("\n").index("```{stepper} second") + 1
        assert live(reader, "second").directive.line == line


async def test_a_part_that_changes_goes_on_where_it_was(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "second")
        other = await walk_to(reader, "first")
        await walk_to(reader, "second")
        walked = stepper.at.t
        await write(reader, ONE.replace(part("second"), part("second", ":fn: x**4")))
        assert stepper not in [each.widget for each in reader.screen.body.live_parts]
        assert reader.held == "second"
        made = reader.stepper
        assert made is not stepper
        assert (made.plan.fn, made.at.t) == ("x**4", walked)
        assert "Adam · x⁴" in reader.text
        await reader.press("space")
        assert f"t = {walked + 1}" in reader.text
        first = live(reader, "first").widget
        assert first is other
        assert other.at.t == 2
        await write(reader, ONE)
        assert live(reader, "second").widget is stepper
        assert stepper.at.t == walked + 1
        assert reader.held == "second"


async def test_a_part_that_changes_keeps_the_whole_screen(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await walk_to(reader, "second")
        await reader.press("enter")
        await write(reader, ONE.replace(part("second"), part("second", ":fn: x**4")))
        await reader.until(lambda: "x⁴" in reader.text)
        assert "t = 2" in reader.rows[0]
        await reader.press("escape")
        assert reader.held == "second"


async def test_the_heading_tells_of_a_fault_far_from_what_is_read(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await reader.press("G")
        await write(reader, ONE.replace(part("first"), part("first", ":lr: x")))
        await reader.until(lambda: "fault" in reader.rows[0])
        await write(reader, ONE)
        await reader.until(lambda: "fault" not in reader.rows[0])


async def test_a_part_that_breaks_stays_usable_below_its_faults(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "second")
        broken = ONE.replace(part("second"), part("second", ":fn: x**2\n:betta1: 0.5"))
        await write(reader, broken)
        await reader.until(lambda: "fault" in reader.rows[0])
        assert reader.stepper is stepper
        await reader.press("space")
        assert "t = 3" in reader.text
        await reader.press("escape", *["k"] * 12)
        line = broken.split("\n").index(":betta1: 0.5") + 1
        assert f"10-one.md:{line}:2:" in reader.text
        assert "this is how it was before" in reader.text
        await write(reader, ONE)
        await reader.until(lambda: "fault" not in reader.rows[0])
        assert "betta1" not in reader.text
        assert live(reader, "second").widget is stepper


async def test_an_open_fence_destroys_nothing_below_it(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "second")
        typed = ONE.replace("Paragraph 20.\n", "Paragraph 20.\n\n```python\nx = 1\n", 1)
        await write(reader, typed)
        assert reader.stepper is stepper
        assert "t = 2" in reader.text
        await reader.until(lambda: "fault" in reader.rows[0])
        await reader.press("escape", "g", "space", "space")
        assert "never closed" in reader.text
        await write(reader, typed.replace("x = 1\n", "x = 1\n```\n"))
        await reader.until(lambda: "fault" not in reader.rows[0])
        assert "never closed" not in reader.text
        assert live(reader, "second").widget is stepper


async def test_a_part_that_is_cut_and_put_elsewhere_is_as_it_was(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "first")
        without = ONE.replace(part("first"), "")
        await write(reader, without)
        assert reader.screen.focused is None
        assert [each.directive.id for each in reader.screen.body.live_parts] == ["second"]
        await write(reader, without.replace("The last words.", f"{part('first')}The last words."))
        assert live(reader, "first").widget is stepper
        names = [each.directive.id for each in reader.screen.body.live_parts]
        assert names == ["second", "first"]
        while reader.held != "first":
            await reader.press("tab")
        assert "t = 2" in reader.text


async def test_a_part_that_has_the_whole_screen_keeps_it(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "second")
        above = words(reader)[2]
        assert "one update, line by line" in above
        await reader.press("enter")
        assert reader.screen.maximized is stepper
        await write(reader, ONE.replace("Paragraph 3.", "Another.\n\nOne more."))
        assert reader.screen.maximized is stepper
        await reader.press("space")
        assert "t = 3" in reader.text
        await reader.press("escape")
        await reader.pilot.pause()
        assert reader.screen.maximized is None
        assert words(reader)[2] == above


async def test_however_often_a_file_is_saved_under_a_part_the_top_stays(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await walk_to(reader, "second")
        before = words(reader)
        await reader.press("enter")
        text = ONE
        for paragraph in ("Paragraph 3.", "Paragraph 4.", "Paragraph 5."):
            text = text.replace(paragraph, "Another.\n\nOne more.")
            await write(reader, text)
        # No key for the part, which would bring it into sight.
        await reader.press("escape")
        assert words(reader)[2:8] == before[2:8]


async def test_a_file_that_is_gone_leaves_the_lesson_and_one_line(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await walk_to(reader, "first")
        path = reader.library.folder / "10-one.md"
        path.unlink()
        await reader.until(lambda: "10-one.md: no such file; shown as it was" in reader.text)
        assert "t = 2" in reader.text
        await write(reader, ONE)
        await reader.until(lambda: "no such file" not in reader.text)
        assert "t = 2" in reader.text


async def test_a_file_that_is_too_large_leaves_the_lesson(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        path = reader.library.folder / "10-one.md"
        path.write_text("x" * 1_000_001)
        await reader.until(lambda: "larger than 1000000 bytes; shown as it was" in reader.text)
        assert "Paragraph 1." in reader.text
        await write(reader, ONE)
        await reader.until(lambda: "larger" not in reader.text)


async def test_a_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        folder = reader.library.folder
        await walk_to(reader, "first")
        shutil.move(folder, tmp_path / "away")
        await reader.until(lambda: "no such file" in reader.text)
        await reader.press("space")
        assert "t = 3" in reader.text
        shutil.move(tmp_path / "away", folder)
        await reader.until(lambda: "no such file" not in reader.text)
        await write(reader, ONE.replace("Between.", "Not for long."))
        assert "t = 3" in reader.text


async def test_a_file_written_in_two_halves_loses_nothing(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "second")
        text = ONE.replace("Paragraph 3.", "Another.")
        path = reader.library.folder / "10-one.md"
        with path.open("w", encoding="utf-8") as file:
            file.write(text[:200])
            file.flush()
            await reader.until(lambda: reader.library.changes > 1)
            file.write(text[200:])
        await reader.until(lambda: edition(reader) == text)
        assert reader.stepper is stepper
        assert "t = 2" in reader.text


async def test_a_new_lesson_is_the_next_one_and_in_the_contents(tmp_path: Path) -> None:
    async with followed(tmp_path / "course", size=(80, 50)) as reader:
        added = reader.library.folder / "15-between.md"
        added.write_text(f"# Between\n\n{part('new')}")
        await reader.until(lambda: len(reader.library.files) == 3)
        await reader.press("m")
        await reader.until(lambda: "Between" in reader.text)
        await reader.press("escape", "n")
        assert "15 · Between" in reader.rows[0]
        await reader.loaded()
        os.replace(added, added.with_name("17-later.md"))
        await reader.until(lambda: "no such file" in reader.text)
        await reader.press("n")
        assert "17 · Between" in reader.rows[0]
        await reader.press("p")
        assert "10 · One" in reader.rows[0]


async def test_search_finds_new_words(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        await reader.press("slash", *"quokka")
        await reader.until(lambda: "Nothing has" in reader.text)
        await reader.press("escape")
        changes = reader.library.changes
        (reader.library.folder / "20-two.md").write_text("# Two\n\nA quokka.\n")
        await reader.until(lambda: reader.library.changes > changes)
        await reader.press("slash")
        await reader.until(lambda: "1 found" in reader.text)


async def test_a_lesson_that_is_not_in_front_is_read_again_when_it_is(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        stepper = await walk_to(reader, "first")
        await reader.press("n")
        changes = reader.library.changes
        text = ONE.replace("Between.", "Something between.")
        (reader.library.folder / "10-one.md").write_text(text)
        await reader.until(lambda: reader.library.changes > changes)
        await reader.press("p")
        await reader.until(lambda: edition(reader) == text)
        assert live(reader, "first").widget is stepper


async def test_a_link_to_a_new_file_and_a_new_word_of_the_glossary(tmp_path: Path) -> None:
    async with followed(tmp_path / "course", wanted="20") as reader:
        await reader.press("l", "enter")
        assert "no such lesson" in reader.text
        (reader.library.folder / "30-three.md").write_text("# Three\n\nA quokka.\n")
        await reader.until(lambda: len(reader.library.files) == 3)
        await reader.press("l", "enter")
        assert "30 · Three" in reader.rows[0]
        await reader.loaded()
        (reader.library.folder / "glossary.md").write_text("## quokka\n\nAn animal.\n")
        await reader.until(lambda: terms(reader) == ["quokka"])


def terms(reader: Reader) -> list[str]:
    return [node.target for node in reader.screen.lesson.nodes() if node.type == "term"]


async def test_quitting_ends_the_watch(tmp_path: Path) -> None:
    async with followed(tmp_path / "course") as reader:
        assert [thread for thread in threading.enumerate() if thread.name == "watching"]
        await reader.press("q")
        await reader.until(lambda: not reader.pilot.app.is_running)
    assert not [thread for thread in threading.enumerate() if thread.name == "watching"]


async def test_a_file_from_elsewhere_is_followed_too(tmp_path: Path) -> None:
    other = tmp_path / "notes" / "mine.md"
    other.parent.mkdir()
    other.write_text("# Mine\n\nWords.\n")
    async with followed(tmp_path / "course", wanted=str(other)) as reader:
        other.write_text("# Mine\n\nOther words.\n")
        await reader.until(lambda: "Other words." in reader.text)
