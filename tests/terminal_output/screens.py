"""Random frames, and the screen that a terminal has after the bytes sent for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyte
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from adamtui.terminal.encode import RESET, Pen, pen, switch
from tests.emulator import Emulator

ROWS, COLUMNS = 4, 12
SYSTEMS = (ColorSystem.STANDARD, ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR, None)

WIDE = "漢字😀"
GLYPHS = [*"ab ─⣿", "e\u0301", "m\u0302", *WIDE]
COLORS = ["red", "bright_blue", "color(99)", "#12ab9f", "default", None]

Row = Sequence[tuple[str, Style | None]]
"""The glyphs of a row with their styles, COLUMNS cells in all."""

styles = st.one_of(
    st.none(),
    st.builds(
        Style,
        color=st.sampled_from(COLORS),
        bgcolor=st.sampled_from(COLORS),
        bold=st.sampled_from([True, None]),
        italic=st.sampled_from([True, False, None]),
        underline=st.booleans(),
        reverse=st.sampled_from([True, None]),
        strike=st.sampled_from([True, None]),
    ),
)


@st.composite
def rows(draw: st.DrawFn, width: int = COLUMNS) -> Row:
    """A row of glyphs, filled up with blanks where a wide one would stick out."""
    glyphs = draw(
        st.lists(st.tuples(st.sampled_from(GLYPHS), styles), min_size=width, max_size=width)
    )
    row: list[tuple[str, Style | None]] = []
    room = width
    for text, style in glyphs:
        cells = 2 if text in WIDE else 1
        # pyte breaks the line before a combining mark in the last column.
        if room >= cells and not (room == 1 and len(text) > 1):
            row.append((text, style))
            room -= cells
    return row + [(" ", None)] * room


def segments(row: Row) -> list[Segment]:
    """Neighbours of one style in one segment, as Textual's strips have them."""
    pieces: list[Segment] = []
    for text, style in row:
        if pieces and pieces[-1].style is style:
            pieces[-1] = Segment(pieces[-1].text + text, style)
        else:
            pieces.append(Segment(text, style))
    return pieces


def in_full(frame: Iterable[Row], system: ColorSystem | None) -> str:
    """Every glyph of a frame with its position and its whole style."""
    sent: list[str] = []
    for y, row in enumerate(frame):
        x = 0
        for text, style in row:
            inked = switch(RESET, pen(style, system))
            sent.append(f"\x1b[0m\x1b[{y + 1};{x + 1}H{inked}{text}")
            x += 2 if text in WIDE else 1
    return "".join([*sent, "\x1b[0m"])


class Watched(Emulator):
    """An emulator whose cells can be looked at."""

    def __init__(self, columns: int = COLUMNS, rows: int = ROWS) -> None:
        super().__init__(columns, rows)

    def send(self, text: str) -> None:
        """Take in what a program wrote."""
        self.feed(text.encode())

    def cells(self) -> list[list[pyte.screens.Char]]:
        """Text and colours of every cell."""
        self._draw()
        screen = self._screen
        return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


def drawn(sequence: str, text: str = "x") -> pyte.screens.Char:
    """A character written after a sequence."""
    screen = Watched(4, 1)
    screen.send(sequence + text)
    return screen.cells()[0][0]


def shown(old: Pen, new: Pen) -> pyte.screens.Char:
    """A character written by a pen that was another one before."""
    return drawn(switch(RESET, old) + switch(old, new))
