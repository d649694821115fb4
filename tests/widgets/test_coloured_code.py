"""Code in a lesson: there at once, and coloured as soon as what colours it is loaded."""

from __future__ import annotations

from pathlib import Path

from adamtui.page import highlight
from adamtui.widgets.prose_view import ProseView
from tests.screens.courses import Reader, reading

COURSE = {"10-code.md": "# Code\n\n```python\ndef adam(g):\n    return g\n```\n"}


def inks(it: Reader) -> set[str]:
    views = it.screen.query(ProseView)
    return {run.ink.fg for view in views for row in view.rows for run in row if run.text.strip()}


async def test_a_first_screen_is_coloured_afterwards(tmp_path: Path) -> None:
    highlight._made.clear()
    async with reading(tmp_path / "course", COURSE) as it:
        assert "def adam(g):" in it.text
        await it.until(lambda: {"code-word", "code-name"} <= inks(it))
        assert "def adam(g):" in it.text


async def test_code_in_what_is_loaded_later_is_coloured_when_it_is_shown(tmp_path: Path) -> None:
    long = {"10-code.md": "# Long\n\n" + "Paragraph.\n\n" * 1000 + COURSE["10-code.md"][8:]}
    async with reading(tmp_path / "course", long) as it:
        await it.loaded()
        await it.press("G")
        assert {"code-word", "code-name"} <= inks(it)
