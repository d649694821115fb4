"""The whole of CommonMark and GFM as lessons: nothing an author wrote is dropped in silence."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adamtui.course.autolinks import found_in
from adamtui.course.model import Block, Lesson, Node, Prose
from adamtui.course.parse import parse
from adamtui.page.layout import layout

MARKS = (
    r"* ** _ __ ` `` ~~ $ $$ [ ] ]( ) ]: ][ ![ ]() < > <b> </i> <div> & &amp; &copy \ | ! :"
    r" https:// www. @ .org \( \) \[ \] [^a] [^a]: [!NOTE] (''), ''"
)
LINES = "- 1. > # ## === --- *** ``` ```py ~~~ |-|-| |:-:| [x]: [ ] [x]"
JOINTS = ["", " ", "  \n", "\n", "\n\n", "\n    ", "\n  ", "\t"]
PIECES = st.lists(
    st.tuples(st.sampled_from(f"{MARKS} {LINES}".split()), st.sampled_from(JOINTS), st.booleans()),
    max_size=40,
)


def numbered(pieces: list[tuple[str, str, bool]]) -> tuple[str, list[str]]:
    """The pieces with words between them, no two alike, and the words."""
    text, words = "", []
    for number, (piece, joint, has_word) in enumerate(pieces):
        word = f"word{number}x" if has_word else ""
        text += piece + word + joint
        words += [word] if word else []
    return text, words


def tops(block: Block) -> tuple[Node, ...]:
    return block.nodes if isinstance(block, Prose) else block.body


def held(lesson: Lesson) -> str:
    return "\n".join(f"{n.text}\n{n.label}\n{n.target}" for n in lesson.nodes())


def seen(lesson: Lesson, width: int) -> str:
    rows = [row for block in lesson.blocks for row in layout(tops(block), width)]
    return "".join("".join(run.text for run in row) for row in rows)


def labels_in_use(text: str) -> str:
    """What stands in brackets that refer to a definition: markup, like the brackets."""
    return " ".join(re.findall(r"\[([^\[\]]*)\]", text)).lower()


@given(PIECES)
@settings(deadline=None, max_examples=200)
@example([("[", "", True), ("]:", " ", True), ("''", "", True)])
@example([("|", "", True), ("|", "\n", True), ("|-|-|", "\n", False), ("|", "", True)] * 3)
def test_every_word_is_in_the_tree(pieces: list[tuple[str, str, bool]]) -> None:
    text, words = numbered(pieces)
    lesson = parse(text, "10-a.md")
    kept = held(lesson).lower()
    brackets = labels_in_use(text)
    assert [word for word in words if word not in kept and word not in brackets] == []


LOST_ELSEWHERE = {
    "an unused definition": ('[a]: /target "title"', ["[a]:", "/target", "title"]),
    "a second definition": ("[a]\n\n[a]: /one\n[a]: /two", ["/two"]),
    "a definition in a list": ("- x\n\n  [a]: /one\n- y", ["[a]: /one"]),
    "a title of a link": ('[a](/b "the title")', ["the title"]),
    "a title of an image": ('![a](/b "the title")', ["a (the title)"]),
    "a title by reference": ("![a]\n\n[a]: /b 'the title'", ["a (the title)"]),
    "a link without words": ("[](/target)", ["/target"]),
    "cells too many": ("|a|b|\n|-|-|\n|1|2|3|*4*|", ["2 | 3 | 4"]),
    "a footnote not referred to": ("[^a]: words", ["[a]", "words"]),
    "HTML": ('a <b class="c">d</b>\n\n<p>\ne', ['<b class="c">d</b>', "<p>", "e"]),
    "what follows a comment": ("<!-- c --> *a* b", ["*a* b"]),
    "a bad target": ("[a](javascript:x)", ["[a](javascript:x)"]),
    "an attribute of a heading": ("# a {#b .c}", ["a {#b .c}"]),
    "an admonition": (":::note\nb\n:::", [":::note", "b"]),
    "a role and a label": (":ref:`a`\n:label:`b`", [":ref:a", ":label:b"]),
}


@pytest.mark.parametrize("name", LOST_ELSEWHERE)
def test_what_other_readers_drop_is_on_the_screen(name: str) -> None:
    source, wanted = LOST_ELSEWHERE[name]
    shown = seen(parse(source, "10-a.md"), 80)
    assert [each for each in wanted if each not in shown] == []


def test_a_definition_in_use_is_not_shown() -> None:
    source = "[a] ![*b*][C]\n\n[a]: /one\n[c]: /two\n[D e]: /three\n\n```{stepper} s\n\n[d  E]\n```"
    assert "definition" not in {node.label for node in parse(source, "10-a.md").nodes()}


def test_the_rest_of_a_fences_first_line_is_kept() -> None:
    (block,) = parse('```py title="a b" {1,3}\nx\n```', "10-a.md").blocks
    (code,) = tops(block)
    assert (code.label, code.target) == ("py", 'title="a b" {1,3}')


LINKS = {
    "see www.a.org/b_c.": ["www.a.org/b_c"],
    "(https://a.org/b_(c)), next": ["https://a.org/b_(c)"],
    "https://a.org/?b=c&lt; d": ["https://a.org/?b=c"],
    "https://a.org/x;y; d": ["https://a.org/x;y"],
    "*https://a.org/*b*c*": ["https://a.org/*b*c"],
    "http://localhost:80/a[1]] b": ["http://localhost:80/a[1]"],
    "https://a.org/漢字。漢": ["https://a.org/漢字"],
    "ftp://a.b<br> HTTPS://A.B": ["ftp://a.b", "HTTPS://A.B"],
    "a.b+c@d-e.org. a@b @c a@b.c_": ["a.b+c@d-e.org"],
    "xhttps://a.org awww.a.org www. https:// https://a.b_c.d": [],
}


@pytest.mark.parametrize("text", LINKS)
def test_bare_addresses_are_links(text: str) -> None:
    assert [text[start:end] for start, end in found_in(text).ends.items()] == LINKS[text]


def test_an_address_is_no_link_where_something_else_is_meant() -> None:
    source = r"`www.a.org` [www.b.org](c) <i title='www.d.org'> [x](https://e.org) $\text{f@g.hi}$"
    targets = [n.target for n in parse(source, "10-a.md").nodes() if n.type == "link"]
    assert targets == ["c", "https://e.org"]


ADDRESSED = ["https://", "www.", "a", "@", ".", "(", ")", "]", "&a;", "-", " "]


@given(st.lists(st.sampled_from(ADDRESSED)))
@settings(deadline=None, max_examples=200)
def test_a_text_with_addresses_keeps_its_words(parts: list[str]) -> None:
    text = "".join(parts)
    found = found_in(text)
    assert list(found.starts) == sorted(found.ends)
    assert all(start < end <= len(text) for start, end in found.ends.items())
    shown = "".join(n.text for n in parse(f"x{text}x", "10-a.md").nodes())
    assert shown.split() == f"x{text}x".split()


NO_MATH = [
    "$5 and $6",
    "US$5, CA$6",
    "$1,000.50/month or $2,000/year",
    "$20 for one of them, not 10$ as before",
    "$HOME/bin:$PATH",
    "${A}${B}",
    "$(pwd)/a and $(ls)",
    "$5 `a$b` c",
    "a$b$c",
    r"\$a\$",
    r"\(optional\) \[1\] \(a\)",
    "\\[1\\]\n\\[\nso\n\\]",
    "\\begin{align}\na\n\nb\n\\end{align}",
]
MATH = {
    "($a$) *$b$* $n$th $f$s 设$x$为": ["a", "b", "n", "f", "x"],
    "$`a_1`$ $2x$ $3 \\text{apples}$": ["a_1", "2x", "3 \\text{apples}"],
    r"\(a_1\) \(\alpha + b\)": ["a_1", r"\alpha + b"],
    "\\[\na = b\n\\]": ["a = b"],
    r"> \[ x^2 \]": ["x^2"],
    "Text\n\\begin{align*}\na &= b\n\\end{align*}": ["\\begin{align*}\na &= b\n\\end{align*}"],
    "```math\na\n```": ["a"],
    "x $$a$$ y": ["a"],
}


@pytest.mark.parametrize("text", NO_MATH)
def test_money_and_shell_are_no_formulas(text: str) -> None:
    lesson = parse(f"# T\n\n{text}", "10-a.md")
    assert not [node for node in lesson.nodes() if "math" in node.type]
    assert not lesson.faults


@pytest.mark.parametrize("text", MATH)
def test_formulas_are_read(text: str) -> None:
    found = [node.text for node in parse(text, "10-a.md").nodes() if "math" in node.type]
    assert found == MATH[text]


GROWING = {
    "open brackets of TeX": "\\[\n",
    "displayed formulas left open": "$$ a\n",
    "definitions": "[a]: /b\n",
    "quotes": "> > > a\n",
    "deep quotes that go on": "a\n",
    "rows too long": "|a|b|c|d|\n",
    "comments": "<!-- a --> b\n",
    "addresses": "https://a.b/((( www.c_d x@y.\n\n",
}
BEFORE = {"rows too long": "|a|\n|-|\n", "deep quotes that go on": ">" * 30 + " a\n"}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_about_twice_the_steps(name: str) -> None:
    before, piece = BEFORE.get(name, ""), GROWING[name]
    parse(before + piece, "10-a.md")  # What the first reading alone does, is done.
    once = steps(lambda: parse(before + piece * 400, "10-a.md"))
    twice = steps(lambda: parse(before + piece * 800, "10-a.md"))
    assert twice < 2.4 * once


def steps(work: Callable[[], object]) -> int:
    """How many functions are called."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
