"""Formulas: on a line of text, or displayed on rows of their own.

A formula that is not valid TeX shows its source and what is wrong with it.
"""

from __future__ import annotations

from functools import lru_cache

from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run, merge
from adamtui.page.frame import Frame
from adamtui.page.glyphs import cells
from adamtui.page.words import Kind, Piece, words
from adamtui.page.wrap import trimmed, wrap
from adamtui.typeset import Box, TexError, display, inline

MATH = Ink("math")
BAD = Ink("bad")
_INDENT = 4


def in_line(tex: str) -> str:
    """The formula on one line; TexError where it is not valid."""
    made = _in_line(tex)
    if isinstance(made, TexError):
        raise TexError(made.message, made.offset)
    return made


@lru_cache(maxsize=1024)
def _in_line(tex: str) -> str | TexError:
    """A fault is kept as well: to find what may have been meant takes longer than any formula."""
    try:
        return " ".join(inline(tex).split("\n"))
    except TexError as error:
        return error.with_traceback(None)


def displayed(node: Node, frame: Frame) -> list[Row]:
    """A display formula, indented, its number at the right edge of the prose."""
    indent = _INDENT if frame.width > 4 * _INDENT else 0
    number = f"({node.label})" if node.label else ""
    room = frame.width - indent
    try:
        box = _boxed(node.text, room)
        if isinstance(box, TexError):
            return _fault(node.text, box.message, number, frame)
        if max(map(cells, box.rows)) > room:
            return _broken(node.text, number, frame)
    except TexError as error:
        return _fault(node.text, error.message, number, frame)
    rows = [merge(trimmed([Run(" " * indent + row, MATH)])) for row in box.rows]
    return _numbered(rows, box.baseline, number, frame)


@lru_cache(maxsize=256)
def _boxed(tex: str, width: int) -> Box | TexError:
    try:
        return display(tex, width)
    except TexError as error:
        return error.with_traceback(None)


def _broken(tex: str, number: str, frame: Frame) -> list[Row]:
    """A formula too wide to be displayed: on one line, broken at its spaces."""
    pieces = [Piece(in_line(tex), MATH, kind=Kind.CODE)]
    return _numbered(wrap(words(pieces), frame.width), 0, number, frame)


def _fault(tex: str, message: str, number: str, frame: Frame) -> list[Row]:
    lines = [line.strip() for line in tex.strip("\n").split("\n")]
    source = [Piece(f"$$ {' '.join(filter(None, lines))} $$", BAD, kind=Kind.CODE)]
    about = [Piece(f"{message} {number}".rstrip(), BAD._replace(italic=True))]
    return [*wrap(words(source), frame.measure), *wrap(words(about), frame.measure)]


def _numbered(rows: list[Row], baseline: int, number: str, frame: Frame) -> list[Row]:
    """The rows with the equation's number on the baseline if it fits there, else below."""
    if not number:
        return rows
    label = Run(number, Ink("muted"))
    used = sum(cells(run.text) for run in rows[baseline])
    gap = frame.measure - cells(number) - used
    if gap < 2:
        return [*rows, *wrap(words([Piece(number, label.ink)]), frame.width)]
    rows[baseline] = merge([*rows[baseline], Run(" " * gap), label])
    return rows
