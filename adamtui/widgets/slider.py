"""A slider for one number: one row, turned by keys and mouse, or typed.

The value only ever holds what the knob allows, and `check` beside it; a number that is not allowed
stays in the row, being typed, with the reason beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeAlias

from textual import events
from textual.binding import Binding, BindingType

from adamtui.core.hyper import Knob
from adamtui.core.scale import Ladder, ladder
from adamtui.ink import PLAIN, Row, merge
from adamtui.widgets import slider_row as draw
from adamtui.widgets.knob_row import KnobRow
from adamtui.widgets.slider_row import Typed

Check: TypeAlias = Callable[[float], str | None]
"""Why a value that the knob allows is not to be had as things stand, or None."""

STARTS = "0123456789.-"
WHILE_TYPING = frozenset({"accept", "cancel"})
COMMANDS = frozenset({"enter", "escape", "tab", "shift+tab"})


class Slider(KnobRow[Knob, float]):
    """Shows and changes the value of one knob."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "turn", key_display="←→", tooltip="less"),
        Binding("right", "step(1)", "more", show=False),
        Binding("shift+left,<", "leap(-1)", "much less", key_display="<", show=False),
        Binding("shift+right,>", "leap(1)", "much more", key_display=">", show=False),
        Binding("home", "end(0)", "least", show=False),
        Binding("end", "end(1)", "most", show=False),
        Binding("d", "reset", "default", show=False),
        *(
            Binding(char, f"type('{char}')", "type a value", key_display="0…9", show=False)
            for char in STARTS
        ),
        Binding("enter", "accept", "accept"),
        Binding("escape", "cancel", "cancel"),
    ]

    def __init__(
        self,
        knob: Knob,
        value: float,
        default: float,
        *,
        check: Check | None = None,
        id: str | None = None,  # noqa: A002 - as every Textual widget names it
        classes: str | None = None,
    ) -> None:
        """A move that `check` refuses goes only as far as it allows."""
        super().__init__(knob, value, default, id=id, classes=classes)
        self._check = check
        self._typed: Typed | None = None

    @property
    def head(self) -> draw.Head:
        """The knob's symbol and meaning."""
        return draw.Head(self.knob.symbol, self.knob.meaning, self.legend)

    def row(self, width: int) -> Row:
        """What is turned, its value, and a track; a number being typed, and what is wrong there."""
        typed, focused, head = self._typed, self.has_focus, self.head
        if typed is not None and typed.fault:
            return draw.fault_row(head, typed, width, focused=focused)
        turned = draw.TURNED if self.value != self.default else PLAIN
        field = draw.field(draw.written(self.value), turned)
        if typed is not None:
            field = draw.typed_field(typed, focused=focused)
        place, home = self._ladder.place(self.value), self._ladder.place(self.default)
        track = draw.track(len(self._track(width)), place, home, focused=focused)
        return merge([*head.row(width, focused=focused), *field, *track])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a value is typed it can be accepted or cancelled, nothing else."""
        if action in WHILE_TYPING:
            return self._typed is not None
        return self._typed is None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key goes into the value being typed."""
        return self._typed is not None and not is_command(key)

    def action_step(self, by: int) -> None:
        """Go `by` fine notches."""
        self._go(self._ladder.step(self.value, by))

    def action_leap(self, by: int) -> None:
        """Go `by` coarse notches."""
        self._go(self._ladder.coarse(self.value, by))

    def action_end(self, place: int) -> None:
        """Go to the left (0) or right (1) end of the track."""
        there = self._ladder.at(place)
        self._go(max(there, self.value) if place else min(there, self.value))

    def action_reset(self) -> None:
        """Go back to the default."""
        self._go(self.default)

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
        self.turn(value)

    def action_cancel(self) -> None:
        """Forget what was typed."""
        self._type(None)

    def write(self, key: str, character: str | None) -> bool:
        """Whether a key goes into the value being typed; tab takes that over and goes on."""
        typed = self._typed
        if typed is None:
            return False
        if is_command(key):
            if key.endswith("tab") and not self._read(typed.text)[1]:
                self.action_accept()
            return False
        self._type(typed.pressed(key, character))
        return True

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

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the row; typing ends when the focus goes elsewhere in the app."""
        super().watch_has_focus(has_focus)
        if not has_focus and self.app.app_focus:
            self._type(None)

    @property
    def _ladder(self) -> Ladder:
        return ladder(self.knob)

    def _go(self, value: float) -> None:
        """Turn to `value`, or to the notch before it that is nearest and allowed."""
        if self._fault(value) is not None:
            low, high = sorted((self.value, value))
            passed = [notch for notch in self._ladder.values if low < notch < high]
            passed.sort(reverse=value > self.value)
            value = next((at for at in passed if self._fault(at) is None), self.value)
        self.turn(value)

    def _fault(self, value: float) -> str | None:
        fault = self.knob.fault(value)
        if fault is not None:
            # The row says which knob it is, by its sign.
            return fault.removeprefix(f"{self.knob.name} ")
        return self._check(value) if self._check else None

    def _drag(self, x: int) -> None:
        columns = self._track(self.size.width)
        if len(columns) > 1:
            self._go(self._ladder.at((x - columns.start) / (len(columns) - 1)))

    def _type(self, typed: Typed | None) -> None:
        started_or_ended = (typed is None) != (self._typed is None)
        self._typed = typed
        if started_or_ended:
            self.refresh_bindings()
        self.draw()

    def _read(self, text: str) -> tuple[float, str]:
        """The value of a typed text, unchanged where that is empty, and what is wrong with it."""
        if not text:
            return self.value, ""
        try:
            value = float(text)
        except ValueError:
            return self.value, f"{text} is not a number"
        return value, self._fault(value) or ""

    def _track(self, width: int) -> range:
        typed = self._typed
        shown = draw.written(self.value) if typed is None else typed.text + " "
        start = self.head.width(width) + max(len(shown), draw.FIELD) + 1
        return draw.track_columns(start, width)


def is_command(key: str) -> bool:
    """Whether a key is a command even while a value is typed."""
    return key in COMMANDS or key.startswith("ctrl+")
