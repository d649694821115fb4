"""A canvas that is drawn for its size, and drawn again when that changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from adamtui.ink import Row
from adamtui.widgets.canvas import Canvas

Drawing: TypeAlias = Callable[[tuple[int, int]], Sequence[Row]]
"""From a size in cells to the rows that fill it."""


class Picture(Canvas):
    """Shows the drawing it was last given."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing: Drawing | None = None

    def show(self, drawing: Drawing) -> None:
        """Draw; before the first layout, as soon as there is a size."""
        self._drawing = drawing
        self.on_resize()

    def on_resize(self) -> None:
        """Draw for the new size."""
        width, height = self.size
        if self._drawing is not None and width and height:
            self.paint(self._drawing((width, height)))
