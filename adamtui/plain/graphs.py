"""The graphs of a plot, and their values where its marker opens."""

from __future__ import annotations

from collections.abc import Iterator

from adamtui.course.plot import Plot
from adamtui.ink import Row
from adamtui.panels.notches import opening
from adamtui.panels.plot import GRAPHS, NARROWEST, Curves, plot, readout
from adamtui.plain.rows import said
from adamtui.plain.signs import told_apart


def graphs(options: Plot, room: int) -> Iterator[Row]:
    """The graphs over their range; below them x and the value of each there."""
    functions = tuple(each.function("x") for each in options.functions())
    names, x = options.names(), options.xlabel
    curves = Curves(functions, names, options.range(), options.logs(), x)
    at = opening(curves, options.at, counts=options.counts())
    values = readout(curves, at, max(room, NARROWEST))
    if room >= NARROWEST:
        yield from told_apart(plot(curves, at, (room, GRAPHS + len(values))))
    else:
        for row in values:
            yield from said("".join(run.text for run in row), room, hang=2)
