"""A lesson's blocks under one another, and where each of them is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget

from adamtui.course.model import Block, Directive
from adamtui.widgets.live_part import LivePart
from adamtui.widgets.prose_view import ProseView


class LessonBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls prose and live parts; fills the parts that come near."""

    class Resized(Message):
        """The lesson has another size: the window's has changed, now or while it was hidden."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        super().__init__(*map(_view, blocks))

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
        """Show `blocks`, of which the first `kept` have their widgets already."""
        if not kept:
            await self.remove_children()
        await self.mount_all(map(_view, blocks[kept:]))

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
        ahead = [part for part in parts if places[part].stop > self.scroll_y]
        bottom = self.scroll_y + self.size.height
        behind = [part for part in parts if places[part].stop <= bottom]
        chosen = (ahead or parts[-1:])[:1] if by > 0 else (behind or parts[:1])[-1:]
        return chosen[0] if chosen else None

    def bring_into_sight(self, part: LivePart) -> None:
        """Its last row at the bottom, so that the task above it stays in sight as well."""
        place = dict(self._places())[part]
        top = min(place.stop + 1 - self.size.height, place.start)
        self.scroll_to(y=max(top, 0), animate=False)

    def _places(self) -> list[tuple[Widget, range]]:
        """Each block's widget and its rows in the lesson, added up from the widgets' own sizes."""
        places: list[tuple[Widget, range]] = []
        y = 0
        for child in self.children:
            rows = child.outer_size.height
            places.append((child, range(y, y + rows)))
            y += rows + child.styles.margin.bottom
        return places


def _view(block: Block) -> Widget:
    return LivePart(block) if isinstance(block, Directive) else ProseView(block)
