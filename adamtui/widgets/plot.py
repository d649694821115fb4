"""Graphs of functions with a marker that the reader moves: what they are where it stands."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult

from adamtui.core.hyper import Knob
from adamtui.core.scale import Ladder
from adamtui.panels.notches import notches, opening, scale_of
from adamtui.panels.plot import Curves, plot
from adamtui.widgets.part import Part
from adamtui.widgets.picture import Picture
from adamtui.widgets.slider import Slider


class Marker(Slider):
    """Walks along the axis as it is drawn, evenly or by factors; over counts by whole numbers."""

    def __init__(self, curves: Curves, at: float | None, *, counts: bool) -> None:
        """At the middle of the axis where `at` is not given."""
        self._notches = notches(curves, counts=counts)
        stands = opening(curves, at, counts=counts)
        knob = Knob("x", curves.x, "", *curves.over, scale_of(curves), curves.over)
        super().__init__(knob, stands, stands, check=_count_fault if counts else None)

    @property
    def _ladder(self) -> Ladder:
        return self._notches


class Plot(Part):
    """Shows one to four functions, and their values at the marker."""

    def __init__(self, curves: Curves, at: float | None = None, *, counts: bool = False) -> None:
        """`counts`: only whole numbers of x make sense."""
        super().__init__()
        self._curves = curves
        self._picture = Picture()
        self._marker = Marker(curves, at, counts=counts)

    def compose(self) -> ComposeResult:
        """The graphs, and the marker's row below them."""
        yield self._picture
        yield self._marker

    def on_mount(self) -> None:
        """Draw as opened."""
        self._draw()

    def on_knobs_changed(self, message: Marker.Changed) -> None:
        """Follow the marker."""
        message.stop()
        self.use()
        self._draw()

    def _draw(self) -> None:
        self._picture.show(partial(plot, self._curves, self._marker.value))


def _count_fault(value: float) -> str | None:
    return None if float(value).is_integer() else "must be a whole number"
