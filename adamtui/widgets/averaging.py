"""The laboratory of the moving average: restarted many times, what it is and how it scatters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from adamtui.algebra import averages
from adamtui.algebra.steps import Step
from adamtui.charts.scale import page_window
from adamtui.core.distribution import Distribution, Family
from adamtui.core.hyper import KNOBS, Knob
from adamtui.core.moments import family
from adamtui.core.restarts import LONGEST, experiment
from adamtui.panels.averaging import averaging
from adamtui.panels.averaging_scene import AveragingScene
from adamtui.widgets.deriver import Source
from adamtui.widgets.knobs import Knobs
from adamtui.widgets.laboratory import Laboratory
from adamtui.widgets.picture import Drawing

SHORTEST = 50
"""Updates of the shortest run drawn."""

_BETA = KNOBS["beta1"]
_UPDATE = Knob("t", "t", "updates so far", 1, LONGEST, "whole", (1, LONGEST))


class Averaging(Laboratory):
    """Shows many runs of m = β₁·m + (1 − β₁)·g on independent gradients g."""

    def __init__(
        self, dist: str, given: Mapping[str, float], *, beta1: float, steps: int, seed: int = 0
    ) -> None:
        """Gradients are from the family `dist`; DistributionError for values it does not take."""
        self._family: Family = family(dist)
        self._gradient: Distribution = self._family.at(**given)
        self._beta1, self._t, self._seed = beta1, steps, seed
        super().__init__((_BETA, _UPDATE, *self._family.knobs), self._values(), self._values())

    def on_mount(self) -> None:
        """Run as opened."""
        self.draw()

    def source(self) -> Source | None:
        """The algebra for this very t, as long as that is short."""
        return _source(self._t) if self._t <= averages.LARGEST else None

    def whole(self) -> tuple[str, Source]:
        """The algebra for this t, or for the largest that is written out."""
        t = min(self._t, averages.LARGEST)
        return f"The moving average after {t} update{'s' * (t > 1)}", _source(t)

    def drawing(self, steps: Sequence[Step], busy: str) -> Drawing:
        """The experiment, run again only where more than t has changed."""
        updates = int(page_window(max(self._t, SHORTEST))[1])
        done = experiment(self._gradient, self._beta1, updates, self._seed)
        scene = AveragingScene(f"g: {self._family.title}", done, self._t, steps, busy)
        return partial(averaging, scene)

    def fault(self, name: str, value: float) -> str | None:
        """Why a parameter of the distribution cannot have a value as the others stand."""
        own = {knob.name: self.knobs.values[knob.name] for knob in self._family.knobs}
        return self._family.fault({**own, name: value}) if name in own else None

    def on_knobs_changed(self, message: Knobs.Changed) -> None:
        """Run again, or look at another update of the same runs."""
        message.stop()
        self.use()
        name, value = message.name, float(message.value)
        if name == _BETA.name:
            self._beta1 = value
        elif name == _UPDATE.name:
            self._t = int(value)
            self.derive()
        else:
            self._gradient = self._family.at(**{**self._gradient.values, name: value})
        self.draw()

    def _values(self) -> dict[str, Any]:
        """What the knobs stand at when it opens."""
        return {_BETA.name: self._beta1, _UPDATE.name: self._t, **self._gradient.values}


def _source(t: int) -> Source:
    return Source(f"average {t}", lambda: averages.derivation(t))
