"""`trace --format table`: every update of a run, as it is computed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import TextIO

from adamtui.commands.recording import pieces
from adamtui.core.engine import Run
from adamtui.core.formula import symbol
from adamtui.core.trace import Divergence
from adamtui.panels.caption import caption
from adamtui.plain.table import blocks, fitting, head, left_out, rows


def print_table(run: Run, count: int, out: TextIO, *, lines: bool) -> None:
    """What is run, then every update; at the end, where it diverged."""
    room = shutil.get_terminal_size().columns
    what, _, knobs = caption(run).rpartition(" · ")
    out.write(f"{what}\n{knobs}\n{_note(run)}\n")
    widths: Sequence[int] | None = None
    divergence: Divergence | None = None
    for piece in pieces(run, count):
        if piece.first == 0:
            widths = None if lines else fitting(piece, room)
            out.write(f"{head(piece, widths)}\n" if widths else "")
        each = rows(piece, widths) if widths else blocks(piece, room, lines=lines)
        out.writelines(f"{row}\n" for row in each)
        divergence = divergence or piece.divergence
    if divergence is not None:
        t, line, value = divergence
        out.write(f"diverged at t = {t}: {symbol(line)} is {value}\n")


def _note(run: Run) -> str:
    few = left_out(run)
    return f"{few}; --format csv and json have them all\n" if few else ""
