"""A lesson's file read again and again while someone writes it.

What is on screen should never be less than what is known to be meant. A fence or comment that is
open at the moment would swallow live parts below it; it is taken to end where the author is at
work, that is where the rest of the text is as it was when nothing was open. And a file that ends in
the middle of what it was is most likely still being written (`is_cut_off`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from adamtui.course import source
from adamtui.course.characters import brief
from adamtui.course.fences import FENCE
from adamtui.course.model import Block, Directive, Fault, Lesson, Node, Prose, never_closed
from adamtui.course.parse import parse

_END = 16
"""Characters by which the end of a text is known."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A lesson as its file had it at one time."""

    text: str
    lesson: Lesson
    closed: Lesson
    """The latest lesson in which nothing was open, and its text."""
    whole: str
    opened: Fault | None = None
    """What is open in it."""


def read_edition(path: Path, before: Edition | None = None) -> Edition:
    """The lesson in a file, `before` being what was read from it last.

    Raises SourceError if it cannot be read.
    """
    text, faults = source.read(path)
    if before is not None and text == before.text:
        return before
    lesson = parse(text, str(path), faults)
    if before is None:
        return Edition(text, lesson, lesson, text)
    return _edition(text, lesson, before)


def is_cut_off(before: Edition, text: str) -> bool:
    """Whether a text ends in the middle of what it was before, or at once."""
    end = text.rstrip("\n")[-_END:]
    return end in before.text and not before.text.rstrip("\n").endswith(end or "\0")


class _Opening(NamedTuple):
    """Where something may be left open, and what would close it."""

    line: int
    column: int
    mark: str
    closing: str


def _edition(text: str, lesson: Lesson, before: Edition) -> Edition:
    """What is to be shown for a new text."""
    lines = text.split("\n")
    whole = before.whole.split("\n")
    same = _common_end(lines, whole)
    below = Counter(each for each in before.closed.directives() if each.line > len(whole) - same)
    known = {whole[each.line - 1] for each in before.closed.directives()}
    swallowed = _swallowed(lesson, lines, known)
    if not swallowed and not _lacks(lesson, below):
        return Edition(text, lesson, lesson, text)
    for end in [len(lines) - same, *(number - 1 for number in swallowed[:1])]:
        for opening in _openings(lines[:end]):
            mended = _closed(lines, end, opening, lesson.path)
            if not _swallowed(mended, lines, known) and not _lacks(mended, below):
                said = never_closed(opening.mark)
                fault = Fault(str(lesson.path), *opening[:2], said, kind="open")
                mended = _with_fault(mended, fault)
                return Edition(text, mended, before.closed, before.whole, fault)
    if _lacks(lesson, below):
        return Edition(text, lesson, before.closed, before.whole)
    return Edition(text, lesson, lesson, text)


def _lacks(lesson: Lesson, below: Counter[Directive]) -> bool:
    """Whether a lesson lacks live parts that are in its text, or its end is within something."""
    there = Counter(lesson.directives())
    return bool(below - there) or any(each.kind == "open" for each in lesson.faults)


def _swallowed(lesson: Lesson, lines: Sequence[str], known: Collection[str]) -> list[int]:
    """The lines that used to begin live parts and stand in a fence that they could not end.

    What stands in a comment or in a fence of more marks is meant to be there.
    """
    begun = {each.line for each in lesson.directives()}
    found: list[int] = []
    within = ""
    for number, line in enumerate(lines, 1):
        if (fence := FENCE.match(line)) is None or number in begun:
            within = fence[1] if fence and number in begun else within
        elif not within:
            within = fence[1]
        elif fence[1].startswith(within) and not line[fence.end() :].strip():
            within = ""
        elif line in known and fence[1].startswith(within):
            found.append(number)
    return found


def _openings(lines: Sequence[str]) -> Iterator[_Opening]:
    """What may be open after these lines: their last fence, and their last comment."""
    for number, line in reversed(list(enumerate(lines, 1))):
        if fence := FENCE.match(line):
            yield _Opening(number, fence.start(1) + 1, fence[1], fence[1])
            break
    for number, line in reversed(list(enumerate(lines, 1))):
        if (at := line.rfind("<!--")) >= 0:
            yield _Opening(number, at + 1, "<!--", "-->")
            break


def _closed(lines: Sequence[str], end: int, opening: _Opening, path: Path) -> Lesson:
    """The lesson with something closed after so many lines; its places are those of the file."""
    closed = parse("\n".join([*lines[:end], opening.closing, *lines[end:]]), str(path))
    return replace(
        closed,
        blocks=tuple(_shifted(block, end) for block in closed.blocks),
        faults=tuple(_shifted_fault(each, end) for each in closed.faults),
    )


def _common_end(lines: Sequence[str], others: Sequence[str]) -> int:
    """How many lines at the end of both are the same."""
    pairs = zip(reversed(lines), reversed(others), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _with_fault(lesson: Lesson, fault: Fault) -> Lesson:
    """The lesson with a fault shown where it is."""
    found = list(lesson.blocks)
    at = max((i for i, block in enumerate(found) if block.line <= fault.line), default=0)
    block = found[at]
    if isinstance(block, Directive) and block.line == fault.line:
        found[at] = replace(block, faults=tuple(sorted({*block.faults, fault})))
    elif isinstance(block, Prose):
        found[at] = _told_in(block, fault)
    else:
        found.insert(at + 1, _told_in(Prose((), fault.line), fault))
    return replace(lesson, blocks=tuple(found), faults=tuple(sorted({*lesson.faults, fault})))


def _told_in(prose: Prose, fault: Fault) -> Prose:
    told = Node("error", brief(fault), line=fault.line)
    above = [node for node in prose.nodes if node.line < fault.line]
    below = [node for node in prose.nodes if node.line >= fault.line]
    return Prose((*above, told, *below), prose.line)


def _shifted(block: Block, end: int) -> Block:
    """A block in whose text a line was put in after line `end`, as if it had not been."""
    line = _without(block.line, end)
    if isinstance(block, Prose):
        return replace(block, nodes=_shifted_nodes(block.nodes, end), line=line)
    faults = tuple(_shifted_fault(each, end) for each in block.faults)
    return replace(block, body=_shifted_nodes(block.body, end), line=line, faults=faults)


def _shifted_nodes(nodes: Sequence[Node], end: int) -> tuple[Node, ...]:
    return tuple(
        replace(node, children=_shifted_nodes(node.children, end), line=_without(node.line, end))
        for node in nodes
    )


def _shifted_fault(fault: Fault, end: int) -> Fault:
    return replace(fault, line=_without(fault.line, end))


def _without(line: int, end: int) -> int:
    return line - (line > end)
