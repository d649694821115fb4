"""A rule's source, the equations made from it and the buffers it fills, laid out for a size.

    heading                              heading
    what is shown                        what is shown
    code                                 code                buffers
    lines             buffers            lines               the line worked out
    the line worked out                  history
    history                              time line
    time line

On the right, where it is wide: there each buffer stands beside the code that fills it. Where room
is short, first the history goes, then the meaning of the line and its parts, then the code scrolls.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from adamtui.core.engine import Engine
from adamtui.core.engine import Run as EngineRun
from adamtui.core.listing import Listing
from adamtui.ink import Ink, Row, Run, merge
from adamtui.panels import pictures
from adamtui.panels.caption import heading
from adamtui.panels.ledger import NUMBER_CELLS, buffers_panel, lines_cells, lines_panel
from adamtui.panels.listing_code import GUTTER, code_cells, code_panel, code_rows, title, top_row
from adamtui.panels.places import GAP, too_small
from adamtui.panels.scene import Scene
from adamtui.panels.stage import LOWEST, NARROWEST, ROOMY, WIDE
from adamtui.panels.working import COORDINATES, height, working_panel

MOST_ROWS_IN_LESSON = 22
"""Rows of a lesson on a screen of 24."""
FEWEST_CODE_ROWS = 3
FEWEST_PICTURE_ROWS, MOST_PICTURE_ROWS = 7, 14
_WITHIN = "; in grey: from the last update"


@dataclass(frozen=True, slots=True)
class SourceStage:
    """What is where on a stage of `width` × `height` cells."""

    listing: Listing
    width: int
    height: int
    wide: bool
    """Whether the buffers stand beside the code."""
    heads: bool
    """Whether signatures and docstrings are shown."""
    code: int
    """Rows of code."""
    worked: int
    """Rows of the line worked out."""
    spare: int
    """Rows left for the history."""

    @classmethod
    def of(cls, scene: Scene, listing: Listing, size: tuple[int, int]) -> SourceStage:
        """The layout for a scene."""
        width, rows = size
        lines, worked = len(scene.trace.lines), height(scene)
        bodies = len(listing.body)
        wide = width >= WIDE
        # Besides: heading and time line, two headers or one with a blank row.
        if wide:
            room = rows - 4 - max(lines, worked)
        else:
            room = rows - 4 - lines
            worked = min(max(room - bodies, worked - 2), worked, max(room - FEWEST_CODE_ROWS, 0))
            room -= worked
        heads = wide and len(listing.rows) <= room
        code = max(min(len(listing.rows) if heads else bodies, room), 1)
        return cls(listing, width, rows, wide, heads, code, worked, max(room - code, 0))

    @property
    def first_code_row(self) -> int:
        """The stage's row where the code begins."""
        return 2

    @property
    def first_line_row(self) -> int:
        """The stage's row of the first equation."""
        return self.first_code_row + self.code + 1

    @property
    def too_small(self) -> bool:
        """Whether not even the lines and their numbers have room."""
        return self.width < NARROWEST or self.height < LOWEST

    def notice(self) -> list[Row]:
        """What is shown where it is too small."""
        return too_small(ROOMY, (self.width, self.height))

    def numbers(self, scene: Scene, *, lit: bool) -> list[Row]:
        """Code, equations and buffers; `lit` marks the number of the line just computed."""
        rows = heading(scene, self.width)
        if self.wide:
            return [*rows, *self._filling(scene, lit=lit), (), *self._equations(scene)]
        over = (Run(f"   {title(self.listing, self.width - GUTTER)}"[: self.width], Ink("muted")),)
        return [*rows, over, *self._code(scene, self.width), *self._ledger(scene, lit=lit)]

    def history(self, scene: Scene, chart: int) -> list[Row]:
        """The `chart`-th group of lines, where there is room for it."""
        tall = min(self.spare, MOST_PICTURE_ROWS)
        if tall < FEWEST_PICTURE_ROWS:
            return []
        groups = pictures.groups(scene)
        return pictures.history(scene, groups[chart % len(groups)], (self.width, tall))

    def line_at(self, scene: Scene, y: int) -> int | None:
        """The line of the update that a row of the stage shows, counted from 1."""
        names = scene.trace.lines
        if 0 <= y - self.first_line_row < len(names):
            return y - self.first_line_row + 1
        if not 0 <= y - self.first_code_row < self.code:
            return None
        rows = code_rows(self.listing, heads=self.heads)
        runs = rows[self._top(scene) + y - self.first_code_row].runs
        return names.index(runs[0]) + 1 if runs else None

    def _top(self, scene: Scene) -> int:
        return top_row(self.listing, _line(scene), self.code, heads=self.heads)

    def _code(self, scene: Scene, width: int) -> list[Row]:
        size, top = (width, self.code), self._top(scene)
        return code_panel(self.listing, _line(scene), size, heads=self.heads, top=top)

    def _ledger(self, scene: Scene, *, lit: bool) -> list[Row]:
        """Equations beside their buffers, and below as much as has room of the line worked out."""
        lines = min(lines_cells(scene, self.width) + GAP, self.width)
        left = lines_panel(scene, lines)
        right = buffers_panel(scene, self.width - lines, lit=lit)
        worked = working_panel(scene, self.width)
        # Its numbers, without what it means, where there is room for nothing else.
        first = 0 if self.worked > len(worked) - 2 else 1
        return [
            *(merge([*a, *b]) for a, b in zip(left, right, strict=True)),
            *worked[first : first + self.worked],
        ]

    def _filling(self, scene: Scene, *, lit: bool) -> list[Row]:
        """The code, and beside a line the buffer that it fills, under a header."""
        left = self._code_cells(scene)
        header, *buffers = buffers_panel(scene, self.width - left, lit=lit)
        within = "" if scene.trace.walk.is_end(scene.at) else _WITHIN
        over = f"   {title(self.listing, left - GUTTER)}{within}"
        rows = [merge([Run(over.ljust(left)[:left], Ink("muted")), *header])]
        top = self._top(scene)
        shown = code_rows(self.listing, heads=self.heads)[top : top + self.code]
        filled = dict(zip(scene.trace.lines, buffers, strict=True))
        for source, code in zip(shown, self._code(scene, left), strict=True):
            # A statement of several rows computes at its first.
            buffer = filled.pop(source.runs[0], ()) if source.runs else ()
            rows.append(merge([*code, *buffer]))
        return rows

    def _code_cells(self, scene: Scene) -> int:
        """The code's share beside the numbers: a docstring gives way to a second column."""
        rows = code_rows(self.listing, heads=self.heads)
        least = code_cells(self.listing.body, heads=self.heads)
        numbers = NUMBER_CELLS * min(scene.trace.dimension, 2)
        wanted = min(code_cells(rows, heads=self.heads), max(least, self.width - numbers - GAP))
        return min(wanted + GAP, self.width - NUMBER_CELLS)

    def _equations(self, scene: Scene) -> list[Row]:
        """All equations, and the running one worked out beside them."""
        left = lines_cells(scene, self.width // 2) + 3 * GAP
        worked = working_panel(scene, self.width - left)
        return [
            merge([*(a or (Run(" " * left),)), *b])
            for a, b in zip_longest(lines_panel(scene, left)[1:], worked, fillvalue=())
        ]


def rows_in_lesson(run: EngineRun, source: Listing | str) -> int:
    """The rows it takes in a lesson: as few as show everything, but no more than a small screen.

    Where there is no source, what is in its place says why.
    """
    if isinstance(source, str):
        return MOST_ROWS_IN_LESSON
    coordinates = min(len(run.problem.start), COORDINATES)
    lines = len(Engine(run).equations)
    return min(2 + len(source.body) + 1 + lines + 2 + coordinates + 1, MOST_ROWS_IN_LESSON)


def _line(scene: Scene) -> str | None:
    """The name of the line that runs; None at the start."""
    return scene.trace.lines[scene.at.line - 1] if scene.started else None
