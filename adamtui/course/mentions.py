"""The words of a glossary found in prose: the first mention of each, in each section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adamtui.course.glossary import Glossary, Mention
from adamtui.course.model import Block, Lesson, Node, Prose

_BLOCKS = ("bullet_list", "ordered_list", "list_item", "blockquote", "callout")
_PHRASES = ("paragraph", "emphasis", "strong")


def marked(nodes: Sequence[Node], glossary: Glossary, already: set[str]) -> tuple[Node, ...]:
    """The blocks with the first mention of each term in each section as a `term` node.

    `already` holds the terms named so far in the section; it is added to, and emptied at a heading.
    Headings, links, code, formulas and tables are left as they are; so is a block without a term.
    """
    if not glossary:
        return tuple(nodes)
    return tuple(_marked_block(node, glossary, already) for node in nodes)


def marked_lesson(lesson: Lesson, glossary: Glossary) -> Lesson:
    """A lesson with its prose marked; live parts keep their words as they are."""
    already: set[str] = set()

    def block(each: Block) -> Block:
        if not isinstance(each, Prose):
            return each
        return replace(each, nodes=marked(each.nodes, glossary, already))

    return replace(lesson, blocks=tuple(map(block, lesson.blocks)))


def _marked_block(node: Node, glossary: Glossary, already: set[str]) -> Node:
    if node.type == "heading":
        already.clear()
    if node.type in _BLOCKS:
        children = tuple(_marked_block(child, glossary, already) for child in node.children)
    elif node.type in _PHRASES:
        children = tuple(_marked_phrase(node.children, glossary, already))
    else:
        return node
    return node if children == node.children else replace(node, children=children)


def _marked_phrase(nodes: Sequence[Node], glossary: Glossary, already: set[str]) -> Iterator[Node]:
    """Inline nodes; a name may go over the end of a line."""
    run: list[Node] = []
    for node in nodes:
        if node.type in ("text", "soft_break"):
            run.append(node)
            continue
        yield from _marked_run(run, glossary, already)
        run = []
        yield _marked_block(node, glossary, already)
    yield from _marked_run(run, glossary, already)


def _marked_run(run: Sequence[Node], glossary: Glossary, already: set[str]) -> Iterator[Node]:
    text = "".join(node.text or " " for node in run)
    new: list[Mention] = []
    for mention in glossary.mentions(text):
        if mention.term.name not in already:
            already.add(mention.term.name)
            new.append(mention)
    if not new:
        yield from run
        return
    line, at = run[0].line, 0
    for start, end, term in new:
        if start > at:
            yield Node("text", text[at:start], line=line)
        words = Node("text", text[start:end], line=line)
        yield Node("term", children=(words,), target=term.name, line=line)
        at = end
    if at < len(text):
        yield Node("text", text[at:], line=line)
