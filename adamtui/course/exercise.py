"""The body of an exercise taken apart: what is asked, the choices there are, the reason.

What is asked stands above the widget from the start; choices are the widget's own, and the reason
is shown only once there is an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adamtui.course import written_reason
from adamtui.course.inline import tidy
from adamtui.course.manuscript import Manuscript
from adamtui.course.model import Directive, Node
from adamtui.course.reader import TreeReader
from adamtui.course.syntax import markdown
from adamtui.course.written_reason import is_reason

EXERCISES = frozenset({"quiz", "bug", "predict"})
"""The live parts that ask something."""

_DASH = " — "
_LISTS = ("bullet_list", "ordered_list")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose among."""

    words: tuple[Node, ...]
    right: bool
    reason: tuple[Node, ...] = ()
    """Why it is right or wrong: what stands after ` — `."""
    boxed: bool = True
    """Whether the author has put a box before it."""
    line: int = 0


def prompt(directive: Directive) -> tuple[Node, ...]:
    """The blocks to show above the widget: an exercise's without its choices and its reason.

    Nor does a reason that is written wrong stand there.
    """
    if directive.name not in EXERCISES:
        return directive.body
    return question_in(directive.body, choices=directive.name == "quiz")


def question_in(body: Sequence[Node], *, choices: bool = True) -> tuple[Node, ...]:
    """What the body of an exercise asks; `choices` is whether it may have such."""
    if choices:
        body = [node for node in body if not _is_choices(node)]
    return written_reason.without(body)


def reason(directive: Directive) -> tuple[Node, ...]:
    """What an exercise's `> [!ANSWER]` says."""
    return reason_in(directive.body)


def reason_in(body: Sequence[Node]) -> tuple[Node, ...]:
    """What the `> [!ANSWER]` of a body says; nothing where there is none."""
    return tuple(child for node in body if is_reason(node) for child in node.children)


def choices_in(body: Sequence[Node]) -> tuple[Choice, ...]:
    """The items of a body's task lists, in order."""
    return tuple(_choice(item) for node in body if _is_choices(node) for item in node.children)


def spoken(text: str) -> tuple[Node, ...]:
    """The blocks of a text that stands in an option: a hint."""
    from adamtui.course import tree

    return tuple(tree.blocks(TreeReader(Manuscript("", text)), markdown().parse(text, {})))


def _is_choices(node: Node) -> bool:
    return node.type in _LISTS and any(item.task is not None for item in node.children)


def _choice(item: Node) -> Choice:
    """An item, parted at the first dash of its first paragraph."""
    right, boxed = bool(item.task), item.task is not None
    item = replace(item, children=written_reason.without(item.children))
    if not item.children or item.children[0].type != "paragraph":
        return Choice(item.children, right, (), boxed, item.line)
    first, *below = item.children
    inline = tidy(
        [replace(node, type="text", text=" ") if _breaks(node) else node for node in first.children]
    )
    for index, node in enumerate(inline):
        if node.type == "text" and _DASH in node.text:
            said, _, why = node.text.partition(_DASH)
            before = tidy([*inline[:index], replace(node, text=said)], ends=True)
            after = tidy([replace(node, text=why), *inline[index + 1 :]], ends=True)
            words = (replace(first, children=before),)
            return Choice(words, right, (replace(first, children=after), *below), boxed, item.line)
    return Choice(item.children, right, (), boxed, item.line)


def _breaks(node: Node) -> bool:
    return node.type == "soft_break"
