"""Blocks of text: paragraphs, headings, rules and faults."""

from __future__ import annotations

from itertools import groupby

from adamtui.course.model import Node
from adamtui.ink import PLAIN, Ink, Row
from adamtui.page.formula import BAD, displayed
from adamtui.page.frame import Frame
from adamtui.page.inline import inked, inline_words
from adamtui.page.words import Kind, Piece, words
from adamtui.page.wrap import wrap

RULE = Ink("rule")
_HEADINGS = (
    Ink("title", bold=True),
    Ink("accent", bold=True),
    Ink(bold=True),
    Ink(bold=True, italic=True),
    Ink(italic=True),
    Ink("muted", italic=True),
)
_DEFINITION = Ink("muted")


def paragraph(node: Node, frame: Frame) -> list[Row]:
    """Text, its display formulas set apart from it by blank rows."""
    ink = _DEFINITION if node.label == "definition" else PLAIN
    rows: list[Row] = []
    for is_display, group in groupby(node.children, lambda child: child.type == "display_math"):
        children = list(group)
        if is_display:
            parts = [displayed(child, frame) for child in children]
        else:
            parts = [wrap(inline_words(children, ink), frame.measure)]
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


def fault(node: Node, frame: Frame) -> list[Row]:
    """What could not be understood, as the author wrote it."""
    rows: list[Row] = []
    for line in node.text.split("\n"):
        rows.extend(wrap(words([Piece(line, BAD, kind=Kind.CODE)]), frame.measure) or [()])
    return rows


def unknown(node: Node, frame: Frame) -> list[Row]:
    """The text of a block whatever it is."""
    return wrap(inline_words([node]), frame.measure)
