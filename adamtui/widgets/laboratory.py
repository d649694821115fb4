"""What the laboratories have in common: a picture over knobs, and the derivation behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from adamtui.algebra.steps import Step
from adamtui.core.hyper import Knob, Words
from adamtui.widgets.deriver import Deriver, Source
from adamtui.widgets.knobs import Knobs
from adamtui.widgets.part import Part
from adamtui.widgets.picture import Drawing, Picture


class Laboratory(Part):
    """Draws what its knobs stand at; derives it when the reader is near."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "derivation", "derive", tooltip="the derivation, step by step")
    ]

    def __init__(
        self,
        knobs: Sequence[Knob | Words],
        values: Mapping[str, Any],
        defaults: Mapping[str, Any],
    ) -> None:
        super().__init__()
        self.knobs = Knobs(knobs, values, defaults, check=self.fault)
        self.picture = Picture()
        self._deriver = Deriver(self, self.draw)

    def compose(self) -> ComposeResult:
        """The picture, and the knobs below it."""
        yield self.picture
        yield self.knobs

    def near(self) -> None:
        """Derive, once the picture is on screen."""
        self.call_after_refresh(self.derive)

    def on_unmount(self) -> None:
        """Derive for others, if at all."""
        self._deriver.abandon()

    def on_deriver_found(self, message: Deriver.Found) -> None:
        """Show another step of the derivation."""
        message.stop()
        self._deriver.take(message)

    def action_derivation(self) -> None:
        """Show all of the derivation."""
        self.post_message(self.DerivationAsked(*self.whole()))

    def derive(self) -> None:
        """Derive what is shown, unless that is being done already."""
        self._deriver.derive(self.source())

    def draw(self) -> None:
        """Draw what is shown as far as it is derived."""
        drawing = self.drawing(self._deriver.steps, self._deriver.busy)
        if drawing is not None:
            self.picture.show(drawing)

    def source(self) -> Source | None:
        """The derivation that belongs to what is shown; None where there is none."""
        raise NotImplementedError

    def whole(self) -> tuple[str, Source]:
        """The title and the source of the derivation to be read on its own."""
        raise NotImplementedError

    def drawing(self, steps: Sequence[Step], busy: str) -> Drawing | None:
        """What to draw; None where there is nothing yet."""
        raise NotImplementedError

    def fault(self, name: str, value: float) -> str | None:
        """Why a knob cannot have a value as the others stand."""
        raise NotImplementedError
