"""A copy of what is on the terminal's screen, so that only differences need be sent.

The copy is right as long as nothing else writes to the terminal; `forget` makes the next frame send
everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from rich.cells import get_character_cell_size, split_graphemes
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from adamtui.terminal.encode import RESET, Pen, pen, switch

Line: TypeAlias = tuple[list[str], list[Style | None]]
"""The text and the style of each cell; the right half of a wide character has the text ""."""

_NEAR = 5
"""So many unchanged cells cost no more than a jump over them."""
_NOWHERE = (-1, -1)


class Shadow:
    """The screen's cells as last sent."""

    def __init__(self) -> None:
        self._lines: dict[int, Line] = {}
        self._width = 0

    def forget(self) -> None:
        """Know nothing of what is on the screen."""
        self._lines.clear()

    def changes(
        self,
        pieces: Iterable[tuple[int, int, Iterable[Segment]]],
        width: int,
        system: ColorSystem | None,
    ) -> str:
        """What to send so that each piece, (y, x, segments), is on a screen of `width` columns."""
        if width != self._width:
            self._width = width
            self.forget()
        writer = _Writer(system)
        for y, x, segments in pieces:
            # Until a narrower screen is laid out anew, pieces may lie beyond its right edge.
            if x >= width:
                continue
            texts, styles = _cells(segments)
            old = self._lines.get(y)
            if old is None:
                old = self._lines[y] = (["\0"] * width, [None] * width)
            end = min(x + len(texts), width)
            del texts[end - x :], styles[end - x :]
            if old[0][x:end] == texts and old[1][x:end] == styles:
                continue
            for first, last in _runs(old, x, texts, styles):
                writer.write(y, x + first, texts[first:last], styles[first:last])
            old[0][x:end] = texts
            old[1][x:end] = styles
        return writer.finish()


def _cells(segments: Iterable[Segment]) -> Line:
    texts: list[str] = []
    styles: list[Style | None] = []
    for text, style, control in segments:
        if control:
            continue
        if text.isascii():
            texts.extend(text)
            styles.extend([style] * len(text))
        else:
            parts = _columns(text)
            texts.extend(parts)
            styles.extend([style] * len(parts))
    return texts, styles


@lru_cache(maxsize=256)
def _columns(text: str) -> tuple[str, ...]:
    """The text of each column; "" for the right half of a wide character."""
    if all(get_character_cell_size(character) == 1 for character in set(text)):
        return tuple(text)
    columns: list[str] = []
    for start, stop, cells in split_graphemes(text)[0]:
        if cells:
            columns.append(text[start:stop])
            columns.extend([""] * (cells - 1))
        elif columns:
            columns[-1] += text[start:stop]
    return tuple(columns)


def _runs(
    old: Line, x: int, texts: Sequence[str], styles: Sequence[Style | None]
) -> list[tuple[int, int]]:
    """The stretches that differ, neighbours joined, whole characters only."""
    old_texts, old_styles = old
    runs: list[tuple[int, int]] = []
    for i, text in enumerate(texts):
        style, old_style = styles[i], old_styles[x + i]
        if text == old_texts[x + i] and (style is old_style or style == old_style):
            continue
        first, last = runs[-1] if runs else (0, -2 * _NEAR)
        if last == i or (i - last <= _NEAR and styles[i] is styles[last - 1]):
            runs[-1] = (first, i + 1)
        else:
            runs.append((i, i + 1))
    return [_whole(run, texts) for run in runs]


def _whole(run: tuple[int, int], texts: Sequence[str]) -> tuple[int, int]:
    """The run with both halves of a wide character at either end."""
    first, last = run
    while first > 0 and texts[first] == "":
        first -= 1
    while last < len(texts) and texts[last] == "":
        last += 1
    return first, last


def _certain(text: str) -> bool:
    """Whether every terminal gives this text one cell: no wide or joined characters."""
    return len(text) == 1


class _Writer:
    """Moves the cursor, changes the pen and writes, by the shortest sequences."""

    def __init__(self, system: ColorSystem | None) -> None:
        self._system = system
        self._out: list[str] = []
        self._pen: Pen = RESET
        self._at = _NOWHERE

    def write(self, y: int, x: int, texts: Sequence[str], styles: Sequence[Style | None]) -> None:
        """Put cells at (x, y)."""
        self._move(y, x)
        out, system = self._out, self._system
        last: object = self
        for text, style in zip(texts, styles, strict=True):
            if style is not last:
                last = style
                new = pen(style, system)
                out.append(switch(self._pen, new))
                self._pen = new
            out.append(text)
        # Terminals disagree on the width of some characters: after those the place is unknown.
        self._at = (y, x + len(texts)) if all(map(_certain, texts)) else _NOWHERE

    def _move(self, y: int, x: int) -> None:
        row, column = self._at
        if row == y and x > column:
            self._out.append(f"\x1b[{x - column}C" if x - column > 1 else "\x1b[C")
        elif (row, column) != (y, x):
            self._out.append(f"\x1b[{y + 1};{x + 1}H")

    def finish(self) -> str:
        """Everything to send, ending with the terminal's own pen."""
        self._out.append(switch(self._pen, RESET))
        return "".join(self._out)
