"""One moving average, restarted many times: what it is on average, and how it scatters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

import numpy as np
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from adamtui.algebra import averages
from adamtui.charts.scale import page_window
from adamtui.core.distribution import Distribution
from adamtui.core.hyper import KNOBS, Knob
from adamtui.core.moments import family
from adamtui.core.problem import Array
from adamtui.core.restarts import predicted, restarts
from adamtui.panels.averaging import AveragingScene, averaging
from adamtui.widgets.deriver import Deriver, Found, Source
from adamtui.widgets.knobs import Knobs
from adamtui.widgets.part import Part
from adamtui.widgets.picture import Picture

RESTARTS = 2000
LONGEST, SHORTEST = 200, 50
"""Updates of the longest run, and of the shortest one drawn."""
MULTIPLIED_OUT = 4
"""Up to this t SymPy writes the product out."""

_UPDATE = Knob("t", "t", "updates so far", 1, LONGEST, "whole", (1, LONGEST))


class Averaging(Part):
    """Shows `RESTARTS` runs of m = β₁·m + (1 − β₁)·g on independent gradients g."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "derivation", "derivation")]

    def __init__(
        self, dist: str, given: Mapping[str, float], *, beta1: float, steps: int, seed: int = 0
    ) -> None:
        """Gradients are from the family `dist`; DistributionError for values it does not take."""
        super().__init__()
        self._family = family(dist)
        self._seed = seed
        self._values = {
            "beta1": beta1,
            "t": float(max(steps, 1)),
            **self._family.at(**given).values,
        }
        self._opening = dict(self._values)
        self._picture = Picture()
        self._knobs = Knobs(self._knob_rows(), self._values, self._opening, check=self._fault)
        self._deriver = Deriver(self, self._draw)
        self._drawn: dict[tuple[Any, ...], Array] = {}
        self._scene: AveragingScene | None = None

    def compose(self) -> ComposeResult:
        """The picture, and the knobs below it."""
        yield self._picture
        yield self._knobs

    def on_mount(self) -> None:
        """Run as opened."""
        self._show()

    def near(self) -> None:
        """Derive, once the picture is on screen."""
        self.call_after_refresh(self._derive)

    def on_knobs_changed(self, message: Knobs.Changed) -> None:
        """Run again, or look at another update of the same runs."""
        message.stop()
        self._values[message.name] = float(message.value)
        self._show()
        if message.name == _UPDATE.name:
            self._derive()

    def on_found(self, message: Found) -> None:
        """Show another step of the derivation."""
        message.stop()
        self._deriver.take(message)

    def action_derivation(self) -> None:
        """Show all of the derivation."""
        t = min(self._t, MULTIPLIED_OUT)
        self.post_message(self.DerivationAsked(f"The moving average after {t}", _source(t)))

    @property
    def _t(self) -> int:
        return int(self._values["t"])

    def _show(self) -> None:
        distribution, beta1 = self._distribution(), self._values["beta1"]
        updates = int(page_window(max(self._t, SHORTEST))[1])
        draws = self._draws(distribution, updates)
        mean, sd = distribution.moments[0], distribution.variance**0.5
        self._scene = AveragingScene(
            title=f"g: {self._family.title}",
            beta1=beta1,
            t=self._t,
            count=RESTARTS,
            mean=mean,
            simulated=restarts(draws, beta1),
            predicted=predicted(mean, sd, beta1, updates),
        )
        self._draw()

    def _draw(self) -> None:
        if self._scene is not None:
            scene = replace(self._scene, steps=self._deriver.steps, busy=self._deriver.busy)
            self._picture.show(partial(averaging, scene))

    def _distribution(self) -> Distribution:
        names = (knob.name for knob in self._family.knobs)
        return self._family.at(**{name: self._values[name] for name in names})

    def _draws(self, distribution: Distribution, updates: int) -> Array:
        """The gradients of every restart, the same ones whatever β₁ is; shape (restarts, T)."""
        key = (*distribution.values.values(), updates)
        if key not in self._drawn:
            rng = np.random.default_rng(self._seed)
            self._drawn = {key: distribution.draw(rng, (RESTARTS, updates))}
        return self._drawn[key]

    def _derive(self) -> None:
        if self._t <= MULTIPLIED_OUT:
            self._deriver.derive(_source(self._t))
        else:
            self._deriver.clear()
        self._draw()

    def _fault(self, name: str, value: float) -> str | None:
        """Why a parameter cannot have a value as the others stand."""
        own = {knob.name: self._knobs.values[knob.name] for knob in self._family.knobs}
        return self._family.fault({**own, name: value}) if name in own else None

    def _knob_rows(self) -> tuple[Knob, ...]:
        return (KNOBS["beta1"], _UPDATE, *self._family.knobs)


def _source(t: int) -> Source:
    return Source(f"average {t}", lambda: averages.derivation(t))
