"""Curves and paths told apart without their colours: each is drawn in a sign of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from adamtui.charts.braille import blank
from adamtui.charts.cells import Cell, row_of
from adamtui.charts.contours import contours
from adamtui.charts.landscape import Heat, line_map
from adamtui.charts.overlay import Trail, trail_rows
from adamtui.charts.series import INKS
from adamtui.ink import Ink, Row, Run
from adamtui.panels.comparison_scene import SIGNS

SMALL = "•▪▴⬩▾⋆"
"""The signs of a comparison's runs, small enough to make a line of."""
_BRAILLE = range(0x2800, 0x2900)
_LEGEND, _POINT = "━", "●"


def told_apart(rows: Iterable[Row]) -> list[Row]:
    """A chart as it is; where it has several curves each in its own sign."""
    rows = list(rows)
    curves = {run.ink.fg for row in rows for run in row if run.ink.fg in INKS and run.text.strip()}
    if len(curves) < 2:
        return rows
    return [tuple(_signed(run) for run in row) for row in rows]


def mapped(
    heat: Heat, trails: Sequence[Trail], optima: Sequence[Sequence[float]], *, joined: bool
) -> list[Row]:
    """A landscape as contours, or as its curve, with paths of signs over it."""
    ground = contours(heat) if joined else heat
    empty = line_map(heat.frame, blank(*heat.frame.size), Ink("rule"), heat.foot)
    over = trail_rows(empty, trails, optima=optima, joined=joined)
    under = [*ground.rows, *ground.foot]
    return [_laid(a, b) for a, b in zip_longest(under, over, fillvalue=())]


def _laid(under: Row, over: Row) -> Row:
    """A row over another: what is blank above lets through what is below."""
    cells = zip_longest(_cells(under), _cells(over), fillvalue=Cell(" "))
    return row_of(a if b.text == " " else _sign(b) for a, b in cells)


def _cells(row: Row) -> list[Cell]:
    return [Cell(char, run.ink) for run in row for char in run.text]


def _sign(cell: Cell) -> Cell:
    """A dot of a path as the sign of whose path it is."""
    if not _dots(cell.text):
        return cell
    return Cell(_small(cell.ink), cell.ink)


def _signed(run: Run) -> Run:
    """A piece of a chart in the sign of its curve: line, end and legend."""
    if run.ink.fg not in INKS:
        return run
    small, sign = _small(run.ink), SIGNS[INKS.index(run.ink.fg)]
    text = "".join(small if _dots(char) else char for char in run.text)
    return run._replace(text=text.replace(_LEGEND, sign).replace(_POINT, sign))


def _small(ink: Ink) -> str:
    return SMALL[INKS.index(ink.fg)] if ink.fg in INKS else SMALL[0]


def _dots(text: str) -> bool:
    return any(ord(char) in _BRAILLE and char != "\u2800" for char in text)
