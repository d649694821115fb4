"""The laboratory of moments: a distribution with its parameters, and M(t) about 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from adamtui.algebra import mgf
from adamtui.core.gradients import Training, training
from adamtui.core.hyper import Knob, Words
from adamtui.core.moments import FAMILIES, family
from adamtui.core.softmax import name
from adamtui.ink import Row
from adamtui.panels.lab import lab
from adamtui.panels.lab_scene import Averages, LabScene
from adamtui.panels.pictures import progress
from adamtui.widgets.deriver import Deriver, Found, Source
from adamtui.widgets.knobs import Knobs
from adamtui.widgets.part import Part
from adamtui.widgets.picture import Picture
from adamtui.widgets.recorder import Recorder

DIGITS = "digits"
PLAY_SECONDS = 0.15
PLAY_UPDATES = 5
ORDER = 2
"""How many moments are derived: Adam uses two."""

_KINDS = Words("dist", "g", "kind of distribution", tuple(FAMILIES))


class Lab(Part):
    """Shows the moments of a distribution as the geometry of one curve, and lets both be changed.

    Of `digits` it also trains: the gradients are those of a model that Adam has made so many
    updates of.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "derivation", "derivation"),
        Binding("space", "train(1)", "one update"),
        Binding("]", "train(10)", "ten", show=False),
        Binding("[", "train(-10)", "ten back", show=False),
        Binding("a", "play", "play, pause"),
        Binding("escape", "stop", "stop"),
    ]

    def __init__(self, dist: str, given: Mapping[str, float]) -> None:
        """Opens with the family `dist`; DistributionError for values that it does not take."""
        super().__init__()
        self._opening = (dist, dict(given))
        self._family = family(dist)
        self._values = dict(self._family.at(**given).values)
        self._picture = Picture()
        self._knobs = Knobs(self._knob_rows(), self._shown(), self._defaults(), check=self._fault)
        self._deriver = Deriver(self, self._draw)
        self._recorder = Recorder(self, self._show_progress)
        self._timer: Timer | None = None
        self._scene: LabScene | None = None

    def compose(self) -> ComposeResult:
        """The picture, and the parameters below it."""
        yield self._picture
        yield self._knobs

    def on_mount(self) -> None:
        """Show the distribution as opened."""
        self._settle()

    def near(self) -> None:
        """Derive, once the picture is on screen."""
        self.call_after_refresh(self._derive)

    def on_knobs_changed(self, message: Knobs.Changed) -> None:
        """Another value, or another kind of distribution."""
        message.stop()
        if message.name == _KINDS.name:
            self._choose(str(message.value))
        else:
            self._values[message.name] = float(message.value)
        self._settle()

    def on_found(self, message: Found) -> None:
        """Show another step of the derivation."""
        message.stop()
        self._deriver.take(message)

    def action_derivation(self) -> None:
        """Show all of the derivation."""
        self.post_message(self.DerivationAsked(self._family.title, self._source()))

    def action_train(self, updates: int) -> None:
        """Train on, or go back."""
        low, high = next(knob.slider for knob in self._family.knobs if knob.name == "trained")
        trained = self._values["trained"] + updates
        self._values["trained"] = min(max(trained, low), high)
        self._settle()

    def action_play(self) -> None:
        """Train by itself, or stop."""
        if self._timer is None:
            self._timer = self.set_interval(PLAY_SECONDS, self._play_on)
            self.refresh_bindings()
        else:
            self._pause()

    def action_stop(self) -> None:
        """Stop training where it has got to."""
        self._pause()
        if self._recorder.running:
            self._recorder.abandon()
            self._values["trained"] = float(
                min(self._values["trained"], self._training().trace.last)
            )
            self._settle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Training is for gradients; `escape` is the lab's while there is something to stop."""
        if action in ("train", "play"):
            return self._family.name == DIGITS
        if action == "stop":
            return self._timer is not None or self._recorder.running
        return True

    def _play_on(self) -> None:
        if self.screen.is_active and not self._recorder.running:
            self.action_train(PLAY_UPDATES)

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
            self.refresh_bindings()

    def _choose(self, dist: str) -> None:
        """Another kind of distribution, as it begins."""
        self._pause()
        self._recorder.abandon()
        self._family = family(dist)
        self._values = dict(self._begins())
        self._derive()
        self.refresh_bindings()

    def _settle(self) -> None:
        """Make the distribution of the values, for which gradients may have to be trained first."""
        self._knobs.show(self._knob_rows(), self._shown(), self._defaults())
        if self._family.name == DIGITS:
            wanted = int(self._values["trained"])
            self._recorder.record(self._training().trace, wanted, self._show)
        else:
            self._show()

    def _show(self) -> None:
        made = self._family.at(**self._values)
        self._scene = LabScene(made, self._title(), averages=self._averages())
        self._draw()

    def _title(self) -> str:
        """The family; of gradients, whose they are and after how many updates."""
        if self._family.name != DIGITS:
            return self._family.title
        trained, weight = int(self._values["trained"]), int(self._values["weight"])
        return f"Gradients of the {name(weight)} at t = {trained}"

    def _draw(self) -> None:
        if self._scene is not None:
            scene = replace(self._scene, steps=self._deriver.steps, busy=self._deriver.busy)
            self._picture.show(partial(lab, scene))

    def _show_progress(self, done: int, wanted: int) -> None:
        """How far the training is, in place of the distribution that it is for."""
        width, height = self._picture.size
        rows: list[Row] = [()] * max(height // 2, 0)
        self._picture.paint([*rows, *progress(done, wanted, width)])

    def _derive(self) -> None:
        self._deriver.derive(self._source())
        self._draw()

    def _source(self) -> Source:
        dist = self._family.name
        return Source(f"mgf {dist}", lambda: mgf.derivation(dist, order=ORDER))

    def _training(self) -> Training:
        return training()

    def _averages(self) -> Averages | None:
        """Adam's m̂ and v̂ for the weight whose gradients are shown."""
        if self._family.name != DIGITS:
            return None
        trained, weight = int(self._values["trained"]), int(self._values["weight"])
        return Averages(trained, *self._training().averages(trained, weight))

    def _fault(self, name: str, value: float) -> str | None:
        """Why a parameter cannot have a value as the others stand."""
        own = {knob.name: self._knobs.values[knob.name] for knob in self._family.knobs}
        return self._family.fault({**own, name: value})

    def _knob_rows(self) -> tuple[Knob | Words, ...]:
        return (*self._family.knobs, _KINDS)

    def _shown(self) -> dict[str, Any]:
        return {_KINDS.name: self._family.name, **self._values}

    def _defaults(self) -> dict[str, Any]:
        return {_KINDS.name: self._opening[0], **self._begins()}

    def _begins(self) -> Mapping[str, float]:
        """The parameters as opened; of another kind of distribution, its own."""
        dist, given = self._opening
        return self._family.at(**(given if dist == self._family.name else {})).values
