"""Blocks that hold no other blocks: paragraphs, headings, code, rules and faults."""

from __future__ import annotations

from itertools import groupby

from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run, merge
from adamtui.page.formula import BAD, displayed
from adamtui.page.frame import Frame
from adamtui.page.glyphs import cells, cluster_end, cut
from adamtui.page.inline import inked, inline_words
from adamtui.page.words import Kind, Piece, words
from adamtui.page.wrap import NARROWEST, trimmed, wrap

RULE = Ink("rule")
CODE = Ink("code")
_HEADINGS = (
    Ink("title", bold=True),
    Ink("accent", bold=True),
    Ink(bold=True),
    Ink(bold=True, italic=True),
    Ink(italic=True),
    Ink("muted", italic=True),
)
_CONTINUED = Run("↪ ", Ink("muted"))
_TAB = 4


def paragraph(node: Node, frame: Frame) -> list[Row]:
    """Text, its display formulas set apart from it by blank rows."""
    rows: list[Row] = []
    for is_display, group in groupby(node.children, lambda child: child.type == "display_math"):
        children = list(group)
        if is_display:
            parts = [displayed(child, frame) for child in children]
        else:
            parts = [wrap(inline_words(children), frame.measure)]
        for part in filter(None, parts):
            rows.extend([(), *part] if rows else part)
    return rows


def heading(node: Node, frame: Frame) -> list[Row]:
    """A heading in the ink of its level; the first level has a rule below."""
    ink = _HEADINGS[min(max(node.level, 1), len(_HEADINGS)) - 1]
    rows = wrap(inline_words(node.children, ink), frame.measure)
    return [*rows, rule(node, frame)[0]] if node.level == 1 else rows


def rule(node: Node, frame: Frame) -> list[Row]:
    """A line as wide as the prose."""
    return [inked("─" * frame.measure, RULE)]


def code(node: Node, frame: Frame) -> list[Row]:
    """Lines as they are; one that is too long goes on below, with a mark before it."""
    indent = 2 if frame.width >= 12 else 0
    rows: list[Row] = []
    for line in node.text.expandtabs(_TAB).split("\n"):
        rows.extend(_code_line(line.rstrip(" "), " " * indent, frame.width - indent))
    return rows


def fault(node: Node, frame: Frame) -> list[Row]:
    """What could not be understood, as the author wrote it."""
    rows: list[Row] = []
    for line in node.text.split("\n"):
        rows.extend(wrap(words([Piece(line, BAD, kind=Kind.CODE)]), frame.measure) or [()])
    return rows


def unknown(node: Node, frame: Frame) -> list[Row]:
    """The text of a block whatever it is."""
    return wrap(inline_words([node]), frame.measure)


def _code_line(line: str, indent: str, room: int) -> list[Row]:
    if cells(line) <= room:
        return [inked(indent + line, CODE) if line else ()]
    rows: list[Row] = []
    start = 0
    while start < len(line):
        mark = [_CONTINUED] if start else []
        left = room - sum(len(run.text) for run in mark)
        end = cut(line, start, max(left, NARROWEST))
        if end == start:
            end = cluster_end(line, start)
        rows.append(merge(trimmed([Run(indent), *mark, Run(line[start:end], CODE)])))
        start = end
    return rows
