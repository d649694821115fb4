"""The one place that draws with plotext: curves in, braille rasters out.

plotext is imported at the first drawing, or ahead of it in a thread. Its only figure is global, so
a drawing takes it whole, under a lock, and leaves nothing in it that the next one relies on. Axes,
labels and colours are ours: plotext draws the curves.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.charts.braille import Raster, parsed

Curve: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""x and y of equal length, x finite; nan in y is a gap."""

_figure_lock = threading.Lock()
_prepared: dict[str, Any] = {}
"""What the figure is set up for: between two steps of a run it seldom changes."""


def load_ahead() -> None:
    """Import plotext beside what goes on: the first drawing would wait a tenth of a second."""
    if "plotext" not in sys.modules:
        threading.Thread(target=_load).start()


def _load() -> None:
    import plotext  # noqa: F401


def rasters(
    curves: Sequence[Curve],
    size: tuple[int, int],
    x_limits: tuple[float, float],
    y_limits: tuple[float, float],
) -> list[Raster]:
    """Each curve alone as a raster of `size` (columns, rows), the limits at the outer dots' edges.

    Limits are finite and ascending; values may lie outside them, at most by a few spans: the cost
    of a line grows with its length.
    """
    import plotext

    with _figure_lock:
        figure = plotext.figure
        if (wanted := (size, x_limits, y_limits)) != _prepared.get("figure"):
            _prepare(plotext, *wanted)
            _prepared["figure"] = wanted
        drawn = [parsed(_draw(figure, xs, ys), size) for xs, ys in curves]
        figure.clear.data()
    return drawn


def _prepare(
    plotext: Any,
    size: tuple[int, int],
    x_limits: tuple[float, float],
    y_limits: tuple[float, float],
) -> None:
    """Set the figure up: a bare field of `size` cells between the limits."""
    figure = plotext.figure
    plotext.terminal.limit(False, False)
    figure.clear()
    figure.theme("colorless").plot_size(*size).axes(False).legend(False)
    for axis, side, limits in (("x", "lower", x_limits), ("y", "left", y_limits)):
        figure.ruler(axis, side).lim(*limits).alignment(lim="edge").frequency(0)


def _draw(
    figure: Any,
    xs: NDArray[np.float64],
    ys: NDArray[np.float64],
) -> str:
    """The text of one curve on the figure's canvas."""
    known = ~np.isnan(ys)
    if not known.any():
        return ""
    figure.clear.data()
    signal = figure.signal(xs[known].tolist(), ys[known].tolist(), marker="braille").lines(True)
    for start in np.flatnonzero(np.diff(np.flatnonzero(known)) > 1) + 1:
        signal.line(int(start), False)
    return str(figure.draw(signal).build().string(colorless=True))
