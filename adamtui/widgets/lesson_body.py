"""A lesson's blocks under one another, and where each of them is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from adamtui.course.model import Block, Directive, Prose
from adamtui.progress.record import Entry
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.prose_view import ProseView

_LEFT = 3
"""Rows: of a part so little is to be seen when one has just left it."""
_AT_ONCE = 200
"""Nodes of prose that are mounted at once."""


class LessonBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls prose and live parts; fills the parts that come near."""

    class Resized(Message):
        """The lesson has another size: the window's has changed, now or while it was hidden."""

    def __init__(self, blocks: Sequence[Block], entries: Callable[[], Mapping[str, Entry]]) -> None:
        """`entries` tells how the live parts were left, by id."""
        self._entries = entries
        super().__init__(*map(self._view, blocks))

    @property
    def share(self) -> float:
        """How far the reader is: 0 at the top, 1 at the end."""
        return self.scroll_y / self.max_scroll_y if self.max_scroll_y else 1.0

    def on_resize(self) -> None:
        """Tell the screen."""
        self.post_message(self.Resized())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint all that is in sight.

        When a scroll meets a layout, and something asks in between where a widget is, Textual finds
        that nothing has moved and paints nothing.
        """
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    async def show(self, blocks: Sequence[Block], kept: int) -> None:
        """Show `blocks`, of which the first `kept` have their widgets already.

        A few at a time, laid out in a thread: keys are answered meanwhile however many there are.
        """
        gone = self.children[kept:]
        for some in _slices(blocks[kept:]):
            views = [self._view(block) for block in some]
            await asyncio.to_thread(prepare, views, self.scrollable_content_region.width)
            async with self.batch():
                await self.remove_children(gone)
                await self.mount_all(views)
            gone = ()
        await self.remove_children(gone)

    async def begin_anew(self, blocks: Sequence[Block]) -> None:
        """Show the blocks with new live parts."""
        await self.show(blocks, 0)

    async def fill_near(self) -> None:
        """Fill the live parts that are in sight or nearly."""
        rows = self.size.height
        near = range(int(self.scroll_y) - rows, int(self.scroll_y) + 2 * rows)
        for child, place in self._places():
            if isinstance(child, LivePart) and place.start < near.stop and place.stop > near.start:
                await child.fill()

    def find(self, name: str) -> LivePart | int | None:
        """The live part of that id, or the row of the heading of that anchor."""
        for child, place in self._places():
            if isinstance(child, ProseView) and name in child.anchors:
                return place.start + child.anchors[name]
            if isinstance(child, LivePart) and child.directive.id == name:
                return child
        return None

    @property
    def line(self) -> int:
        """The source line of what is at the top."""
        top, found = int(self.scroll_y), 1
        for child, place in self._places():
            if place.start > top:
                break
            lines = lines_of(child)
            found = lines[min(top - place.start, len(lines) - 1)] if lines else found
        return found

    def row_of(self, line: int) -> int:
        """The first row of what stands on a source line, or of the last block before it."""
        found, best = 0, 0
        for child, place in self._places():
            for row, of in enumerate(lines_of(child), place.start):
                if best < of <= line:
                    found, best = row, of
        return found

    @property
    def live_parts(self) -> Sequence[LivePart]:
        """In order."""
        return [each for each in self.children if isinstance(each, LivePart) and each.display]

    def links_in_sight(self, beginning: str) -> Sequence[str]:
        """The links in the rows on screen that begin so, each once."""
        top = int(self.scroll_y)
        found = [
            run.link
            for child, place in self._places()
            if isinstance(child, ProseView)
            for row in child.rows[
                max(top - place.start, 0) : max(top + self.size.height - place.start, 0)
            ]
            for run in row
            if run.link and run.link.startswith(beginning)
        ]
        return list(dict.fromkeys(found))

    def next_part(self, held: LivePart | None, by: int) -> LivePart | None:
        """The live part after (1) or before (-1) the one held, or what is in sight.

        Before what is in sight is whatever ends there; where there is none, the nearest part is it.
        """
        places = {
            child: place
            for child, place in self._places()
            if isinstance(child, LivePart) and child.directive.options is not None
        }
        parts = list(places)
        if held in places:
            return parts[(parts.index(held) + by) % len(parts)]
        ahead = [part for part in parts if places[part].stop > self.scroll_y + _LEFT]
        bottom = self.scroll_y + self.size.height
        behind = [part for part in parts if places[part].stop <= bottom]
        chosen = (ahead or parts[-1:])[:1] if by > 0 else (behind or parts[:1])[-1:]
        return chosen[0] if chosen else None

    def bring_into_sight(self, part: LivePart) -> None:
        """Its last row at the bottom, so that the task above it stays in sight as well.

        A part that is out of the lesson stays out of sight.
        """
        place = dict(self._places()).get(part)
        if place is None:
            return
        top = min(place.stop + 1 - self.size.height, place.start)
        self.scroll_to(y=max(top, 0), animate=False)

    def in_sight(self, part: LivePart) -> bool:
        """Whether some of a live part is on screen."""
        place = dict(self._places()).get(part)
        if place is None:
            return False
        return place.start < self.scroll_y + self.size.height and place.stop > self.scroll_y

    def _view(self, block: Block) -> ProseView | LivePart:
        if isinstance(block, Directive):
            return LivePart(block, self._entries().get(block.id))
        return ProseView(block)

    def _places(self) -> list[tuple[Widget, range]]:
        """Each block's widget and its rows in the lesson, added up from the widgets' own sizes."""
        places: list[tuple[Widget, range]] = []
        y = 0
        for child in self.displayed_children:
            rows = child.outer_size.height
            places.append((child, range(y, y + rows)))
            y += rows + child.styles.margin.bottom
        return places


def _slices(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """The blocks in stretches of about `_AT_ONCE` nodes; a live part counts as one."""
    some: list[Block] = []
    size = 0
    for block in blocks:
        some.append(block)
        size += len(block.nodes) if isinstance(block, Prose) else 1
        if size >= _AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def prepare(views: Sequence[Widget], width: int) -> None:
    """Lay prose out for the width it will have."""
    for view in views:
        if isinstance(view, ProseView):
            view.prepare(width)


def lines_of(child: Widget) -> Sequence[int]:
    """The source line of each of a widget's rows; of a live part the one it begins on, once."""
    if isinstance(child, ProseView):
        return child.lines
    return (child.directive.line,) if isinstance(child, LivePart) else ()
