"""What somebody typed, in a Markdown file: shown as it is, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adamtui.export.marked import LONGEST, code, escaped, fenced, table

NASTY = [
    "<script>alert(1)</script>",
    "</code><img src=x onerror=alert(1)>",
    "`` ` ```",
    "`",
    "a | b | c",
    "[x](javascript:alert(1)) ![y](z)",
    "**bold** _it_ ~~no~~ $x$ &lt; @someone #1",
    "1. one",
    "- a list",
    "# heading",
    "\x1b[31mred\x1b[0m\x07",
    "left\u202eright",
    "two\nlines\n\n# and a heading",
    "",
    "\\",
    "https://example.org",
]
ANY = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))


def html(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"linkify": False}).render(text))


def shown(markup: str) -> str:
    text = re.sub(r"<[^>]*>", "", markup)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text


def tags(markup: str) -> set[str]:
    return set(re.findall(r"<(\w+)", markup))


@given(ANY)
def test_a_typed_line_is_code_and_nothing_else(text: str) -> None:
    markup = html(f"- last answer: {code(text)}\n- hints: 1")
    assert tags(markup) == ({"ul", "li", "code"} if text.split() else {"ul", "li"})
    assert markup.count("<li>") == 2
    assert shown(markup).splitlines()[-2] == "hints: 1"


@pytest.mark.parametrize("text", [each for each in NASTY if each.isprintable() and each])
def test_what_is_quoted_is_quoted_whole(text: str) -> None:
    assert shown(html(code(text))).strip() == text
    assert shown(html(escaped(text))).strip() == text


@given(ANY)
def test_an_escaped_line_has_no_markup_anywhere(text: str) -> None:
    assert tags(html(f"# {escaped(text)}")) <= {"h1"}
    assert tags(html(f"So: {escaped(text)}")) == {"p"}
    assert tags(html(escaped(text))) <= {"p"}


@given(st.lists(st.lists(ANY, min_size=2, max_size=2), min_size=1, max_size=3))
def test_a_cell_cannot_break_a_table(rows: list[list[str]]) -> None:
    made = table([["", "t = 1"], *([escaped(text) for text in row] for row in rows)])
    markup = html("\n".join(made))
    assert tags(markup) == {"table", "thead", "tbody", "tr", "th", "td"}
    assert markup.count("<tr>") == len(rows) + 1
    assert markup.count("<td") == 2 * len(rows)


@given(st.lists(st.text(max_size=30).filter(lambda t: "\n" not in t and "\r" not in t), max_size=4))
def test_nothing_gets_out_of_a_fence(rows: list[str]) -> None:
    markup = html("\n".join([*fenced(rows), "", "after"]))
    assert tags(markup) == {"pre", "code", "p"}
    assert markup.endswith("<p>after</p>\n")


def test_control_characters_and_the_endless_are_left_out() -> None:
    for text in (code("\x1b[2J\x07\u202e"), escaped("\x1b[2J"), *fenced(["\x1b]0;x\x07"])):
        assert text.isprintable()
    assert len(code("x" * 100_000)) == LONGEST + 2
