"""Boxes of terminal cells and how they are put beside and above each other.

Invariant: every row of a `Box` is exactly `width` cells wide and `baseline` is one of its rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

Align = Literal["l", "c", "r"]


def cells(text: str) -> int:
    """How many terminal cells `text` takes: combining marks none, wide East Asian letters two."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


@lru_cache(maxsize=2048)
def _cells_of(char: str) -> int:
    if is_mark(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


@lru_cache(maxsize=2048)
def is_mark(char: str) -> bool:
    """Whether `char` is drawn over the character before it."""
    return unicodedata.category(char) in ("Mn", "Me")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of text, each row `width` cells wide; `baseline` is the row the line is on."""

    rows: tuple[str, ...]
    baseline: int
    width: int

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)


def padded(text: str, width: int, align: Align = "l") -> str:
    """`text` with blanks around it to fill `width` cells; an odd blank goes to the right."""
    left, right = _blanks(width - cells(text), align)
    return left + text + right


def _blanks(count: int, align: Align) -> tuple[str, str]:
    left = {"l": 0, "c": count // 2, "r": count}[align]
    return " " * left, " " * (count - left)


def text_box(text: str) -> Box:
    """A box of one row."""
    return Box((text,), 0, cells(text))


def rows_box(rows: Sequence[str], baseline: int = 0, align: Align = "l") -> Box:
    """A box of at least one row, each padded to the widest."""
    width = max(map(cells, rows))
    return Box(tuple(padded(row, width, align) for row in rows), baseline, width)


def beside(parts: Iterable[tuple[int, Box]]) -> Box:
    """Boxes from left to right on one baseline, each after a gap of so many cells."""
    columns = list(parts)
    above = max((box.baseline for _, box in columns), default=0)
    below = max((box.height - box.baseline for _, box in columns), default=1)
    rows = [""] * (above + below)
    for gap, box in columns:
        top = above - box.baseline
        for index in range(len(rows)):
            inside = top <= index < top + box.height
            rows[index] += " " * gap + (box.rows[index - top] if inside else " " * box.width)
    return Box(tuple(rows), above, sum(gap + box.width for gap, box in columns))


def stack(boxes: Sequence[Box], main: int, align: Align = "c") -> Box:
    """Boxes from top to bottom; the baseline is that of `boxes[main]`."""
    width = max(box.width for box in boxes)
    rows = [row for box in boxes for row in widened(box, width, align).rows]
    above = sum(box.height for box in boxes[:main])
    return Box(tuple(rows), above + boxes[main].baseline, width)


def widened(box: Box, width: int, align: Align = "c") -> Box:
    """The same box with blanks at its sides to fill `width` cells."""
    if width <= box.width:
        return box
    left, right = _blanks(width - box.width, align)
    return Box(tuple(left + row + right for row in box.rows), box.baseline, width)


def spread(boxes: Sequence[Box], align: Align = "l") -> Box:
    """Lines from top to bottom, with a blank row wherever one of two neighbours is tall.

    The baseline is that of the first line.
    """
    lines = [boxes[0]]
    for previous, box in pairwise(boxes):
        if previous.height > 1 or box.height > 1:
            lines.append(text_box(""))
        lines.append(box)
    return stack(lines, 0, align)
