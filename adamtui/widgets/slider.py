"""A slider for one hyperparameter: one row, turned by keys and mouse, or typed.

The value only ever holds what the knob allows; a number that it does not allow stays in the row,
being typed, with the reason beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from adamtui.core.hyper import Knob
from adamtui.core.scale import ladder
from adamtui.ink import PLAIN, Row, merge
from adamtui.widgets import slider_row as draw
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.slider_row import Typed

STARTS = "0123456789.-"
WHILE_TYPING = frozenset({"accept", "cancel"})
COMMANDS = frozenset({"enter", "escape", "tab", "shift+tab"})


class Slider(Canvas, can_focus=True):
    """Shows and changes the value of one knob."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "less", key_display="←"),
        Binding("right", "step(1)", "more", key_display="→"),
        Binding("shift+left,<", "leap(-1)", "much less", key_display="<", show=False),
        Binding("shift+right,>", "leap(1)", "much more", key_display=">", show=False),
        Binding("home", "end(0)", "least", show=False),
        Binding("end", "end(1)", "most", show=False),
        Binding("d", "reset", "default", show=False),
        *(Binding(char, f"type('{char}')", "type a value", key_display="0…9") for char in STARTS),
        Binding("enter", "accept", "accept"),
        Binding("escape", "cancel", "cancel"),
    ]

    value: reactive[float] = reactive(0.0, repaint=False)
    """What the knob stands at."""

    default: reactive[float] = reactive(0.0, repaint=False)
    """What `d` goes back to."""

    class Changed(Message):
        """The learner turned the knob or typed another value."""

        def __init__(self, slider: Slider, name: str, value: float) -> None:
            super().__init__()
            self.slider = slider
            self.name = name
            self.value = value

        @property
        def control(self) -> Slider:
            """The slider, for selectors."""
            return self.slider

    def __init__(
        self,
        knob: Knob,
        value: float,
        default: float,
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget names it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.knob = knob
        self._ladder = ladder(knob)
        self._typed: Typed | None = None
        self.set_reactive(Slider.value, value)
        self.set_reactive(Slider.default, default)

    def fitted(self, width: int) -> Sequence[Row]:
        """The row for a width."""
        return (self._row(width),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a value is typed it can be accepted or cancelled, nothing else."""
        if action in WHILE_TYPING:
            return self._typed is not None
        return self._typed is None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key goes into the value being typed."""
        return self._typed is not None and not _commands(key)

    def action_step(self, by: int) -> None:
        """Go `by` fine notches."""
        self._turn(self._ladder.step(self.value, by))

    def action_leap(self, by: int) -> None:
        """Go `by` coarse notches."""
        self._turn(self._ladder.coarse(self.value, by))

    def action_end(self, place: int) -> None:
        """Go to the left (0) or right (1) end of the track."""
        self._turn(self._ladder.at(place))

    def action_reset(self) -> None:
        """Go back to the default."""
        self._turn(self.default)

    def action_type(self, text: str) -> None:
        """Start typing a value."""
        self._type(Typed().insert(text))

    def action_accept(self) -> None:
        """Take over the typed value, or say why not. Nothing typed changes nothing."""
        typed = self._typed or Typed()
        value, fault = self._read(typed.text)
        if fault:
            self._type(Typed(typed.text, typed.caret, fault))
            return
        self._type(None)
        self._turn(value)

    def action_cancel(self) -> None:
        """Forget what was typed."""
        self._type(None)

    def on_key(self, event: events.Key) -> None:
        """Write what is typed, at once: an action would run after keys that came meanwhile."""
        key, typed = event.key, self._typed
        if typed is None:
            if event.character is None or event.character not in STARTS:
                return
            self.action_type(event.character)
        elif key == "enter":
            self.action_accept()
        elif key == "escape":
            self.action_cancel()
        elif _commands(key):
            if key.endswith("tab") and not self._read(typed.text)[1]:
                self.action_accept()
            return
        else:
            self._type(typed.pressed(key, event.character))
        event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Write the digits of a pasted text."""
        event.stop()
        self._type((self._typed or Typed()).insert(event.text))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the track."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.x in self._track(self.size.width):
            self._type(None)
            self.capture_mouse()
            self._drag(offset.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the handle."""
        if self.app.mouse_captured is self:
            self._drag(event.get_content_offset_capture(self).x)

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()

    def watch_value(self) -> None:
        """Show the new value."""
        self._draw()

    def watch_default(self) -> None:
        """Show where the default is."""
        self._draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the row; typing ends when the focus goes elsewhere in the app."""
        super().watch_has_focus(has_focus)
        if not has_focus and self.app.app_focus:
            self._type(None)
        self._draw()

    def _turn(self, value: float) -> None:
        if value != self.value:
            self.value = value
            self.post_message(self.Changed(self, self.knob.name, value))

    def _drag(self, x: int) -> None:
        columns = self._track(self.size.width)
        if len(columns) > 1:
            self._turn(self._ladder.at((x - columns.start) / (len(columns) - 1)))

    def _type(self, typed: Typed | None) -> None:
        started_or_ended = (typed is None) != (self._typed is None)
        self._typed = typed
        if started_or_ended:
            self.refresh_bindings()
        self._draw()

    def _read(self, text: str) -> tuple[float, str]:
        """The value of a typed text, unchanged where that is empty, and what is wrong with it."""
        if not text:
            return self.value, ""
        try:
            value = float(text)
        except ValueError:
            return self.value, f"{text} is not a number"
        return value, self.knob.fault(value) or ""

    def _draw(self) -> None:
        self.paint(self.fitted(self.size.width))

    def _track(self, width: int) -> range:
        typed = self._typed
        shown = draw.written(self.value) if typed is None else typed.text + " "
        return draw.track_columns(width, len(shown))

    def _row(self, width: int) -> Row:
        knob, typed, focused = self.knob, self._typed, self.has_focus
        if typed is not None and typed.fault:
            return draw.fault_row(knob.symbol, typed, width, focused=focused)
        turned = draw.TURNED if self.value != self.default else PLAIN
        field = draw.field(draw.written(self.value), turned)
        if typed is not None:
            field = draw.typed_field(typed, focused=focused)
        place, home = self._ladder.place(self.value), self._ladder.place(self.default)
        track = draw.track(len(self._track(width)), place, home, focused=focused)
        return merge(
            [*draw.legend(knob.symbol, knob.meaning, width, focused=focused), *field, *track]
        )


def _commands(key: str) -> bool:
    """Whether a key is a command even while a value is typed."""
    return key in COMMANDS or key.startswith("ctrl+")
