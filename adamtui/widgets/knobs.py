"""All hyperparameters of a rule, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from adamtui.core.hyper import CORRECTIONS, KNOBS
from adamtui.widgets.choice import Choice
from adamtui.widgets.slider import Slider

Hyper = Mapping[str, float | str]
"""Values by hyperparameter; numbers, but for the word of `correction`."""


class Knobs(Vertical):
    """A column of sliders; whoever owns the values answers `Changed` with `show`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "previous knob", key_display="↑"),
        Binding("down", "move(1)", "next knob", key_display="↓"),
    ]

    class Changed(Message):
        """The learner gave a hyperparameter another value."""

        def __init__(self, name: str, value: float | str) -> None:
            super().__init__()
            self.name = name
            self.value = value

    def __init__(
        self,
        hyper: Hyper,
        defaults: Hyper,
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget names it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._hyper, self._defaults = dict(hyper), dict(defaults)
        self._rows: dict[str, Slider | Choice] = {}

    def compose(self) -> ComposeResult:
        """A row for each hyperparameter, in order."""
        self._rows = {
            name: _row(name, value, self._defaults[name]) for name, value in self._hyper.items()
        }
        yield from self._rows.values()

    def show(self, hyper: Hyper, defaults: Hyper) -> None:
        """Show other values; rows are made anew only where other names are to be shown."""
        rebuild = list(hyper) != list(self._hyper)
        self._hyper, self._defaults = dict(hyper), dict(defaults)
        if rebuild:
            self.refresh(recompose=True)
            return
        for name, row in self._rows.items():
            if name in hyper:
                row.default, row.value = defaults[name], hyper[name]

    async def recompose(self) -> None:
        """Make the rows anew; the focus stays on the hyperparameter it was on, or in the column."""
        held = self._held()
        await super().recompose()
        if held is not None and self._rows:
            first = next(iter(self._rows.values()))
            self.screen.set_focus(self._rows.get(held, first))

    def action_move(self, by: int) -> None:
        """Go `by` rows down; stays at the ends."""
        names = list(self._rows)
        held = self._held()
        if held is not None:
            at = names.index(held) + by
            self.screen.set_focus(self._rows[names[min(max(at, 0), len(names) - 1)]])

    def _held(self) -> str | None:
        """The hyperparameter whose row has the focus."""
        focused = self.screen.focused
        return next((name for name, row in self._rows.items() if row is focused), None)

    def on_slider_changed(self, event: Slider.Changed) -> None:
        """Pass a number on."""
        event.stop()
        self.post_message(self.Changed(event.name, event.value))

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Pass a word on."""
        event.stop()
        self.post_message(self.Changed(event.name, event.value))


def _row(name: str, value: float | str, default: float | str) -> Slider | Choice:
    if isinstance(value, str):
        return Choice(name, CORRECTIONS, value, str(default))
    return Slider(KNOBS[name], value, float(default))
