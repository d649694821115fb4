"""A choice among a few words, in the shape of a slider's row."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from adamtui.core.hyper import Words
from adamtui.ink import PLAIN, Row, Run, merge, plain
from adamtui.widgets import slider_row as draw
from adamtui.widgets.knob_row import KnobRow


class Choice(KnobRow[Words, str]):
    """Shows one of its words; `value` is always one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cycle(-1)", "choose", key_display="←→", tooltip="previous"),
        Binding("right", "cycle(1)", "next", show=False),
        Binding("d", "reset", "default"),
    ]

    @property
    def head(self) -> draw.Head:
        """The label of the words, and their meaning."""
        return draw.Head(self.knob.label, self.knob.meaning, self.legend)

    def row(self, width: int) -> Row:
        """The word chosen, between two arrows."""
        knob, focused = self.knob, self.has_focus
        arrow = draw.FOCUSED if focused else draw.MUTED
        word = f" {self.value:^{max(map(len, knob.options))}} "
        runs = [
            *self.head.row(width, focused=focused),
            Run("‹", arrow),
            Run(word, draw.TURNED if self.value != self.default else PLAIN),
            Run("›", arrow),
        ]
        return merge(runs)

    def action_cycle(self, by: int) -> None:
        """Go `by` words on, round and round."""
        options = self.knob.options
        self.turn(options[(options.index(self.value) + by) % len(options)])

    def action_reset(self) -> None:
        """Go back to the default."""
        self.turn(self.default)

    def turn(self, value: str) -> None:
        """Take a word over; keys after it may be meant for rows that go with it."""
        if value != self.value and self.knob.decisive and self.column is not None:
            self.column.unsettle()
        super().turn(value)

    def on_click(self, event: events.Click) -> None:
        """Go on by a click on the right arrow or the word, back by one on the left arrow."""
        offset = event.get_content_offset(self)
        text = plain(self.rows[0])
        if offset is not None and text.index("‹") <= offset.x < len(text):
            self.action_cycle(-1 if offset.x == text.index("‹") else 1)
