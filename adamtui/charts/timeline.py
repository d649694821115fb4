"""The time line: where in a run the cursor stands, in one row."""

from __future__ import annotations

from adamtui.charts.cells import fit
from adamtui.ink import Ink, Row, Run

_SHORTEST_LINE = 5


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
            Run("├" + "─" * at, rule),
            Run("●", Ink("accent")),
            Run("─" * (room - 1 - at) + "┤", rule),
            Run(" " + numbers, Ink("muted")),
        ],
        width,
    )
