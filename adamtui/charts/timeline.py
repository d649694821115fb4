"""The time line: where in a run the cursor stands, in one row."""

from __future__ import annotations

from adamtui.charts.cells import fit
from adamtui.ink import Ink, Row, Run, plain

_SHORTEST_LINE = 5
_LEFT, _RIGHT = "├", "┤"


def timeline(t: int, last: int, width: int, first: int = 0) -> Row:
    """`├───●────┤ t  41 / 128`, exactly `width` cells; the numbers alone where there is no room.

    `t` is the step shown, `first` … `last` those there are; the numbers keep their columns as t
    grows.
    """
    last = max(first, last)
    t = min(max(first, t), last)
    numbers = f"t {t:>{len(str(last))}} / {last}"
    room = width - len(numbers) - 3
    if room < _SHORTEST_LINE:
        return fit([Run(numbers, Ink("muted"))], width)
    at = round((t - first) / (last - first) * (room - 1)) if last > first else 0
    rule = Ink("rule")
    return fit(
        [
            Run(_LEFT + "─" * at, rule),
            Run("●", Ink("accent")),
            Run("─" * (room - 1 - at) + _RIGHT, rule),
            Run(" " + numbers, Ink("muted")),
        ],
        width,
    )


def share_at(row: Row, x: int) -> float | None:
    """The share of a time line, which the row begins with, to the left of cell `x`, 0 … 1.

    None for a row without a line.
    """
    last = plain(row).find(_RIGHT) - 1
    return min(max((x - 1) / (last - 1), 0.0), 1.0) if last > 0 else None
