"""Words to rows: greedy line breaking.

Invariant: no row is wider than asked for, and no row ends in a space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from adamtui.ink import Row, Run, merge
from adamtui.page.glyphs import cells, cluster_end, cut, joins

NO_GAP = Run("")
NARROWEST = 2
"""Cells of the widest single character: below this nothing can be laid out."""
_GOOD_CUTS = " /.-_=&?,;"


class Word(NamedTuple):
    """What stays together if a row is wide enough for it.

    `gap` is the space before it, kept unless the row breaks there; `forced` breaks the row before
    it in any case.
    """

    runs: tuple[Run, ...]
    width: int
    gap: Run = NO_GAP
    forced: bool = False


def wrap(words: Iterable[Word], width: int) -> list[Row]:
    """The words in rows of at most `width` cells (at least 2)."""
    rows: list[Row] = []
    line: list[Run] = []
    used = 0
    for word in words:
        gap = len(word.gap.text)
        if word.forced or (line and used + gap + word.width > width):
            rows.append(_finish(line))
            line, used = [], 0
        if line and gap:
            line.append(word.gap)
            used += gap
        if word.width <= width - used:
            line.extend(word.runs)
            used += word.width
        else:
            *full, (line, used) = _break(word, width)
            rows.extend(_finish(part) for part, _ in full)
    if line:
        rows.append(_finish(line))
    return rows


def natural_width(words: Iterable[Word]) -> int:
    """The cells of the longest row when rows break only where they must."""
    longest = used = 0
    for word in words:
        used = word.width if word.forced or not used else used + len(word.gap.text) + word.width
        longest = max(longest, used)
    return longest


def trimmed(runs: list[Run]) -> list[Run]:
    """The runs without the spaces at their end."""
    kept = list(runs)
    while kept:
        run = kept.pop()
        if text := run.text.rstrip(" "):
            kept.append(run._replace(text=text))
            break
    return kept


def _finish(line: list[Run]) -> Row:
    return merge(trimmed(line))


def _break(word: Word, width: int) -> list[tuple[list[Run], int]]:
    """A word that is wider than a row, in lines with their widths.

    A run that fits on a row of its own, a formula say, is kept whole.
    """
    lines: list[tuple[list[Run], int]] = []
    line: list[Run] = []
    used = 0
    for run in word.runs:
        for text in _parts(run.text, width - used, width):
            size = cells(text)
            if used + size > width:
                lines.append((line, used))
                line, used = [], 0
            if not line and text.isspace():
                continue
            line.append(run._replace(text=text))
            used += size
    return [*lines, (line, used)]


def _parts(text: str, room: int, width: int) -> Iterator[str]:
    """`text` in parts for rows of `width` cells, the first of which has `room` left."""
    start = 0
    if cells(text) <= width:
        yield text
        return
    while start < len(text):
        end = _cut_well(text, start, max(room, NARROWEST), width)
        yield text[start:end]
        start, room = end, width


def _cut_well(text: str, start: int, room: int, width: int) -> int:
    """Where to cut: after punctuation in the second half of the row, if there is any."""
    end = cut(text, start, room)
    if end == len(text):
        return end
    if end == start:
        after = cluster_end(text, start)
        # Of a cluster wider than a row only the single characters fit.
        return after if cells(text[start:after]) <= width else start + 1
    good = 1 + max(text.rfind(mark, (start + end) // 2, end) for mark in _GOOD_CUTS)
    return good if good and not joins(text[good]) else end
