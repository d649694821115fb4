"""The laboratory of moments: a distribution with its parameters, and M(t) about 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from adamtui.algebra import mgf
from adamtui.algebra.steps import Step
from adamtui.core.hyper import Knob, Words
from adamtui.core.moments import FAMILIES
from adamtui.panels.lab import lab
from adamtui.panels.lab_scene import LabScene
from adamtui.panels.laboratory import recording
from adamtui.panels.specimen import Gradients, Specimen, specimen
from adamtui.widgets.deriver import Source
from adamtui.widgets.knobs import Knobs
from adamtui.widgets.laboratory import Laboratory
from adamtui.widgets.picture import Drawing
from adamtui.widgets.player import Player
from adamtui.widgets.recorder import Recorder

PLAYED = 5
"""Updates that playing makes at a time."""
ORDER = 2
"""How many moments are derived: Adam uses two."""

_KIND = Words("dist", "g", "kind of distribution", tuple(FAMILIES), decisive=True)


class Lab(Laboratory):
    """Shows the moments of a distribution as the geometry of one curve, and lets both be changed.

    Of gradients it also trains the model that they are taken from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "train(1)", "update", tooltip="one update"),
        Binding("]", "train(10)", "ten updates", show=False),
        Binding("[", "train(-10)", "ten updates back", show=False),
        Binding("a", "play", "play, pause"),
        Binding("escape", "stop", "stop"),
    ]

    def __init__(self, dist: str, given: Mapping[str, float]) -> None:
        """Opens with the family `dist`; DistributionError for values that it does not take."""
        self._opening = (dist, dict(given))
        self._specimen = specimen(dist, given)
        self._scene: LabScene | None = None
        self._recorded: tuple[int, int] | None = None
        self._chosen: str | None = None
        super().__init__(self._rows(), self._standing(), self._defaults())
        self._recorder = Recorder(self, self._report)
        self._player = Player(self, self._play_on)

    def on_mount(self) -> None:
        """Show the distribution as opened."""
        self._lay(self._specimen)

    def source(self) -> Source:
        """The moments of the family, whatever its parameters are."""
        dist = self._specimen.family.name
        return Source(f"mgf {dist}", lambda: mgf.derivation(dist, order=ORDER))

    def whole(self) -> tuple[str, Source]:
        """The same derivation."""
        return self._specimen.family.title, self.source()

    def drawing(self, steps: Sequence[Step], busy: str) -> Drawing | None:
        """The laboratory; while the model is trained for it, how far that is."""
        if self._recorded is not None:
            return partial(recording, *self._recorded)
        if self._scene is None:
            return None
        return partial(lab, replace(self._scene, steps=steps, busy=busy))

    def fault(self, name: str, value: float) -> str | None:
        """Why a parameter cannot have a value as the others stand."""
        family = self._specimen.family
        own = {knob.name: self.knobs.values[knob.name] for knob in family.knobs}
        return family.fault({**own, name: value}) if name in own else None

    def on_knobs_changed(self, message: Knobs.Changed) -> None:
        """Another value, or another kind of distribution."""
        message.stop()
        self.use()
        self._player.stop()
        name, value = message.name, message.value
        if message.row.knob is _KIND:
            # A held key runs through all of them; only the last one is worth drawing.
            if self._chosen is None:
                self.call_later(self._choose)
            self._chosen = str(value)
            return
        self._choose()
        if name in self._specimen.values and not self.fault(name, float(value)):
            self._lay(self._specimen.having(name, float(value)))
        # Else it comes from a row that is on its way out.

    def action_train(self, updates: int) -> None:
        """Train on, or go back."""
        self.use()
        self._player.stop()
        self._train(updates)

    def action_play(self) -> None:
        """Train by itself, or stop."""
        self.use()
        self._player.toggle()

    def action_stop(self) -> None:
        """Stop training where it has got to."""
        self._player.stop()
        if isinstance(self._specimen, Gradients) and self._recorder.running:
            self._recorder.abandon()
            self._lay(self._specimen.after(self._specimen.training.trace.last))
            self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Training is for gradients; `escape` is the lab's while there is something to stop."""
        if action in ("train", "play"):
            return isinstance(self._specimen, Gradients)
        if action == "stop":
            return self._player.running or self._recorder.running
        return True

    def _play_on(self) -> bool:
        return self._recorder.running or self._train(PLAYED)

    def _train(self, updates: int) -> bool:
        """Whether there were updates to make, or to take back."""
        now = self._specimen
        if not isinstance(now, Gradients):
            return False
        then = now.after(now.updates + updates)
        if then.updates != now.updates:
            self._lay(then)
            self._tell()
        return then.updates != now.updates

    def _choose(self) -> None:
        """Another kind of distribution, as it begins."""
        dist, self._chosen = self._chosen, None
        if dist is None:
            return
        self._recorder.abandon()
        self._specimen = specimen(dist, self._given(dist))
        self._scene = None
        self._tell()
        self._lay(self._specimen)
        self.derive()
        self.refresh_bindings()

    def _lay(self, chosen: Specimen) -> None:
        """Show a specimen, for which a model may have to be trained first."""
        self._specimen = chosen
        if isinstance(chosen, Gradients):
            self._recorder.record(chosen.training.trace, chosen.updates, self._show)
        else:
            self._show()

    def _tell(self) -> None:
        """Have the knobs show what they were not turned to by the learner."""
        self.knobs.show(self._rows(), self._standing(), self._defaults())

    def _show(self) -> None:
        self._recorded = None
        self._scene = self._specimen.scene()
        self.draw()

    def _report(self, done: int, wanted: int) -> None:
        self._recorded = (done, wanted)
        self.draw()

    def _rows(self) -> tuple[Knob | Words, ...]:
        """The parameters, each with a track that its opening value is on."""
        dist = self._specimen.family.name
        begun = specimen(dist, self._given(dist)).values
        return (*(_reaching(k, begun[k.name]) for k in self._specimen.family.knobs), _KIND)

    def _standing(self) -> dict[str, Any]:
        """What the knobs stand at."""
        return {_KIND.name: self._specimen.family.name, **self._specimen.values}

    def _defaults(self) -> dict[str, Any]:
        """The parameters as opened; of another kind of distribution, its own."""
        dist = self._specimen.family.name
        begun = specimen(dist, self._given(dist)).values
        return {_KIND.name: self._opening[0], **begun}

    def _given(self, dist: str) -> Mapping[str, float]:
        opened, given = self._opening
        return given if dist == opened else {}


def _reaching(knob: Knob, value: float) -> Knob:
    low, high = knob.slider
    if low <= value <= high:
        return knob
    return replace(knob, slider=(min(low, value), max(high, value)))
