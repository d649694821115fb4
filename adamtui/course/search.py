"""Finding words in lessons: an index of what stands where, and what of it has all the words.

The index holds one line for each block that can be read: headings, paragraphs, formulas, code and
table rows. It is made once and never changes, so that a query is a pass over some thousand lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from adamtui.course.folding import fold, fold_tex, found_in, words_of
from adamtui.course.model import Lesson, Node, Prose
from adamtui.course.outline import set_formula, spoken

MOST = 200
"""Finds that are shown; who wants others types another word."""
_BEFORE = 14
"""Letters kept of a line before the first word found."""
_FORMULAS = ("math", "display_math")


class Place(IntEnum):
    """What a line is, the likeliest to be looked for first."""

    HEADING = 0
    PROSE = 1
    FORMULA = 2
    CODE = 3
    TABLE = 4


class IndexLine(NamedTuple):
    """A line of a lesson that can be found."""

    folded: str
    """What is looked through: the text and the sources of its formulas."""
    text: str
    """What is shown."""
    place: Place
    path: Path
    number: str
    section: str
    line: int


class Spot(NamedTuple):
    """A place in a lesson, and the words that were looked for."""

    path: Path
    line: int
    """In the file, from 1."""
    words: tuple[str, ...]


class Found(NamedTuple):
    """The lines that have all the words, `total` in all, the first of them here."""

    lines: tuple[IndexLine, ...]
    total: int


class Index:
    """The lines of lessons, in the order of the lessons."""

    def __init__(self, lines: Iterable[IndexLine]) -> None:
        # Sorting keeps the order of the lessons within each kind of place.
        self.lines: Sequence[IndexLine] = sorted(lines, key=lambda line: line.place)

    def find(self, query: str, most: int = MOST) -> Found:
        """What has every word of `query`; nothing for an empty one."""
        words = words_of(query)
        found = [each for each in self.lines if words and words.all_in(each.folded)]
        return Found(tuple(found[:most]), len(found))


def index_lines(lesson: Lesson) -> Iterator[IndexLine]:
    """The lines of one lesson, the bodies of its live parts included."""
    section = lesson.title
    for block in lesson.blocks:
        for node in block.nodes if isinstance(block, Prose) else block.body:
            if node.type == "heading":
                section = spoken(node.children)
            for line in _lines(node):
                yield line._replace(path=lesson.path, number=lesson.number, section=section)


def excerpt(text: str, query: str, room: int) -> tuple[str, list[tuple[int, int]]]:
    """As much of a text as fits, from a little before the first word found, and where words are."""
    spans = found_in(text, words_of(query))
    start = 0
    if spans and spans[0][1] > room - 1:
        start = max(spans[0][0] - _BEFORE, 0)
        start = text.find(" ", start, spans[0][0]) + 1 or start
    lead = "…" if start else ""
    shown = lead + text[start:]
    if len(shown) > room:
        shown = shown[: max(room - 1, 0)] + "…"
    off = start - len(lead)
    inside = [(max(a - off, 0), min(b - off, len(shown))) for a, b in spans if b > start]
    return shown, [(a, b) for a, b in inside if a < b]


def _lines(node: Node) -> Iterator[IndexLine]:
    """The lines of a block: itself, or those of the blocks within."""
    if node.type in ("heading", "paragraph"):
        yield _line(node, Place.HEADING if node.type == "heading" else Place.PROSE)
    elif node.type == "table_row":
        yield _line(node, Place.TABLE)
    elif node.type == "math_block":
        shown = set_formula(node.text)
        folded = f"{fold(shown)} {fold_tex(node.text)}"
        yield _bare(folded, shown, Place.FORMULA, node.line)
    elif node.type in ("code_block", "error"):
        shown = " ".join(node.text.split())
        yield _bare(fold(shown), shown, Place.CODE, node.line)
    else:
        for child in node.children:
            yield from _lines(child)


def _line(node: Node, place: Place) -> IndexLine:
    cells = node.children if node.type == "table_row" else (node,)
    shown = "  ".join(spoken(cell.children) for cell in cells)
    formulas = [fold_tex(each.text) for each in node.walk() if each.type in _FORMULAS]
    return _bare(" ".join([fold(shown), *formulas]), shown, place, node.line)


def _bare(folded: str, text: str, place: Place, line: int) -> IndexLine:
    return IndexLine(folded, text, place, Path(), "", "", line)
