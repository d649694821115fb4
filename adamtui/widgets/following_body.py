"""A lesson's blocks while the lesson is being written: what did not change stays as it is.

A live part that was in use and is gone from the lesson is kept out of sight. When it is back, after
a line was moved or an edit was undone, it is as it was left.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from textual.widget import Widget

from adamtui.course.model import Directive, Prose
from adamtui.course.revision import Fate, Standing
from adamtui.widgets.lesson_body import LessonBody, lines_of, prepare
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.prose_view import ProseView

_MOST_ASIDE = 12
"""Live parts that are kept out of sight."""


class Top(NamedTuple):
    """What is at the top of the screen."""

    line: int
    """The source line of a block."""
    rows: int
    """So many of its rows are above."""


class FollowingBody(LessonBody):
    """Becomes what a new reading of the lesson is."""

    def standing(self) -> tuple[list[Standing], list[Standing]]:
        """The blocks that are shown, and the live parts that are kept out of sight."""
        shown = [_standing(each) for each in self._blocks(shown=True)]
        return shown, [_standing(each) for each in self._blocks(shown=False)]

    @property
    def top(self) -> Top | None:
        """What is at the top of the screen; None at the very beginning and below all blocks."""
        y = int(self.scroll_y)
        for child, place in self._places():
            lines = lines_of(child)
            if y and lines and y < place.stop + child.styles.margin.bottom:
                into = max(y - place.start, 0)
                line = lines[min(into, len(lines) - 1)]
                return Top(line, into - lines.index(line))
        return None

    def row_at(self, top: Top) -> int:
        """The row that is to be at the top of the screen."""
        for child, place in self._places():
            lines = lines_of(child)
            if top.line in lines:
                last = len(place) if isinstance(child, LivePart) else lines.count(top.line)
                return place.start + lines.index(top.line) + min(top.rows, last)
        return self.row_of(top.line)

    def gone(self, fates: Sequence[Fate]) -> list[Widget]:
        """What will be shown no longer if these are."""
        taken = {fate.of for fate in fates}
        return [each for at, each in enumerate(self._blocks(shown=True)) if at not in taken]

    async def views(self, fates: Sequence[Fate]) -> list[ProseView | LivePart]:
        """A widget for each of these, which were decided for what is `standing`.

        New ones are laid out in a thread; none is shown yet.
        """
        before = self._all()
        after = [self._view(each.read) if each.of is None else before[each.of] for each in fates]
        new = [each for each, fate in zip(after, fates, strict=True) if fate.of is None]
        await asyncio.to_thread(prepare, new, self.scrollable_content_region.width)
        return after

    async def follow(self, fates: Sequence[Fate], after: Sequence[ProseView | LivePart]) -> None:
        """Show these, of which the widgets are `after`."""
        before = self._all()
        new = [each for each, fate in zip(after, fates, strict=True) if fate.of is None]
        async with self.batch():
            gone = [each for each in before if each not in after]
            parts = [each for each in gone if isinstance(each, LivePart)]
            aside = [each for each in parts if each.filled][-_MOST_ASIDE:]
            for each in gone:
                each.display = False
            await self.remove_children([each for each in gone if each not in aside])
            for each, fate in zip(after, fates, strict=True):
                each.display = True
                if fate.of is not None:
                    await _follow(each, fate)
            await self.mount_all(new)
            order: dict[Widget, int] = {each: at for at, each in enumerate([*after, *aside])}
            self.sort_children(key=lambda child: order.get(child, len(order)))

    def _all(self) -> list[ProseView | LivePart]:
        """The blocks as fates number them."""
        return [*self._blocks(shown=True), *self._blocks(shown=False)]

    def _blocks(self, *, shown: bool) -> list[ProseView | LivePart]:
        return [
            each
            for each in self.children
            if isinstance(each, ProseView | LivePart) and each.display == shown
        ]


def _standing(widget: ProseView | LivePart) -> Standing:
    if isinstance(widget, LivePart):
        return widget.standing
    return Standing(widget.prose, widget.prose)


async def _follow(widget: ProseView | LivePart, fate: Fate) -> None:
    """Have a widget stand for a block of the new reading."""
    read, used = fate.read, fate.used
    if isinstance(widget, LivePart) and isinstance(read, Directive) and isinstance(used, Directive):
        await widget.follow(read, used)
    elif isinstance(widget, ProseView) and isinstance(read, Prose):
        widget.follow(read)
