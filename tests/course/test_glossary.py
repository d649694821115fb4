"""The glossary: reading it, and finding its words in prose."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from adamtui import typeset
from adamtui.course import glossary, source
from adamtui.course.check import check_file
from adamtui.course.mentions import marked
from adamtui.course.model import Lesson, Node, text_of
from adamtui.course.parse import load, parse
from adamtui.course.report import report

WORDS = """# Glossary

Words.

## learning rate, η

How *far*, $\\eta$.

## first moment, m

Where slopes point.

## lag
Late.

## MGF

A curve.

## memory
"""


@pytest.fixture
def words(tmp_path: Path) -> glossary.Glossary:
    (tmp_path / "glossary.md").write_text(WORDS, "utf-8")
    return glossary.load(tmp_path)


def mark(text: str, words: glossary.Glossary, already: set[str] | None = None) -> tuple[Node, ...]:
    nodes = [node for block in parse(text, "x.md").blocks for node in getattr(block, "nodes", ())]
    return marked(nodes, words, set() if already is None else already)


def said(nodes: tuple[Node, ...]) -> list[str]:
    return [text_of(n.children) for node in nodes for n in node.walk() if n.type == "term"]


def test_terms_have_names_and_explanations(words: glossary.Glossary) -> None:
    assert [term.names for term in words.terms] == [
        ("first moment", "m"),
        ("lag",),
        ("learning rate", "η"),
        ("memory",),
        ("MGF",),
    ]
    term = words.find("Learning  rates")
    assert term is words.find("η")
    assert term is not None
    nodes = words.explanation(term)
    assert [node.type for node in nodes] == ["paragraph"]
    assert text_of(nodes[0].children) == "How far, \\eta."
    assert words.find("nothing") is None


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The learning rate and a Learning-rate.", ["learning rate"]),
        ("Two learning\nrates.", ["learning rates"]),
        ("**The *first moment***, memories", ["first moment", "memories"]),
        ("a lag, lags", ["lag"]),
        ("Lag? flag, lagging, time-lag, lag-time", ["Lag"]),
        ("MGFs but no mgf", ["MGFs"]),
        ("# lag\n\n`lag` [lag](x.md) $lag$", []),
        ("| lag |\n|---|\n| lag |\n\n- lag\n- lag", ["lag"]),
        ("> [!NOTE]\n> lag", ["lag"]),
        ("lag\n\n## New\n\nlag", ["lag", "lag"]),
    ],
)
def test_the_first_mention_in_each_section_is_marked(
    text: str, marks: list[str], words: glossary.Glossary
) -> None:
    assert said(mark(text, words)) == marks


def test_what_is_said_stays_what_it_was(words: glossary.Glossary) -> None:
    text = "The first\nmoment has *no* lag, `m` and memory."
    plain = parse(text, "x.md").blocks[0]
    (node,) = mark(text, words)
    assert text_of(node.children) == text_of(plain.nodes[0].children)  # type: ignore[union-attr]
    assert terms_in([node]) == ("first moment", "lag", "memory")
    already = {"lag", "memory", "first moment"}
    assert mark(text, words, already) == plain.nodes  # type: ignore[union-attr]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"no terms", b"## \n\n##x\n"])
def test_a_glossary_that_is_none_harms_nothing(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "glossary.md").write_bytes(content)
    words = glossary.load(tmp_path)
    assert not words
    assert words.find("x") is None
    nodes = parse("# T\n\nlag", "x.md").blocks[0].nodes  # type: ignore[union-attr]
    assert marked(nodes, words, set()) == nodes


def test_a_folder_with_a_bad_glossary_is_told(tmp_path: Path) -> None:
    (tmp_path / "10-a.md").write_text("# A", "utf-8")
    (tmp_path / "README.md").write_text("no lesson", "utf-8")
    (tmp_path / "glossary.md").write_text(
        "# G\n\n## a, b\n\n[x](none.md)\n\n## c\n\n## B\n\n$\\nosuch$\n", "utf-8"
    )
    faults = report([str(tmp_path)]).faults
    found = [(fault.line, fault.message.partition(";")[0]) for fault in faults]
    assert found[0] == (5, "dead link: there is no 'none.md'")
    assert found[1:3] == [(7, "'c' is not explained"), (9, "'B' is explained in line 3 already")]
    assert found[3][0] == 11


# -- the one that is shipped ---------------------------------------------------------------------

FOLDER = source.find()


@pytest.fixture(scope="module")
def shipped() -> glossary.Glossary:
    return glossary.load(FOLDER)


@pytest.fixture(scope="module")
def course() -> list[Lesson]:
    return [load(file.path) for file in source.lessons(FOLDER)]


def test_every_word_of_the_shipped_glossary_is_explained(shipped: glossary.Glossary) -> None:
    assert len(shipped.terms) >= 40
    assert check_file(shipped.path) == ()
    for term in shipped.terms:
        nodes = [each for node in shipped.explanation(term) for each in node.walk()]
        assert sum(node.type == "paragraph" for node in nodes) in (2, 3), term.name
        assert any(node.type == "link" for node in nodes), term.name
        for node in nodes:
            if node.type == "math":
                typeset.inline(node.text)


def test_every_word_of_the_shipped_glossary_is_used(
    shipped: glossary.Glossary, course: list[Lesson]
) -> None:
    used: set[str] = set()
    for lesson in course:
        for block in lesson.blocks:
            nodes = getattr(block, "nodes", None) or block.body  # type: ignore[union-attr]
            used.update(terms_in(marked(nodes, shipped, set())))
    assert {term.name for term in shipped.terms} - used == set()


def terms_in(nodes: Iterable[Node]) -> tuple[str, ...]:
    """The names of the terms that are marked in blocks, each once, in reading order."""
    found = (each.target for node in nodes for each in node.walk() if each.type == "term")
    return tuple(dict.fromkeys(found))
