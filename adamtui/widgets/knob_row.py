"""What a slider and a choice have in common: one focusable row for one knob, with its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import reactive

from adamtui.core.hyper import Knob, Words
from adamtui.ink import Row
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.inside_textual import run_bound
from adamtui.widgets.slider_row import Head

MOVES = frozenset({"tab", "shift+tab", "escape"})
"""Keys that may take the focus elsewhere: what follows them is no longer for the row."""

K = TypeVar("K", Knob, Words)
V = TypeVar("V", float, str)


class Column(Protocol):
    """What a row knows of the column that it stands in."""

    def hold(self, key: events.Key) -> bool:
        """Whether the column keeps a key until its rows are settled."""

    def unsettle(self) -> None:
        """Have it keep keys until it has been told what rows to show."""


class KnobRow(Canvas, Generic[K, V], can_focus=True):
    """Shows and changes one value."""

    knob: reactive[K] = reactive[Any](None, repaint=False)
    """What is turned: a number, or a choice among words."""

    value: reactive[V] = reactive[Any](None, repaint=False)
    """What it stands at."""

    default: reactive[V] = reactive[Any](None, repaint=False)
    """What `d` goes back to."""

    legend: reactive[int] = reactive(0, repaint=False)
    """The columns of sign and meaning where rows are to be in line; 0 for as many as it takes."""

    class Changed(Message, namespace="knobs"):
        """The learner gave a knob another value. Goes up, through the column of knobs, as it is."""

        def __init__(self, row: KnobRow[Any, Any], name: str, value: float | str) -> None:
            super().__init__()
            self.row = row
            self.name = name
            self.value = value

        @property
        def control(self) -> KnobRow[Any, Any]:
            """The row, for selectors."""
            return self.row

    def __init__(
        self,
        knob: K,
        value: V,
        default: V,
        *,
        id: str | None = None,  # noqa: A002 - as every Textual widget names it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.owner: MessagePump | None = None
        """Who is told of a turn: the parent, unless another is given."""
        self.column: Column | None = None
        """The column that the row stands in."""
        for name, given in (("knob", knob), ("value", value), ("default", default)):
            self.set_reactive(getattr(type(self), name), given)

    @property
    def head(self) -> Head:
        """What the row begins with."""
        raise NotImplementedError

    def row(self, width: int) -> Row:
        """The row for a width."""
        raise NotImplementedError

    def write(self, key: str, character: str | None) -> bool:
        """Whether a key goes into a value being typed; then it is no command."""
        return False

    def fitted(self, width: int) -> Sequence[Row]:
        """The row for a width."""
        return (self.row(width),)

    async def on_key(self, event: events.Key) -> None:
        """Answer at once; left to the app a key would first go through the queue of every parent.

        A key before this one, in the same packet, may have moved the focus on.
        """
        row = self.app.focused
        if isinstance(row, KnobRow) and (
            (row.column is not None and row.column.hold(event))
            or row.write(event.key, event.character)
            or await row.act(event.key)
        ):
            event.stop()

    def watch_knob(self) -> None:
        """Show another sign, meaning or range."""
        self.draw()

    def watch_value(self) -> None:
        """Show the new value."""
        self.draw()

    def watch_default(self) -> None:
        """Show where the default is."""
        self.draw()

    def watch_legend(self) -> None:
        """Keep in line with the other rows."""
        self.draw()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the row."""
        super().watch_has_focus(has_focus)
        self.draw()

    def turn(self, value: V) -> None:
        """Take a value over from the learner, and tell of it where it is another.

        The row is drawn when its owner has painted what follows from the value: so one frame shows
        both. The next frame would be up to 33 ms later.
        """
        if value != self.value:
            self.set_reactive(type(self).value, value)
            owner = self.owner or self.parent or self
            owner.post_message(self.Changed(self, self.knob.name, value))
            owner.call_later(self.draw)

    def draw(self) -> None:
        """Show the row as it is now."""
        self.paint(self.fitted(self.size.width))

    async def act(self, key: str) -> bool:
        """Run what a key is bound to, below the screen or where it moves the focus."""
        nodes = self.ancestors_with_self
        if key not in MOVES:
            nodes = nodes[: nodes.index(self.screen)]
        return await run_bound(self.app, nodes, key)
