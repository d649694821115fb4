"""Any text is a lesson: nothing crashes, no word is lost, no control character comes through."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock

from adamtui.course import syntax
from adamtui.course.characters import without_controls
from adamtui.course.model import Lesson, Prose
from adamtui.course.parse import parse

INLINE = r"* ** _ ` $ $$ [ ] ( ) ! [^a] <!-- --> < & &#1; \ | {stepper} :rule: x <div> </div>"
BLOCK = "``` ~~~ ~~ > - + 1. # [^a]: [!NOTE] |- :--| --- =="
PIECES = f"{INLINE} {BLOCK}".split()
MARKUP = st.lists(
    st.sampled_from(["\n", "\n\n", "\t", "word", *PIECES]) | st.text(max_size=4),
    max_size=60,
)
WORD = st.from_regex(r"[^\W_]{1,12}", fullmatch=True)


def words_of(lesson: Lesson) -> str:
    return " ".join(f"{node.text} {node.label} {node.target}" for node in lesson.nodes())


@given(MARKUP.flatmap(lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])))
@settings(deadline=None, max_examples=150)
@example("- [ ] ")
@example("> [!NOTE]")
@example("|a|\n|-|\n|b|c|")
@example("<!-- a\n\n<!-- b --> c -->")
def test_any_text_is_a_lesson(text: str) -> None:
    lesson = parse(text, "10-a.md")
    for node in lesson.nodes():
        assert without_controls(node.text) == node.text
        assert "\n" not in node.text or node.type in (
            "code_block",
            "math",
            "display_math",
            "math_block",
        )
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= fault.line <= lines and fault.column >= 1 for fault in lesson.faults)


@given(st.lists(st.lists(WORD, min_size=1, max_size=8), min_size=1, max_size=6))
@settings(deadline=None, max_examples=100)
def test_no_word_of_prose_is_lost(paragraphs: list[list[str]]) -> None:
    lesson = parse("\n\n".join(" ".join(words) for words in paragraphs), "10-a.md")
    shown = " ".join(node.text for node in lesson.nodes() if node.type == "text")
    assert shown.split() == [word for words in paragraphs for word in words]


@given(MARKUP, st.lists(WORD, min_size=1, max_size=5))
@settings(deadline=None, max_examples=100)
def test_no_word_is_lost_among_markup(parts: list[str], words: list[str]) -> None:
    text = "\n\n".join([" ".join(parts).replace("<!--", "").replace("]:", "] :"), *words])
    shown = words_of(parse(text, "10-a.md"))
    assert all(word in shown for word in re.findall(r"\w+", " ".join(words)))


HOSTILE = {
    "quotes": ">" * 10_000 + " end",
    "lists": "- " * 10_000 + "end",
    "mixed nesting": ("> - 1. " * 400 + "end\n\n") * 20,
    "brackets": ("![" * 4_000 + "\n\n") * 8 + "end",
    "links": "[a](" * 3_000 + " end",
    "emphasis": "*" * 4_000 + "end" + "*" * 4_000,
    "one line": "a" * 1_000_000 + " end",
    "entities": "&#27;" * 1_500 + " end",
    "comments": "<!--\n\n" * 2_000 + "end",
    "wide table": "|" + "a|" * 800 + "\n|" + "-|" * 800 + "\n" + "|end|\n" * 40,
    "dollars": "$$a$" * 2_000 + " end",
    "headings": "# a\n" * 10_000 + "end",
    "HTML": "<div>" + "<!--" * 50_000 + "\n\nend",
    "heading": "# a" + " " * 100_000 + "b " + "[" * 100_000 + " end",
    "option": "```{stepper} a\n:fn: x" + " " * 100_000 + "y\n```\n\nend",
    "escapes": "\x1b[31m\u202e" * 5_000 + " end",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_and_reported(name: str) -> None:
    lesson = parse(HOSTILE[name], "10-a.md")
    assert "end" in words_of(lesson)
    assert hash(lesson.blocks) == hash(parse(HOSTILE[name], "10-a.md").blocks)


def test_markdown_of_an_unknown_kind_is_an_error_in_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def strange(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent or not state.src.startswith("???", state.bMarks[start]):
            return False
        state.push("strange", "", 0).content = "the text of it"
        state.line = start + 1
        return True

    parser = syntax.markdown.__wrapped__()
    parser.block.ruler.before("paragraph", "strange", strange)
    monkeypatch.setattr("adamtui.course.parse.markdown", lambda: parser)
    lesson = parse("# T\n\n???\n\nafter", "x.md")
    (prose,) = lesson.blocks
    assert isinstance(prose, Prose)
    assert [(n.type, n.text) for n in prose.nodes[1:2]] == [("error", "the text of it")]
    assert "'strange' cannot be shown" in lesson.faults[0].message
