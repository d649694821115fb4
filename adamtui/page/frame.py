"""The room a block is laid out in, and what stands to the left of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adamtui.ink import Row, Run, merge
from adamtui.page.wrap import trimmed

MEASURE = 76
"""Cells in a row of prose, at most: longer rows are hard to read."""
_ROOMY = 16


@dataclass(frozen=True, slots=True)
class Frame:
    """Cells for a block's rows: `measure` for prose, `width` ≥ `measure` for what may be wider."""

    width: int
    measure: int
    floor: int
    """Nothing is indented that would leave fewer cells than this."""
    depth: int = 0
    """How many blocks are around this one."""
    bullets: int = 0
    """How many of them are bullet lists."""
    inked: bool = True
    """Whether code is in the inks of its language."""

    def has_room(self, indent: int) -> bool:
        """Whether so many cells may be taken away at the left."""
        return self.measure - indent >= self.floor

    def inside(self, indent: int = 0, bullets: int = 0) -> Frame:
        """The frame of what stands within, `indent` cells further right."""
        return replace(
            self,
            width=self.width - indent,
            measure=self.measure - indent,
            depth=self.depth + 1,
            bullets=self.bullets + bullets,
        )


def outermost(width: int, inked: bool = True) -> tuple[Frame, int]:
    """The frame of a page `width` cells wide, and its left margin."""
    margin = 2 if width >= 40 else 1 if width >= 20 else 0
    room = width - 2 * margin
    measure = min(MEASURE, room)
    return Frame(room, measure, floor=min(_ROOMY, max(4, measure // 2)), inked=inked), margin


def hang(rows: list[Row], first: tuple[Run, ...], rest: tuple[Run, ...]) -> list[Row]:
    """The rows with `first` before the first of them and `rest` before the others."""
    if not rows:
        return [merge(trimmed(list(first)))]
    lead = [_before(rows[0], first)]
    return lead + [_before(row, rest) for row in rows[1:]]


def _before(row: Row, prefix: tuple[Run, ...]) -> Row:
    return merge([*prefix, *row]) if row else merge(trimmed(list(prefix)))
