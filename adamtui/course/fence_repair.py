"""Fences that nothing closes, told from what they swallow, and closed so that the rest can be read.

Markdown lets an open fence run to the next one that could close it: a live part's own end, as a
rule, so that one missing line makes faults wherever the lesson has fences. A line that begins
another live part, or of a live part left open to the end a heading, is taken for what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from adamtui.course.directives import DIRECTIVES
from adamtui.course.fences import FENCE, LIVE
from adamtui.course.model import Fault, Lesson, Prose, never_closed
from adamtui.course.parse import parse

MOST = 12
"""Fences of one lesson that are closed."""
_LARGE = 100_000
"""Characters of a lesson that is read again only once."""

_FENCED = ("code_block", "math_block")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")


class Repaired(NamedTuple):
    """A lesson with every fence closed, so far as can be told."""

    lesson: Lesson
    text: str
    lines: tuple[int, ...]
    """The line of the file that each line was."""
    faults: tuple[Fault, ...]
    """Of the fences."""


class _Fence(NamedTuple):
    """A fence's line."""

    line: int
    mark: str
    info: str

    def closes(self, other: _Fence) -> bool:
        """Whether it can be the end of another."""
        return not self.info and self.mark.startswith(other.mark)

    def rivals(self, other: _Fence) -> bool:
        """Whether it begins something within another, whose end would be its own."""
        return bool(self.info) and self.mark.startswith(other.mark)

    @property
    def live(self) -> str:
        """The kind of live part that begins here; "" for none."""
        found = LIVE.match(self.info)
        return found[1].split()[0] if found and found[1].strip() else ""


class _Finding(NamedTuple):
    """What is wrong with a fence, and how it is mended so that what follows can be read."""

    at: _Fence
    message: str
    close: tuple[int, str] | None = None
    """A line, and the fence that would have to stand before it."""
    longer: tuple[int, ...] = ()
    """The lines of fences that would have to be longer."""


def repaired(text: str, path: str) -> Repaired:
    """The lesson that `text` is, its fences closed; its own faults count lines as `text` has."""
    lines = text.split("\n")
    origin = list(range(1, len(lines) + 1))
    faults: list[Fault] = []
    lesson = parse(text, path)
    for _ in range(MOST if len(text) <= _LARGE else 1):
        told = list(_findings(lesson, lines))
        wrong = next((each for each in told if each.close or each.longer), None)
        faults += [_fault(each, lines, origin, path) for each in ([wrong] if wrong else told)]
        if wrong is None:
            break
        _mend(wrong, lines, origin)
        lesson = parse("\n".join(lines), path)
    return Repaired(lesson, "\n".join(lines), tuple(origin), tuple(faults))


def _mend(wrong: _Finding, lines: list[str], origin: list[int]) -> None:
    """Make fences longer, or close one."""
    for number in wrong.longer:
        mark = lines[number - 1].strip()[0] * 3
        lines[number - 1] = lines[number - 1].replace(mark, mark + mark[0], 1)
    if wrong.close is not None:
        before, mark = wrong.close
        lines.insert(before - 1, mark)
        origin.insert(before - 1, origin[before - 1])


def _fault(wrong: _Finding, lines: list[str], origin: list[int], path: str) -> Fault:
    line, mark, _ = wrong.at
    column = lines[line - 1].find(mark) + 1
    return Fault(path, origin[line - 1], column, wrong.message)


def _findings(lesson: Lesson, lines: list[str]) -> Iterator[_Finding]:
    for number in _openings(lesson):
        opening = _fence(lines, number)
        if opening is not None and (wrong := _finding(opening, lines)):
            yield wrong


def _openings(lesson: Lesson) -> Iterator[int]:
    """The lines on which fences of the document itself may begin."""
    for block in lesson.blocks:
        if isinstance(block, Prose):
            yield from (node.line for node in block.nodes if node.type in _FENCED)
        else:
            yield block.line


def _fence(lines: list[str], number: int) -> _Fence | None:
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    found = FENCE.match(line)
    return None if found is None else _Fence(number, found[1], line[found.end() :].strip())


def _fences(lines: list[str], after: int) -> Iterator[_Fence]:
    """The fences below a line."""
    for number in range(after + 1, len(lines) + 1):
        if (fence := _fence(lines, number)) is not None:
            yield fence


def _finding(opening: _Fence, lines: list[str]) -> _Finding | None:
    """What is wrong with a fence, by the fences between it and its end."""
    inside: list[_Fence] = []
    for fence in _fences(lines, opening.line):
        if fence.closes(opening):
            rival = next((each for each in inside if each.rivals(opening)), None)
            return None if rival is None else _with_rival(opening, rival, fence, lines)
        inside.append(fence)
    return _open_to_the_end(opening, inside, lines)


def _open_to_the_end(opening: _Fence, inside: list[_Fence], lines: list[str]) -> _Finding:
    starts = [each.line for each in inside if _begins_part(each, opening)]
    if opening.live:
        below = range(opening.line + 1, len(lines) + 1)
        starts += [number for number in below if _HEADING.match(lines[number - 1])][:1]
    close = (min(starts), opening.mark) if starts else None
    return _Finding(opening, never_closed(opening.mark), close=close)


def _begins_part(fence: _Fence, within: _Fence) -> bool:
    """Whether a fence within another begins a live part; code may hold braces of its own."""
    return bool(fence.live) and (bool(within.live) or fence.live in DIRECTIVES)


def _with_rival(opening: _Fence, rival: _Fence, end: _Fence, lines: list[str]) -> _Finding | None:
    """What is wrong where a fence that begins within another would end with it."""
    never = f"{never_closed(opening.mark)}: line {rival.line} begins"
    close = (rival.line, opening.mark)
    if _begins_part(rival, opening):
        return _Finding(opening, f"{never} {{{rival.live}}}", close=close)
    after = next(_fences(lines, end.line), None)
    if after is None or not after.closes(opening):
        return _Finding(opening, f"{never} another", close=close)
    if not opening.live:
        return None
    wanted = opening.mark + opening.mark[0]
    message = f"this fence's end ends {{{opening.live}}} too: begin and end that with '{wanted}'"
    return _Finding(rival, message, longer=(opening.line, after.line))
