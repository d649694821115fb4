"""The time line: where in a run the cursor stands, in one row."""

from __future__ import annotations

from adamtui.charts.cells import fit
from adamtui.ink import Ink, Row, Run

_SHORTEST_LINE = 5


def timeline(t: int, last: int, width: int) -> Row:
    """`├───●────┤ t  41 / 128`, exactly `width` cells; the numbers alone where there is no room.

    `t` is the step shown, `last` the last one recorded; the numbers keep their columns as t grows.
    """
    last = max(0, last)
    t = min(max(0, t), last)
    numbers = f"t {t:>{len(str(last))}} / {last}"
    room = width - len(numbers) - 3
    if room < _SHORTEST_LINE:
        return fit([Run(numbers, Ink("muted"))], width)
    at = round(t / last * (room - 1)) if last else 0
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
