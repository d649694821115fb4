"""Text as Markdown that shows it as it is.

Whatever somebody has typed, it stays on its line or within its fence, is never HTML, a link or a
picture, and cannot steer a terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from adamtui.course.characters import without_controls
from adamtui.page.glyphs import cells

LONGEST = 500
"""Characters of what is quoted in a line."""
_MEANT = re.compile(r"([\\`*_{}\[\]<>#|~&$@]|:(?=//))")
_BEGINS = re.compile(r"^([-+=]|[0-9]+(?=[.)]))")
_TICKS = re.compile("`+")


def escaped(text: str) -> str:
    """One line of plain text, wherever in a row or a cell it stands."""
    marked = _MEANT.sub(r"\\\1", one_line(text))
    # A number is no list's where its point is escaped; a sign is none's by itself.
    return _BEGINS.sub(lambda m: m[1] + "\\" if m[1].isdigit() else "\\" + m[1], marked)


def code(text: str) -> str:
    """One line as code, which a reader of the file can copy. Not for a table's cell."""
    line = one_line(text)
    if not line:
        return "(nothing)"
    ticks = "`" * (_most_ticks(line) + 1)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def fenced(rows: Iterable[str], language: str = "text") -> list[str]:
    """Rows as they are, in a fence that none of them can close."""
    shown = [without_controls(row) for row in rows]
    fence = "`" * max(3, 1 + max(map(_most_ticks, shown), default=0))
    return [f"{fence}{language}", *shown, fence]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells that are Markdown already, the first the header, numbers at the right."""
    widths = [max(3, *map(cells, column)) for column in zip(*rows, strict=True)]
    dashes = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return [_row(row, widths) for row in (rows[0], dashes, *rows[1:])]


def one_line(text: str) -> str:
    """Without control characters and line ends, and not too long."""
    line = without_controls(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        (text, " " * (width - cells(text))) for text, width in zip(row, widths, strict=True)
    )
    return " ".join(["|", first[0] + first[1], *(f"| {gap}{text}" for text, gap in others), "|"])


def _most_ticks(text: str) -> int:
    return max(map(len, _TICKS.findall(text)), default=0)
