"""The words explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from adamtui.course import glossary
from adamtui.screens.terms import Terms
from tests.screens.shown import NOTHING, shown

WORDS = """# Glossary

## average

A sum, divided: $\\frac{1}{2}$.

[Layer 1](20-one.md#averages)

## lag, delay

Being late.

## learning rate

How far.
"""


@pytest.fixture
def words(tmp_path: Path) -> glossary.Glossary:
    (tmp_path / "glossary.md").write_text(WORDS, "utf-8")
    return glossary.load(tmp_path)


async def test_the_word_chosen_is_explained_among_those_in_sight(words: glossary.Glossary) -> None:
    async with shown(Terms(words, ["average", "lag"], "delay")) as it:
        assert "Words explained here" in it.text
        assert "Being late." in it.text
        assert "learning rate" not in it.text
        await it.press("up")
        assert "A sum, divided: ½." in it.text or "1/2" in it.text
        await it.press("down", "down")
        assert "Being late." in it.text


async def test_tab_shows_all_words_and_a_letter_leads_to_one(words: glossary.Glossary) -> None:
    async with shown(Terms(words, ["lag"])) as it:
        await it.press("tab")
        assert "All words explained" in it.text
        assert "Being late." in it.text
        await it.press("l")
        assert "How far." in it.text
        await it.press("home", "d")
        assert "Being late." in it.text
        await it.press("escape")
        assert it.answer is None


async def test_enter_or_a_click_leads_to_where_it_is_taught(words: glossary.Glossary) -> None:
    async with shown(Terms(words, ["lag", "average"])) as it:
        await it.press("enter")
        assert it.answer is NOTHING
        await it.press("down", "enter")
        assert it.answer == "20-one.md#averages"
    async with shown(Terms(words, [], "average")) as it:
        await it.click("Layer 1")
        assert it.answer == "20-one.md#averages"


async def test_without_a_glossary_there_is_nothing_to_explain(tmp_path: Path) -> None:
    async with shown(Terms(glossary.load(tmp_path), ["lag"], "lag")) as it:
        assert "There is no glossary" in it.text
        await it.press("down", "l", "tab", "enter", "end", "escape")
        assert it.answer is None


@pytest.mark.parametrize("size", [(30, 8), (12, 4), (200, 60)])
async def test_any_window_will_do(words: glossary.Glossary, size: tuple[int, int]) -> None:
    async with shown(Terms(words), size) as it:
        await it.press("down", "up", "pagedown", "pageup", "end", "home", "enter")
        assert it.answer == "20-one.md#averages"
