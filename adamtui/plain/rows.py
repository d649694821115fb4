"""What plain text is made of: rows in a room of cells, that end in no blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from adamtui.course.exercise import spoken
from adamtui.course.model import Node
from adamtui.ink import PLAIN, Ink, Row, Run, merge
from adamtui.ink import plain as text_of
from adamtui.page.frame import outermost
from adamtui.page.glyphs import cells
from adamtui.page.layout import layout
from adamtui.page.wrap import trimmed
from adamtui.panels.quiz import hint_rows

ROOMIEST = 116
"""Cells of the widest figure."""
TIE = "\u00a0"
_NARROWEST = 6


def room(width: int) -> tuple[int, int]:
    """The margin of a page, as prose has it, and the cells of a figure on it."""
    frame, margin = outermost(width)
    return margin, min(frame.width, ROOMIEST)


def said(text: str, cells_: int, ink: Ink = PLAIN, *, hang: int = 0) -> list[Row]:
    """A text of our own in rows; those after the first `hang` cells further right.

    A no-break space is a space at which no row ends.
    """
    within = max(cells_, _NARROWEST)
    lines = wrap(
        text,
        within,
        subsequent_indent=" " * min(hang, within // 2),
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    return [(Run(line.replace(TIE, " "), ink),) for line in lines]


def fitted(lines: Iterable[str], cells_: int, *, hang: int = 6) -> list[Row]:
    """Lines as they are; one that is too long goes on in the next row."""
    rows: list[Row] = []
    for line in lines:
        if cells(line) <= cells_:
            rows.append((Run(line),) if line else ())
        else:
            indent = len(line) - len(line.lstrip())
            inner = said(line.strip(), cells_ - indent, hang=hang - indent)
            rows += [(Run(" " * indent), *row) for row in inner]
    return rows


def flush(rows: Iterable[Row], indent: int = 0) -> list[Row]:
    """The rows further right, without blanks at their ends, nor blank rows at either end."""
    left = Run(" " * indent)
    kept: list[Row] = [merge(trimmed([left, *row])) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    while kept and not kept[0]:
        kept.pop(0)
    return kept


def beside(left: Sequence[Row], right: Sequence[Row], cells_: int) -> list[Row]:
    """Two columns, the left one `cells_` wide with the gap after it."""
    rows = []
    for at in range(max(len(left), len(right))):
        a = left[at] if at < len(left) else ()
        b = right[at] if at < len(right) else ()
        gap = Run(" " * max(cells_ - cells(text_of(a)), 0))
        rows.append((*a, gap, *b))
    return rows


def apart(*groups: Sequence[Row]) -> list[Row]:
    """Groups of rows with a blank row between; those without rows left out."""
    rows: list[Row] = []
    for group in filter(None, map(flush, groups)):
        rows += [(), *group] if rows else group
    return rows


def bare(nodes: Sequence[Node], cells_: int) -> list[Row]:
    """Blocks laid out in so many cells, without the page's margin."""
    margin = next(m for m in (2, 1, 0) if outermost(cells_ + 2 * m)[1] == m)
    return [_without(row, margin) for row in layout(nodes, cells_ + 2 * margin)]


def lay(nodes: Sequence[Node], cells_: int) -> list[Row]:
    """The same a blank further right, to stand after a mark."""
    return flush([(Run(" "), *row) for row in bare(nodes, max(cells_ - 1, _NARROWEST))])


def hints(texts: Sequence[str], cells_: int) -> list[Row]:
    """The hints of an exercise, each with its number."""
    each = (hint_rows(n, spoken(text), lay, cells_) for n, text in enumerate(texts, 1))
    return [row for rows in each for row in rows]


def _without(row: Row, margin: int) -> Row:
    """A row without the blanks that it begins with, `margin` of them."""
    if not row:
        return row
    first, *others = row
    return merge([first._replace(text=first.text[margin:]), *others])
