"""A choice among a few words, in the shape of a slider's row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from adamtui.ink import PLAIN, Row, Run, merge
from adamtui.widgets import slider_row as draw
from adamtui.widgets.canvas import Canvas


class Choice(Canvas, can_focus=True):
    """Shows one of `options`; `value` is always one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cycle(-1)", "previous", key_display="←"),
        Binding("right", "cycle(1)", "next", key_display="→"),
        Binding("d", "reset", "default"),
    ]

    value: reactive[str] = reactive("", repaint=False)
    """The option chosen."""

    default: reactive[str] = reactive("", repaint=False)
    """What `d` goes back to."""

    class Changed(Message):
        """The learner chose another option."""

        def __init__(self, choice: Choice, name: str, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.name = name
            self.value = value

        @property
        def control(self) -> Choice:
            """The choice, for selectors."""
            return self.choice

    def __init__(
        self,
        label: str,
        options: Sequence[str],
        value: str,
        default: str,
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget names it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.label = label
        self.options = tuple(options)
        self.set_reactive(Choice.value, value)
        self.set_reactive(Choice.default, default)

    def fitted(self, width: int) -> Sequence[Row]:
        """The row for a width."""
        focused = self.has_focus
        arrow = draw.FOCUSED if focused else draw.MUTED
        word = f" {self.value:^{max(map(len, self.options))}} "
        runs = [
            *draw.legend(self.label, "", width, focused=focused),
            Run("‹", arrow),
            Run(word, draw.TURNED if self.value != self.default else PLAIN),
            Run("›", arrow),
        ]
        return (merge(runs),)

    def action_cycle(self, by: int) -> None:
        """Go `by` options on, round and round."""
        index = self.options.index(self.value) + by
        self._choose(self.options[index % len(self.options)])

    def action_reset(self) -> None:
        """Go back to the default."""
        self._choose(self.default)

    def on_click(self, event: events.Click) -> None:
        """Go on by a click on the right arrow or the word, back by one on the left arrow."""
        offset = event.get_content_offset(self)
        text = "".join(run.text for run in self.rows[0])
        if offset is not None and text.index("‹") <= offset.x < len(text):
            self.action_cycle(-1 if offset.x == text.index("‹") else 1)

    def watch_value(self) -> None:
        """Show the new value."""
        self._draw()

    def watch_default(self) -> None:
        """Show whether the value is the default."""
        self._draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the row."""
        super().watch_has_focus(has_focus)
        self._draw()

    def _choose(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, self.label, value))

    def _draw(self) -> None:
        self.paint(self.fitted(self.size.width))
