"""Walking in what is recorded: the position in it, and the moves that change it.

Two things change, the record and the position, and the stage is drawn from the two alone. While a
new record is made up to where one stands, the stage still shows the one before.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic, Protocol, TypeVar

from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive

from adamtui.core.notation import NOTATIONS, PAPER
from adamtui.core.position import Position, Walk
from adamtui.widgets.asker import Asker
from adamtui.widgets.part import Part
from adamtui.widgets.player import Player
from adamtui.widgets.recorder import Recordable, Recorder
from adamtui.widgets.stage_canvas import StageCanvas

FASTEST = 1000
"""Updates that playing makes at a time, at most; the speeds are powers of ten."""


class Walkable(Recordable, Protocol):
    """A run, or several together, that one can stand in."""

    walk: Walk
    first: int


Record = TypeVar("Record", bound=Walkable)


class Walker(Asker, Generic[Record], can_focus=True):
    """Shows what is recorded and moves in it, by update and by line, forward and back."""

    at: reactive[Position] = reactive(Position(0, 0), init=False, always_update=True, repaint=False)
    """Where one stands."""

    class UpdateAsked(Message):
        """The number of an update to go to is to be asked for, which is the screen's to do."""

        def __init__(self, walker: Walker[Any]) -> None:
            super().__init__()
            self.walker = walker

    def __init__(
        self,
        record: Record,
        stage: StageCanvas[Any],
        *,
        opening: Position,
        until: int | None = None,
    ) -> None:
        """Opens at a position; playing ends at update `until`, where one is given."""
        super().__init__()
        self.record = record
        self.stage = stage
        self.until = until
        self.speed = 1
        """Updates that playing makes at a time."""
        self.names = PAPER
        """How the buffers are called."""
        self._opening = opening
        self.set_reactive(Walker.at, record.walk.start)
        self._lit = False
        self._player = Player(self, self._play_on)
        self._recorder = Recorder(self, self.stage.show_progress)

    @abstractmethod
    def scene(self, at: Position) -> Any:
        """What the stage is drawn from."""

    def compose(self) -> ComposeResult:
        """The stage alone."""
        yield self.stage

    def on_mount(self) -> None:
        """Stand where it opens; while that is being recorded the start is shown."""
        self._go(self._opening)
        if self._recorder.running:
            self.watch_at(self.at)

    def watch_at(self, at: Position) -> None:
        """Draw the new position."""
        self.stage.show(self.scene(at), lit=self._lit)

    def action_forward(self) -> None:
        """One update on."""
        self._move(self.record.walk.forward(self.at))

    def action_back(self) -> None:
        """One update back."""
        self._move(self.record.walk.back(self.at))

    def action_line_forward(self) -> None:
        """One line on."""
        self._move(self.record.walk.line_forward(self.at), lit=True)

    def action_line_back(self) -> None:
        """One line back."""
        self._move(self.record.walk.line_back(self.at), lit=True)

    def action_skip(self, updates: int) -> None:
        """Many updates on or back."""
        self._move(self.record.walk.end(self.at.t + updates))

    def action_first(self) -> None:
        """The start."""
        self._move(self.record.walk.start)

    def action_last(self) -> None:
        """The last update recorded."""
        self._move(self.record.walk.end(self.record.last))

    def action_chart(self) -> None:
        """Chart the next group of lines."""
        self.stage.next_chart()

    def action_notation(self) -> None:
        """Call the buffers as the next library does."""
        order = list(NOTATIONS.values())
        self.names = order[(order.index(self.names) + 1) % len(order)]
        self.stage.show_otherwise(names=self.names)
        self.notice(f"buffers named as in {self.names.title}")

    def action_reset(self) -> None:
        """Everything as it was when opened."""
        self.as_opened()
        self._move(self._opening)

    def as_opened(self) -> None:
        """All but the position as it was when opened; what has more than that adds to it."""
        self.speed, self.names = 1, PAPER
        self.stage.as_opened()

    def action_ask_update(self) -> None:
        """Have the screen ask for an update."""
        self.ask(self.UpdateAsked(self))

    def succeed(self, before: Part) -> None:
        """Stand at the end of the update that was reached, unless a step is to be earned."""
        if isinstance(before, Walker) and type(before) is type(self) and before.at.t:
            self.go_to(before.at.t)

    def go_to(self, t: int) -> None:
        """The end of update t."""
        self._move(self.record.walk.end(t))

    def action_play(self) -> None:
        """Make updates by itself, or stop; at the end say that it is the end."""
        if self._player.running or not self._ended:
            self.use()
            self._player.toggle()
        else:
            self.notice(f"playing ends at t = {self.until:,}; space and G go further")

    def action_faster(self, by: int) -> None:
        """Play ten times as many updates at a time, or a tenth, from now on."""
        self.speed = min(max(int(self.speed * 10.0**by), 1), FASTEST)
        begins = "" if self._player.running else "; a plays"
        self.notice(f"{self.speed:,} update{'s' * (self.speed > 1)} at a time{begins}")

    def notice(self, line: str) -> None:
        """Say something in passing, in place of what was said before."""
        self.app.clear_notifications()
        self.notify(line, timeout=2, markup=False)

    def action_stop(self) -> None:
        """Stop recording, where it has got to, or playing."""
        if self._recorder.running:
            self._recorder.abandon()
            self._lit = False
            self.at = self.record.walk.end(self.record.last)
        else:
            self._player.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`escape` is this widget's while there is something to stop, else the screen's."""
        return self.busy if action == "stop" else True

    @property
    def busy(self) -> bool:
        """Whether something is being recorded or played."""
        return self._recorder.running or self._player.running

    def on_stage_canvas_line_clicked(self, message: StageCanvas.LineClicked) -> None:
        """Stand on the line clicked, of the update one is in; at the start, of the first."""
        message.stop()
        self._move(Position(max(self.at.t, self.record.first + 1), message.line), lit=True)

    def on_stage_canvas_time_clicked(self, message: StageCanvas.TimeClicked) -> None:
        """Go to the update clicked on the time line."""
        message.stop()
        first, last = self.record.first, max(self.until or 0, self.record.last)
        self._move(self.record.walk.end(first + round(message.share * (last - first))))

    def _move(self, to: Position, *, lit: bool = False) -> None:
        """Stand at `to`; a key ends playing."""
        self.use()
        self._player.stop()
        self._go(to, lit=lit)

    def _go(self, to: Position, *, lit: bool = False, quiet: bool = False) -> None:
        def arrive() -> None:
            self._lit = lit
            self.at = to

        self._recorder.record(self.record, to.t, arrive, quiet=quiet)

    @property
    def _ended(self) -> bool:
        """Whether one stands where playing ends, or beyond."""
        return self.until is not None and self.record.walk.forward(self.at).t > self.until

    def _play_on(self) -> bool:
        """Some updates on, though not beyond the end; whether there are more."""
        if self._recorder.running:
            return True
        if self._ended:
            return False
        walk = self.record.walk
        to = walk.end(self.at.t + self.speed) if self.speed > 1 else walk.forward(self.at)
        self._go(to if self.until is None else min(to, walk.end(self.until)), quiet=True)
        return not self._ended
