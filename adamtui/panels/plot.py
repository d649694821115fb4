"""Graphs of functions over one range, and what they are at one x, as rows of text.

Only the marks move with x: the graphs depend on the functions and the size, and are kept by these.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from adamtui.charts.cells import fit
from adamtui.charts.columns import Function
from adamtui.charts.graph import Drawn, Graph, Mark, drawn
from adamtui.charts.limits import limits, rounded
from adamtui.charts.series import INKS
from adamtui.core.problem import Array, Interval
from adamtui.core.tree import Value
from adamtui.ink import Ink, Row, Run
from adamtui.panels.numbers import brief
from adamtui.panels.places import Size, too_small
from adamtui.typeset import cells

NARROWEST = 24
FEWEST = 6
"""Rows that the graphs need."""
GRAPHS = 14
"""Rows of the graphs in a lesson."""
COLUMNS = 76
"""Cells of a row of a lesson, at the least."""

_NUMBER = 13
"""Cells of the longest number in the readout."""
_IS = " = "
_GAP = 3
_NOWHERE = (0.0, 1.0)
_BOLD = Ink(bold=True)
_QUIET = Ink("muted")


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """One to four functions of what is called `x`, over `over`; `logs` of which axes."""

    functions: Sequence[Callable[[Value], Value]]
    names: Sequence[str]
    over: Interval
    logs: tuple[bool, bool] = (False, False)
    x: str = "x"

    def at(self, x: float) -> tuple[float, ...]:
        """The value of each function; nan where it has none, as at a pole with two sides."""
        return tuple(_settled(of, x) for of in self.functions)

    def drawn(self) -> Iterator[Graph]:
        """The graphs, in axis coordinates."""
        for k, (of, name) in enumerate(zip(self.functions, self.names, strict=True)):
            yield Graph(name, self._on_axes(of), INKS[k], exact=True)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point in axis coordinates: in log₁₀ where an axis is logarithmic."""
        with np.errstate(all="ignore"):
            return (
                float(np.log10(x)) if self.logs[0] else x,
                float(np.log10(y)) if self.logs[1] else y,
            )

    def _on_axes(self, of: Callable[[Value], Value]) -> Function:
        log_x, log_y = self.logs

        def graph(at: Array) -> Array:
            # The ends are the author's own, not a rounding beyond them.
            xs = np.clip(10.0**at, *self.over) if log_x else at
            ys = np.asarray(of(xs))
            return np.log10(ys) if log_y else ys

        return graph


def _settled(of: Callable[[Value], Value], x: float) -> float:
    """A value; where it is infinite only if it is so from both sides."""
    value = float(of(x))
    if math.isinf(value):
        beside = [float(of(math.nextafter(x, end))) for end in (-math.inf, math.inf)]
        if any(each * value < 0 for each in beside):
            return math.nan
    return value


def plot(curves: Curves, x: float, size: Size) -> list[Row]:
    """`size[1]` rows of at most `size[0]` cells: the graphs, and their values at `x`."""
    values = readout(curves, x, size[0])
    needed = (NARROWEST, FEWEST + len(values))
    if size[0] < needed[0] or size[1] < needed[1]:
        return too_small(needed, size)
    ground, view = _ground(curves, (size[0], size[1] - len(values)))
    marks = [
        mark
        for k, y in enumerate(curves.at(x))
        if (mark := _mark(curves.place(x, y), view, INKS[k]))
    ]
    at = curves.place(x, 1.0)[0]
    return [*ground.rows(marks, under=at, upright=at), *values]


@lru_cache(maxsize=8)
def _ground(curves: Curves, size: Size) -> tuple[Drawn, Interval]:
    """The graphs, and how far they are seen in y."""
    graphs = list(curves.drawn())
    ends = [curves.place(end, 1.0)[0] for end in curves.over]
    x = (ends[0], ends[1])
    seen = limits([each.of for each in graphs], x) or _NOWHERE
    y = rounded(*seen, log=curves.logs[1])
    return drawn(graphs, (x, y), size, logs=curves.logs), y


def _mark(place: tuple[float, float], seen: Interval, ink: str) -> Mark | None:
    """A point of a graph; where that is out of sight an arrow towards it."""
    x, y = place
    if math.isnan(y):
        return None
    sign = "↓" if y < seen[0] else "↑" if y > seen[1] else "●"
    return Mark(x, min(max(y, seen[0]), seen[1]), sign, ink)


def readout(curves: Curves, x: float, width: int) -> list[Row]:
    """x and the value of each function, each in a place of its own whatever the numbers are."""
    names = [(curves.x, _QUIET)]
    names += [(name, Ink(INKS[k])) for k, name in enumerate(curves.names)]
    values = [brief(x), *map(_value, curves.at(x))]
    pieces = [_piece(*name, value, width) for name, value in zip(names, values, strict=True)]
    rows: list[Row] = []
    for count in _in_rows(curves.names, curves.x, width):
        ours, pieces = pieces[:count], pieces[count:]
        gaps = [Run(" " * _GAP)] * (count - 1) + [Run("")]
        rows.append(fit(chain(*((*a, b) for a, b in zip(ours, gaps, strict=True))), width))
    return rows


def rows_of_readout(names: Sequence[str], x: str, width: int = COLUMNS) -> int:
    """The rows that the readout takes."""
    return len(_in_rows(names, x, width))


def _in_rows(names: Sequence[str], x: str, width: int) -> list[int]:
    """How many pieces of the readout stand in each row."""
    counts, room = [0], width
    for name in (x, *names):
        needed = _named(name, width) + _NUMBER
        if needed > room and counts[-1]:
            counts.append(0)
            room = width
        counts[-1] += 1
        room -= needed + _GAP
    return counts


def _named(name: str, width: int) -> int:
    """The cells that a name and its sign of equality have."""
    return min(cells(name) + len(_IS), width - _NUMBER)


def _piece(name: str, ink: Ink, value: str, width: int) -> tuple[Run, ...]:
    """`name = value` and what is left of its place; a long name is cut, never a number."""
    named = fit([Run(name, ink)], _named(name, width) - len(_IS))
    return *named, Run(_IS, _QUIET), Run(value.ljust(_NUMBER), _BOLD)


def _value(y: float) -> str:
    if math.isnan(y):
        return "undefined"
    return brief(y) if math.isfinite(y) else "∞" if y > 0 else "−∞"
