"""A widget that shows rows of inked text and repaints only the rows that changed.

Text is drawn as it is: no markup is read, and nothing that a terminal would obey gets through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from adamtui.ink import Row, Run
from adamtui.widgets.palette import Palette

# C0, DEL, C1; marks and overrides of direction; line separators; halves of a surrogate pair.
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Canvas(Widget):
    """Shows what `paint` was last given, from the top left, cut to its size."""

    ALLOW_SELECT: ClassVar[bool] = False

    class LinkClicked(Message):
        """A run with a link was clicked; `href` is the link as the run has it."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget names it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        # Textual's own link highlighting would repaint the whole widget under a moving mouse.
        self.set_reactive(Widget.auto_links, False)
        self._rows = tuple(rows)
        self._strips: dict[int, Strip] = {}
        self._palette: Palette | None = None
        self._width = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def paint(self, rows: Sequence[Row]) -> None:
        """Show `rows`; only those that differ from what is on screen are drawn again."""
        before, self._rows = self._rows, tuple(rows)
        if not self.is_mounted:
            return
        changed = changed_rows(before, self._rows)
        for y in changed:
            self._strips.pop(y, None)
        if self._outgrown(before):
            self.refresh(layout=True)
        elif changed:
            self.refresh(*_stretches(changed, self.size.width))

    def _outgrown(self, before: Sequence[Row]) -> bool:
        """Whether a dimension that follows the rows is another than for the rows `before`."""
        width, height = self.styles.width, self.styles.height
        if height is not None and height.is_auto and len(before) != len(self._rows):
            return True
        return width is not None and width.is_auto and _longest(before) != _longest(self._rows)

    def fitted(self, width: int) -> Sequence[Row]:
        """What to show at another width; a canvas whose rows depend on it overrides this."""
        return self._rows

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The width of the longest row."""
        return _longest(self._rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of rows at this width."""
        return len(self.fitted(width))

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, self._theme_changed)

    def on_click(self, event: events.Click) -> None:
        """Tell of a click on a link."""
        href = event.style.meta.get("link")
        if isinstance(href, str):
            event.stop()
            self.post_message(self.LinkClicked(href))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in `crop`, drawn anew where colours or width are others.

        A canvas has no border, padding or opacity, so it does without what Textual does for them
        on every line.
        """
        palette, width = Palette.of(self), self.size.width
        if width != self._width:
            self._rows = tuple(self.fitted(width))
        if width != self._width or palette is not self._palette:
            self._palette, self._width = palette, width
            self._strips.clear()
        strips = map(self.render_line, crop.line_range)
        if crop.column_span == (0, width):
            return list(strips)
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Row `y` as styled text, exactly as wide as the widget."""
        if (strip := self._strips.get(y)) is None:
            palette = self._palette or Palette.of(self)
            row = self._rows[y] if y < len(self._rows) else ()
            strip = self._strips[y] = draw(row, self.size.width, palette)
        return strip

    def _theme_changed(self, _theme: Theme) -> None:
        self.refresh()


def draw(row: Row, width: int, palette: Palette) -> Strip:
    """A row cut or padded to `width` cells, in as few segments as there are styles."""
    pieces = [(visible(run.text), _run_style(run, palette)) for run in row if run.text]
    filled = sum(cell_len(text) for text, _ in pieces)
    if filled < width:
        pieces.append((" " * (width - filled), palette.base))
    segments = [
        Segment("".join(text for text, _ in group), style)
        for style, group in groupby(pieces, key=itemgetter(1))
    ]
    return Strip(segments, max(filled, width)).adjust_cell_length(width, palette.base)


def visible(text: str) -> str:
    """The text with a mark in place of each character that a terminal would obey, not show.

    What would join it to the text before or after it is cut off.
    """
    if text.isascii() and text.isprintable():
        return text
    return OBEYED.sub("\ufffd", text).lstrip("\u200d\ufe0f").rstrip("\u200d")


def _run_style(run: Run, palette: Palette) -> Style:
    style = palette.style(run.ink)
    return _linked(style, run.link) if run.link else style


@lru_cache(maxsize=256)
def _linked(style: Style, href: str) -> Style:
    return style + Style(meta={"link": href})


def changed_rows(before: Sequence[Row], after: Sequence[Row]) -> list[int]:
    """The numbers of the rows that differ."""
    pairs = zip_longest(before, after, fillvalue=())
    return [y for y, (old, new) in enumerate(pairs) if old is not new and old != new]


def _stretches(numbers: Sequence[int], width: int) -> list[Region]:
    """Rows by number, ascending, as regions of neighbours."""
    regions: list[Region] = []
    for y in numbers:
        if regions and regions[-1].bottom == y:
            regions[-1] = Region(0, regions[-1].y, width, regions[-1].height + 1)
        else:
            regions.append(Region(0, y, width, 1))
    return regions


def _longest(rows: Sequence[Row]) -> int:
    return max((sum(cell_len(visible(run.text)) for run in row) for row in rows), default=0)
