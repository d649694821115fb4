"""Cells: text measured, cut and joined in terminal columns, the unit every chart is counted in.

A row built here has exactly the width it was asked for, whatever the names in it look like.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from adamtui.ink import PLAIN, Ink, Row, Run, merge


class Cell(NamedTuple):
    """One terminal cell: a character one column wide (with its combining marks) and its ink."""

    text: str
    ink: Ink = PLAIN


BLANK = Cell(" ")


def row_of(cells: Iterable[Cell]) -> Row:
    """The cells as a row of as few runs as possible."""
    alike = groupby(cells, key=attrgetter("ink"))
    return tuple(Run("".join([cell.text for cell in group]), ink) for ink, group in alike)


def blank_rows(width: int, height: int) -> list[Row]:
    """`height` empty rows of `width` cells; what a chart shows where there is no room for it."""
    return [merge([Run(" " * max(0, width))]) for _ in range(max(0, height))]


@lru_cache(maxsize=1024)
def columns(character: str) -> int:
    """How many terminal columns one character takes: 0 (combining, control), 1 or 2 (wide)."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=1024)
def _width(text: str) -> int:
    return len(text) if text.isascii() and text.isprintable() else sum(map(columns, text))


def fit(runs: Iterable[Run], width: int) -> Row:
    """The runs as one row of exactly `width` cells: cut with an ellipsis, or padded with blanks."""
    runs = list(runs)
    used = sum(_width(run.text) for run in runs)
    if used > width:
        runs, used = _cut(runs, width)
    return merge([*runs, Run(" " * (width - used))])


def _cut(runs: list[Run], width: int) -> tuple[list[Run], int]:
    """The first `width` − 1 cells of the runs and an ellipsis; and how many cells that is."""
    if width < 1:
        return [], 0
    kept: list[Run] = []
    room = width - 1
    for run in runs:
        text = ""
        for character in run.text:
            room -= columns(character)
            if room < 0:
                kept.append(Run(text + "…", run.ink, run.link))
                return kept, sum(columns(character) for run in kept for character in run.text)
            text += character
        kept.append(Run(text, run.ink, run.link))
    return kept, width - 1 - room
