"""Updates as a table to read: a row an update where there is room for it, else a block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adamtui.core.engine import Run
from adamtui.core.formula import symbol
from adamtui.core.trace import Trace
from adamtui.page.glyphs import cells
from adamtui.panels.numbers import aligned, written
from adamtui.plain.spelled import for_reading
from adamtui.plain.updates import column, columns, scores, updates, worked

_GAP = "  "
_CELL = 22
"""Room for all the decimals that a screen shows."""
_NAME = 6
_MANY, _FEW = 12, 3
"""From more parameters than can be read, the first few."""


def left_out(run: Run) -> str:
    """Which parameters are shown, where it is not all; "" where it is."""
    n = len(run.problem.start)
    return f"the first {_FEW} of {n} parameters" if n > _MANY else ""


def table(piece: Trace, room: int) -> Iterator[str]:
    """All of a piece's updates, in rows under a header or in blocks, in `room` cells."""
    widths = fitting(piece, room)
    if widths is None:
        return blocks(piece, room)
    return iter([head(piece, widths), *rows(piece, widths)])


def fitting(piece: Trace, room: int) -> Sequence[int] | None:
    """The cells of each column of rows, None where a row would not fit."""
    each = [_labels(piece), *_cells(piece)]
    widths = [max(map(cells, column)) for column in zip(*each, strict=True)]
    return widths if sum(widths) + len(_GAP) * (len(widths) - 1) <= room else None


def head(piece: Trace, widths: Sequence[int]) -> str:
    """What the columns are called."""
    return _aligned(_labels(piece), widths)


def rows(piece: Trace, widths: Sequence[int]) -> Iterator[str]:
    """A row an update."""
    return (_aligned(row, widths) for row in _cells(piece))


def blocks(piece: Trace, room: int, *, lines: bool = False) -> Iterator[str]:
    """A block an update: `t = 1 · loss 56`, then a row a line with its value by coordinate.

    With `lines` a row a line and coordinate, its numbers put in, however long. A blank row ends
    each block.
    """
    names = [*(["loss"] if _has_loss(piece) else []), *piece.run.problem.scores]
    measured = [column(piece, name).tolist() for name in names]
    for i, t in enumerate(updates(piece)):
        known = (
            f" · {k} {for_reading(written(v[i]))}" for k, v in zip(names, measured, strict=True)
        )
        yield f"t = {t}{''.join(known)}"
        each = _worked(piece, t) if lines else _values(piece, t, room)
        yield from (row.rstrip() for row in each)
        yield ""


def _shown(piece: Trace) -> int:
    """How many coordinates are printed."""
    return _FEW if piece.dimension > _MANY else piece.dimension


def _labels(piece: Trace) -> list[str]:
    problem = piece.run.problem
    names = problem.names[: _shown(piece)] if piece.dimension > 1 else ("",)
    lines = [_label(line, name) for line in piece.lines[1:] for name in names]
    return ["t", *(["loss"] if _has_loss(piece) else []), *problem.scores, *lines]


def _label(line: str, coordinate: str) -> str:
    return f"{symbol(line)}.{coordinate}" if coordinate else symbol(line)


def _has_loss(piece: Trace) -> bool:
    return piece.run.problem.loss is not None


def _cells(piece: Trace) -> Iterator[list[str]]:
    values = [column(piece, "loss")] if _has_loss(piece) else []
    values += scores(piece) + columns(piece, _shown(piece))
    numbers = [each.tolist() for each in values]
    for t, *row in zip(updates(piece), *numbers, strict=True):
        yield [str(t), *(for_reading(written(value)) for value in row)]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (" " * (width - cells(text)) + text for text, width in zip(row, widths, strict=True))
    return _GAP.join(padded)


def _values(piece: Trace, t: int, room: int) -> Iterator[str]:
    """As many coordinates a row as fit; further ones in rows of their own."""
    names = piece.run.problem.names
    shown = max(1, (room - _NAME) // _CELL)
    width = min(_CELL, max(room - _NAME, _NAME))
    values = piece.step(t).values
    for first in range(0, _shown(piece), shown):
        here = slice(first, min(first + shown, _shown(piece)))
        if piece.dimension > 1:
            yield " " * _NAME + "".join(f"{' ' * 6}{n}"[:width].ljust(width) for n in names[here])
        for line in piece.lines[1:]:
            row = values[line][here].tolist()
            yield f"  {_padded(symbol(line))}" + "".join(
                for_reading(aligned(v, width)).ljust(width) for v in row
            )


def _padded(sign: str) -> str:
    return sign + " " * (_NAME - 2 - cells(sign))


def _worked(piece: Trace, t: int) -> Iterator[str]:
    """A row a line and coordinate, its numbers put in."""
    names = piece.run.problem.names
    for line, texts in worked(piece, t, _shown(piece)):
        for text, name in zip(texts, names, strict=False):
            label = _label(line, name if piece.dimension > 1 and line != "t" else "")
            yield f"  {label} = {text}"
