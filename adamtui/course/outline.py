"""What a lesson consists of, in order: its sections, its live parts and its exercises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from adamtui.course.exercise import EXERCISES
from adamtui.course.model import Lesson, Node, Prose, text_of
from adamtui.typeset import TexError, inline

Kind: TypeAlias = Literal["section", "part", "exercise"]


class Item(NamedTuple):
    """One place of a lesson that can be gone to."""

    kind: Kind
    title: str
    target: str
    """What a link to it names: the anchor of a section, the id of a live part."""
    what: str = ""
    """The kind of live part, as its fence names it."""
    level: int = 0
    """Of a section: 2 for one right below the lesson's title."""


class Outline(NamedTuple):
    """The places of a lesson in reading order; its title is none of them."""

    items: tuple[Item, ...]

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """Those of one kind."""
        return tuple(item for item in self.items if item.kind == kind)


def outline(lesson: Lesson) -> Outline:
    """The outline of a lesson; a live part without an id cannot be gone to and is left out."""
    return Outline(tuple(_items(lesson)))


def _items(lesson: Lesson) -> Iterator[Item]:
    for block in lesson.blocks:
        if isinstance(block, Prose):
            for node in block.nodes:
                if node.type == "heading" and node.level > 1:
                    yield Item("section", spoken(node.children), node.label, level=node.level)
        elif block.id:
            kind: Kind = "exercise" if block.name in EXERCISES else "part"
            yield Item(kind, block.id.replace("-", " "), block.id, block.name)


def spoken(nodes: Iterable[Node]) -> str:
    """The words of inline nodes, their formulas set in Unicode."""
    return " ".join("".join(map(_spoken, nodes)).split())


def set_formula(tex: str) -> str:
    """A formula on one line; its source where it cannot be set."""
    try:
        return " ".join(inline(tex).split())
    except TexError:
        return " ".join(tex.split())


def _spoken(node: Node) -> str:
    if node.type in ("math", "display_math", "math_block"):
        return set_formula(node.text)
    return "".join(map(_spoken, node.children)) or text_of([node])
