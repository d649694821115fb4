"""Walking a recorded run: the position in it, and the moves that change it.

Two things change, the trace and the position, and the stage is drawn from the two alone. While a
new trace is recorded up to where one stands, the stage still shows the one before.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.reactive import reactive

from adamtui.core.position import Position
from adamtui.core.trace import Trace
from adamtui.panels.scene import Scene
from adamtui.widgets.part import Part
from adamtui.widgets.player import Player
from adamtui.widgets.recorder import Recorder
from adamtui.widgets.stepper_stage import StepperStage


class Walker(Part, can_focus=True):
    """Shows a run and moves in it, by update and by line, forward and back."""

    at: reactive[Position] = reactive(Position(0, 0), init=False, always_update=True, repaint=False)
    """Where one stands."""

    def __init__(self, trace: Trace) -> None:
        super().__init__()
        self.trace = trace
        self.stage = StepperStage()
        self._lit = False
        self._player = Player(self, self._play_on)
        self._recorder = Recorder(self, self.stage.show_progress)

    def compose(self) -> ComposeResult:
        """The stage alone."""
        yield self.stage

    def watch_at(self, at: Position) -> None:
        """Draw the new position."""
        self.stage.show(Scene(self.trace, at), lit=self._lit)

    def action_forward(self) -> None:
        """One update on."""
        self._move(self.trace.walk.forward(self.at))

    def action_back(self) -> None:
        """One update back."""
        self._move(self.trace.walk.back(self.at))

    def action_line_forward(self) -> None:
        """One line on."""
        self._move(self.trace.walk.line_forward(self.at), lit=True)

    def action_line_back(self) -> None:
        """One line back."""
        self._move(self.trace.walk.line_back(self.at), lit=True)

    def action_skip(self, updates: int) -> None:
        """Many updates on or back."""
        self._move(self.trace.walk.end(self.at.t + updates))

    def action_first(self) -> None:
        """The start."""
        self._move(self.trace.walk.start)

    def action_last(self) -> None:
        """The last update recorded."""
        self._move(self.trace.walk.end(self.trace.last))

    def go_to(self, t: int) -> None:
        """The end of update t."""
        self._move(self.trace.walk.end(t))

    def action_play(self) -> None:
        """Make updates by itself, or stop."""
        self._player.toggle()

    def action_stop(self) -> None:
        """Stop recording, where it has got to, or playing."""
        if self._recorder.running:
            self._recorder.abandon()
            self._lit = False
            self.at = self.trace.walk.end(self.trace.last)
        else:
            self._player.stop()

    @property
    def busy(self) -> bool:
        """Whether something is being recorded or played."""
        return self._recorder.running or self._player.running

    def on_stepper_stage_line_clicked(self, message: StepperStage.LineClicked) -> None:
        """Stand on the line clicked, of the update one is in; at the start, of the first."""
        message.stop()
        self._move(Position(max(self.at.t, self.trace.first + 1), message.line), lit=True)

    def on_stepper_stage_time_clicked(self, message: StepperStage.TimeClicked) -> None:
        """Go to the update clicked on the time line."""
        message.stop()
        first, last = self.trace.first, self.trace.last
        self._move(self.trace.walk.end(first + round(message.share * (last - first))))

    def _move(self, to: Position, *, lit: bool = False) -> None:
        """Stand at `to`; a key ends playing."""
        self._player.stop()
        self._go(to, lit=lit)

    def _go(self, to: Position, *, lit: bool = False) -> None:
        def arrive() -> None:
            self._lit = lit
            self.at = to

        self._recorder.record(self.trace, to.t, arrive)

    def _play_on(self) -> bool:
        """One update on; there is always one more."""
        if not self._recorder.running:
            self._go(self.trace.walk.forward(self.at))
        return True
