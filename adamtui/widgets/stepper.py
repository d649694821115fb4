"""The stepper: a recorded run and a position in it.

Two things change, the trace and the position. Keys move the position or replace the trace; every
panel is drawn from the two and from nothing else. The position is always recorded.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from adamtui.core.plan import Plan, PlanError
from adamtui.core.position import Position
from adamtui.core.trace import Trace
from adamtui.panels.scene import Scene
from adamtui.panels.stage import WIDE
from adamtui.widgets.knobs import Knobs
from adamtui.widgets.recorder import Recorder
from adamtui.widgets.stepper_keys import KEYS
from adamtui.widgets.stepper_stage import StepperStage

PLAY_SECONDS = 0.15

Question: TypeAlias = Literal["rule", "function", "update", "slopes"]


class Stepper(Widget, can_focus=True):
    """Steps one optimizer on one problem, by update and by line, forward and back."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    at: reactive[Position] = reactive(Position(0, 0), init=False, always_update=True, repaint=False)
    """Where one stands."""

    class Asked(Message):
        """Something is to be chosen in a dialogue, which is the screen's to open."""

        def __init__(self, stepper: Stepper, what: Question) -> None:
            super().__init__()
            self.stepper = stepper
            self.what: Question = what

    class Refused(Message):
        """Something could not be done; one line says why."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, plan: Plan, *, steps: int = 0) -> None:
        """A stepper that opens after `steps` updates; PlanError where the plan cannot be run."""
        super().__init__()
        self._opening = (plan, steps)
        self.plan = plan
        """What was asked for; settings that the present rule lacks are kept for another one."""
        self.trace = Trace(plan.resolve())
        self._lit = False
        self._timer: Timer | None = None
        self.knobs = Knobs(self.trace.run.hyper, self._defaults())
        self.stage = StepperStage()
        self._recorder = Recorder(self, self.stage.show_progress)

    def compose(self) -> ComposeResult:
        """The stage, and the knobs over the place it keeps for them."""
        yield self.stage
        yield self.knobs

    def on_mount(self) -> None:
        """Stand where the lesson or the command line wants to begin."""
        self._go(self.trace.walk.end(self._opening[1]))
        if self._recorder.running:
            self.watch_at(self.at)

    def on_resize(self, event: Resize) -> None:
        """Where there is room the knobs are always shown."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._place_knobs)

    def watch_at(self, at: Position) -> None:
        """Draw the new position."""
        self.stage.show(Scene(self.trace, at), lit=self._lit)

    # -- moves ---------------------------------------------------------------------------------

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
        if self._timer is None:
            self._timer = self.set_interval(PLAY_SECONDS, self._play_on)
        else:
            self._pause()

    def action_stop(self) -> None:
        """Stop recording, where it has got to; stop playing; leave the knobs."""
        if self._recorder.running:
            self._recorder.abandon()
            self.at = self.trace.walk.end(self.trace.last)
        elif self._timer is not None:
            self._pause()
        else:
            self._open_knobs(False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`escape` is the stepper's while there is something to stop, else the screen's."""
        if action == "stop":
            return self._recorder.running or self._timer is not None or self.has_class("-knobs")
        return True

    def on_stepper_stage_line_clicked(self, message: StepperStage.LineClicked) -> None:
        """Stand on the line clicked, of the update one is in; at the start, of the first."""
        message.stop()
        self._move(Position(max(self.at.t, self.trace.first + 1), message.line), lit=True)

    def on_stepper_stage_time_clicked(self, message: StepperStage.TimeClicked) -> None:
        """Go to the update clicked on the time line."""
        message.stop()
        first, last = self.trace.first, self.trace.last
        self._move(self.trace.walk.end(first + round(message.share * (last - first))))

    # -- another run ---------------------------------------------------------------------------

    def action_ask(self, what: Question) -> None:
        """Have the screen ask for a rule, a function or an update."""
        self.post_message(self.Asked(self, what))

    def action_knobs(self) -> None:
        """Show the knobs and go to them, or back."""
        self._open_knobs(not self.has_class("-knobs"))

    def _open_knobs(self, shown: bool) -> None:
        self.set_class(shown, "-knobs")
        self.stage.knobs_rows = len(self.knobs.children) if shown else 0
        self.stage.show_again()
        self._place_knobs()
        # At once, not when the queue is empty: the next key may have come in the same packet.
        self.screen.set_focus(self.knobs.children[0] if shown else self, scroll_visible=False)

    def _place_knobs(self) -> None:
        """Lay the knobs over the place that the stage keeps for them."""
        if self.stage.stage is not None:
            place = self.stage.stage.knobs
            self.knobs.styles.offset = (place.x, place.y)
            self.knobs.styles.width = place.width

    def action_reset(self) -> None:
        """Everything as it was when opened."""
        plan, steps = self._opening
        self._run(plan, self.trace.walk.end(steps))

    def action_chart(self) -> None:
        """Chart the next group of buffers."""
        self.stage.next_chart()

    def on_knobs_changed(self, message: Knobs.Changed) -> None:
        """Run again with the knob's value."""
        message.stop()
        self._run(replace(self.plan, settings={**self.plan.settings, message.name: message.value}))

    def choose_rule(self, name: str) -> None:
        """Run another rule from the same start."""
        self._run(replace(self.plan, rule=name))

    def choose_function(self, plan: Plan) -> None:
        """Run on another function, from its own start at its own learning rate."""
        self._run(self.plan.elsewhere(plan), self.trace.walk.start)

    def _run(self, plan: Plan, to: Position | None = None) -> None:
        """Record another run as far as one stands, or as far as `to`."""
        try:
            trace = Trace(plan.fitting().resolve())
        except PlanError as error:
            self.post_message(self.Refused(str(error)))
            return
        wanted = to or self.at
        walk = trace.walk
        ended = self.trace.walk.is_end(wanted)
        self.plan, self.trace = plan, trace
        self._go(walk.end(wanted.t) if ended else Position(wanted.t, min(wanted.line, walk.lines)))
        self.knobs.show(trace.run.hyper, self._defaults())

    def _defaults(self) -> dict[str, float | str]:
        return dict(replace(self._opening[0], rule=self.plan.rule).fitting().resolve().hyper)

    def _move(self, to: Position, *, lit: bool = False) -> None:
        """Stand at `to`; a key ends playing."""
        self._pause()
        self._go(to, lit=lit)

    def _go(self, to: Position, *, lit: bool = False) -> None:
        def arrive() -> None:
            self._lit = lit
            self.at = to

        self._recorder.record(self.trace, to.t, arrive)

    def _play_on(self) -> None:
        if not self._recorder.running:
            self._go(self.trace.walk.forward(self.at))

    def _pause(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
