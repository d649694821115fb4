"""A part of a lesson: from a heading to the end of its section, or one live part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adamtui.course.model import Block, Directive, Lesson, Node, Prose

_DEEPEST = 6


def excerpt(lesson: Lesson, part: str) -> Lesson:
    """The lesson from the heading or live part `part`, one of its anchors, as far as that goes.

    Footnotes that are referred to there come last.
    """
    blocks = tuple(_of_part(lesson.blocks, part))
    notes = tuple(_notes(lesson, _referred(blocks)))
    return replace(lesson, blocks=(*blocks, *((Prose(notes),) if notes else ())))


def _of_part(blocks: Sequence[Block], part: str) -> Iterator[Block]:
    """The blocks of a part; a section ends before the next heading of its level."""
    level = 0
    for block in blocks:
        if isinstance(block, Directive):
            if level:
                yield block
            elif block.id == part or _holds(block.body, part):
                yield block
                return
            continue
        kept: list[Node] = []
        for node in block.nodes:
            if level and node.type == "heading" and node.level <= level:
                yield from [Prose(tuple(kept), block.line)] if kept else []
                return
            if not level and _holds([node], part):
                # A heading within a quote has no section: the quote is all.
                level = node.level if node.type == "heading" else _DEEPEST
                kept.append(node)
                if node.type != "heading":
                    yield Prose(tuple(kept), block.line)
                    return
            elif level and node.type != "footnotes":
                kept.append(node)
        if kept:
            yield Prose(tuple(kept), block.line)


def _holds(nodes: Sequence[Node], part: str) -> bool:
    return any(n.type == "heading" and n.label == part for top in nodes for n in top.walk())


def _referred(blocks: Sequence[Block]) -> set[str]:
    """The labels of the footnotes that blocks refer to."""
    tops = [n for b in blocks for n in (b.body if isinstance(b, Directive) else b.nodes)]
    return {n.label for top in tops for n in top.walk() if n.type == "footnote_ref"}


def _notes(lesson: Lesson, labels: set[str]) -> Iterator[Node]:
    for block in lesson.blocks:
        for node in block.nodes if isinstance(block, Prose) else ():
            if node.type == "footnotes":
                kept = tuple(note for note in node.children if note.label in labels)
                yield from [replace(node, children=kept)] if kept else []
