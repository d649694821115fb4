"""A run as a table to read: a row an update where the window is wide enough, else a block."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import TextIO

from adamtui.commands.recording import column, columns, pieces, scores, updates, worked
from adamtui.commands.spelled import for_reading
from adamtui.core.engine import Run
from adamtui.core.formula import symbol
from adamtui.core.trace import Divergence, Trace
from adamtui.page.glyphs import cells
from adamtui.panels.caption import caption
from adamtui.panels.numbers import aligned, written

_GAP = "  "
_CELL = 22
"""Room for all the decimals that a screen shows."""
_NAME = 6
_MANY, _FEW = 12, 3
"""From more parameters than can be read, the first few."""


def print_table(run: Run, count: int, out: TextIO, *, lines: bool) -> None:
    """What is run, then every update; at the end, where it diverged."""
    room = shutil.get_terminal_size().columns
    what, _, knobs = caption(run).rpartition(" · ")
    out.write(f"{what}\n{knobs}\n{_note(run)}\n")
    widths: Sequence[int] | None = None
    divergence: Divergence | None = None
    for piece in pieces(run, count):
        if piece.first == 0:
            widths = None if lines else _widths(piece, room)
            out.write(_aligned(_labels(piece), widths) if widths else "")
        if widths:
            out.writelines(_aligned(row, widths) for row in _rows(piece))
        else:
            out.writelines(_blocks(piece, room, lines=lines))
        divergence = divergence or piece.divergence
    if divergence is not None:
        t, line, value = divergence
        out.write(f"diverged at t = {t}: {symbol(line)} is {value}\n")


def _note(run: Run) -> str:
    n = len(run.problem.start)
    if n <= _MANY:
        return ""
    return f"the first {_FEW} of {n} parameters; --format csv and json have them all\n"


def _shown(piece: Trace) -> int:
    """How many coordinates are printed."""
    return _FEW if piece.dimension > _MANY else piece.dimension


def _widths(piece: Trace, room: int) -> Sequence[int] | None:
    """The cells of each column of rows, None where a row would not fit."""
    table = [_labels(piece), *_rows(piece)]
    widths = [max(map(cells, each)) for each in zip(*table, strict=True)]
    return widths if sum(widths) + len(_GAP) * (len(widths) - 1) <= room else None


def _labels(piece: Trace) -> list[str]:
    problem = piece.run.problem
    names = problem.names[: _shown(piece)] if piece.dimension > 1 else ("",)
    lines = [_label(line, name) for line in piece.lines[1:] for name in names]
    return ["t", *(["loss"] if _has_loss(piece) else []), *problem.scores, *lines]


def _label(line: str, coordinate: str) -> str:
    return f"{symbol(line)}.{coordinate}" if coordinate else symbol(line)


def _has_loss(piece: Trace) -> bool:
    return piece.run.problem.loss is not None


def _rows(piece: Trace) -> Iterator[list[str]]:
    values = [column(piece, "loss")] if _has_loss(piece) else []
    values += scores(piece) + columns(piece, _shown(piece))
    numbers = [each.tolist() for each in values]
    for t, *row in zip(updates(piece), *numbers, strict=True):
        yield [str(t), *(for_reading(written(value)) for value in row)]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (" " * (width - cells(text)) + text for text, width in zip(row, widths, strict=True))
    return _GAP.join(padded) + "\n"


def _blocks(piece: Trace, room: int, *, lines: bool) -> Iterator[str]:
    """A block an update: `t = 1 · loss 56`, then a row a line with its value by coordinate."""
    names = [*(["loss"] if _has_loss(piece) else []), *piece.run.problem.scores]
    measured = [column(piece, name).tolist() for name in names]
    for i, t in enumerate(updates(piece)):
        known = (
            f" · {k} {for_reading(written(v[i]))}" for k, v in zip(names, measured, strict=True)
        )
        yield f"t = {t}{''.join(known)}\n"
        rows = _worked(piece, t) if lines else _values(piece, t, room)
        yield from (f"{row.rstrip()}\n" for row in rows)
        yield "\n"


def _values(piece: Trace, t: int, room: int) -> Iterator[str]:
    """As many coordinates a row as fit; further ones in rows of their own."""
    names = piece.run.problem.names
    shown = max(1, (room - _NAME) // _CELL)
    values = piece.step(t).values
    for first in range(0, _shown(piece), shown):
        here = slice(first, min(first + shown, _shown(piece)))
        if piece.dimension > 1:
            yield " " * _NAME + "".join(f"{' ' * 6}{n}".ljust(_CELL) for n in names[here])
        for line in piece.lines[1:]:
            row = values[line][here].tolist()
            yield f"  {_padded(symbol(line))}" + "".join(
                for_reading(aligned(v, _CELL)).ljust(_CELL) for v in row
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
