"""A list of rows of which one is lit: as much of it as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from adamtui.ink import Ink, Row, Run, plain
from adamtui.page.glyphs import cells
from adamtui.widgets.canvas import Canvas

_LIT = Ink("title", reverse=True)
_FOUND_LIT = Ink("title", reverse=True, bold=True, underline=True)
_MORE = Ink("muted")
_MARK = 2
"""Cells at the right end for the mark that there are more rows."""
_MARGIN = 2
"""Rows kept in sight beyond the one that is lit."""


class Lines(Canvas):
    """Knows neither what its rows mean nor any key: whoever holds it moves the light."""

    class Clicked(Message):
        """A row was clicked; it is lit now."""

        def __init__(self, at: int, x: int) -> None:
            """`x` is the cell of the row."""
            super().__init__()
            self.at = at
            self.x = x

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._lines: Sequence[Row] = ()
        self._top = 0
        self.at = 0
        """The number of the row that is lit."""

    @property
    def room(self) -> int:
        """The cells that a row may take."""
        return max(self.size.width - _MARK, 0)

    def show(self, lines: Sequence[Row], at: int) -> None:
        """Show other rows, the one numbered `at` lit."""
        self._lines = lines
        self.light(at)

    def light(self, at: int) -> None:
        """Light another row; the nearest there is."""
        self.at = max(min(at, len(self._lines) - 1), 0)
        room = self.size.height
        margin = min(_MARGIN, max(room - 1, 0) // 2)
        self._top = max(min(self._top, self.at - margin), self.at + margin + 1 - room)
        self._draw()

    def page(self, by: int) -> None:
        """A screenful down or up."""
        self.light(self.at + by * max(self.size.height - 1, 1))

    def on_resize(self) -> None:
        """Keep what is lit in sight."""
        self.light(self.at)

    def on_click(self, event: events.Click) -> None:
        """Light the row clicked, and tell."""
        event.stop()
        if (at := self._top + event.y) < len(self._lines):
            self.light(at)
            self.post_message(self.Clicked(at, event.x))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show what is further down."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show what is further up."""
        event.stop()
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        self._top += by
        self._draw()

    def _draw(self) -> None:
        room = self.size.height
        self._top = max(min(self._top, len(self._lines) - room), 0)
        shown = [self._fitted(i) for i in range(len(self._lines))[self._top : self._top + room]]
        self.paint(shown)

    def _fitted(self, i: int) -> Row:
        """Row `i` over the whole width; the first and the last tell that there are more."""
        bottom = self._top + self.size.height - 1
        above, below = i == self._top > 0, i == bottom < len(self._lines) - 1
        mark = "▴" if above else "▾" if below else " "
        runs = list(self._lines[i])
        gap = self.room + _MARK - 1 - cells(plain(tuple(runs)))
        if gap < 0:
            return tuple(map(_lit, runs)) if i == self.at else tuple(runs)
        if i == self.at:
            return (*map(_lit, runs), Run(" " * gap + mark, _LIT))
        return (*runs, Run(" " * gap), Run(mark, _MORE))


class Leaps:
    """From row to row by the letters that they begin with."""

    def __init__(self) -> None:
        self._typed = ""

    def forget(self) -> None:
        """What comes now goes on with nothing."""
        self._typed = ""

    def to(self, letter: str, names: Sequence[Sequence[str]], at: int) -> int | None:
        """The next row after `at` of which a name, in lower case, begins so.

        A letter that goes on with those before it may leave the light where it is.
        """
        ways = [(self._typed + letter, at), (letter, at + 1)] if self._typed else [(letter, at + 1)]
        for typed, first in ways:
            for i in range(first, first + len(names)):
                if any(name.startswith(typed) for name in names[i % len(names)]):
                    self._typed = typed
                    return i % len(names)
        return None


def _lit(run: Run) -> Run:
    """In one colour with the rest of its row; what is underlined stays so."""
    return Run(run.text, _FOUND_LIT if run.ink.underline else _LIT)
