"""A lesson of thousands of blocks: there at once, whole a little later, and quick meanwhile."""

from __future__ import annotations

from pathlib import Path

from adamtui.library import Library
from adamtui.progress.journal import Journal
from tests.screens.courses import part, reading, written

SECTIONS = 600
LONG = "# Long\n\n" + "".join(
    f"## Section {n}\n\nWords of {n}.\n\n$$m_{{{n}}} = 0$$\n\n- item\n\n" for n in range(SECTIONS)
)
COURSE = {"10-long.md": f"{LONG}{part('last')}The end.\n", "20-short.md": "# Short\n"}


def test_a_screen_begins_with_the_beginning(tmp_path: Path) -> None:
    library = Library(written(tmp_path / "course", COURSE), Journal(None))
    opening, whole = library.screen("10").lesson.blocks, library.lesson("10").blocks
    assert opening == whole[: len(opening)]
    assert len(opening) < len(whole)


async def test_what_was_shown_first_stays_where_it_is(tmp_path: Path) -> None:
    async with reading(tmp_path / "course", COURSE) as reader:
        before = list(reader.screen.body.children)
        await reader.press("j", "j", "j")
        await reader.loaded()
        assert list(reader.screen.body.children)[: len(before)] == before
        assert reader.top == 3


async def test_every_block_is_there_in_order(tmp_path: Path) -> None:
    async with reading(tmp_path / "course", COURSE) as reader:
        await reader.loaded()
        rows = [reader.screen.body.find(f"section-{n}") for n in range(SECTIONS)]
        assert all(isinstance(row, int) for row in rows)
        assert rows == sorted(rows, key=lambda row: row if isinstance(row, int) else -1)
        await reader.press("G")
        assert "The end." in reader.text


async def test_a_place_far_down_can_be_opened(tmp_path: Path) -> None:
    async with reading(tmp_path / "course", COURSE, wanted="10#section-500") as reader:
        await reader.loaded()
        await reader.until(lambda: "Section 500" in reader.text)


async def test_leaving_before_all_is_there_loses_nothing(tmp_path: Path) -> None:
    async with reading(tmp_path / "course", COURSE) as reader:
        await reader.press("n")
        await reader.until(lambda: "Short" in reader.text)
        await reader.press("p")
        await reader.loaded()
        await reader.press("G")
        assert "The end." in reader.text
