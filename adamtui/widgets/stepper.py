"""The stepper: a run to walk in, and the ways to another run.

A rule, a function or a knob that is chosen makes another plan; the plan is run again up to where
one stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.message import Message

from adamtui.core.hyper import ADJUSTABLE, Knob, Words
from adamtui.core.plan import Plan, PlanError
from adamtui.core.position import Position
from adamtui.core.problems import knobs
from adamtui.core.trace import Trace
from adamtui.panels.stage import WIDE
from adamtui.widgets.knobs import Knobs, Values
from adamtui.widgets.predictor import Predictor
from adamtui.widgets.stepper_keys import KEYS

Question: TypeAlias = Literal["rule", "function", "slopes", "fork", "comparison"]


class Stepper(Predictor):
    """Steps one optimizer on one problem, by update, by line and by predictions."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

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
        trace = Trace(plan.resolve())
        super().__init__(trace, opening=trace.walk.end(steps))
        self._opened = self.plan = plan
        """What was asked for; settings that the present rule lacks are kept for another one."""
        self.knobs = Knobs(*self._shown())

    @property
    def trace(self) -> Trace:
        """The run one walks in."""
        return self.record

    def compose(self) -> ComposeResult:
        """The stage, and the question and the knobs over the places it keeps for them."""
        yield from super().compose()
        yield self.knobs

    def on_resize(self, event: Resize) -> None:
        """Where there is room the knobs are always shown."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.call_after_refresh(self._place_knobs)

    def action_stop(self) -> None:
        """Stop recording or playing; else leave the knobs."""
        if self.busy:
            super().action_stop()
        else:
            self._open_knobs(False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`escape` is the stepper's while there is something to stop, else the screen's."""
        offered = super().check_action(action, parameters)
        return offered or (action == "stop" and self.has_class("-knobs") and not self.predicting)

    def action_ask(self, what: Question) -> None:
        """Have the screen ask what is wanted."""
        self.ask(self.Asked(self, what))

    def action_knobs(self) -> None:
        """Show the knobs and go to them, or back."""
        self._open_knobs(not self.has_class("-knobs"))

    def begin(self, at: Position) -> None:
        """The question takes the place of the knobs."""
        if self.has_class("-knobs"):
            self._open_knobs(False)
        super().begin(at)

    def _open_knobs(self, shown: bool) -> None:
        self.set_class(shown, "-knobs")
        self.stage.knobs_rows = len(self.knobs.children) if shown else 0
        self.stage.show_again()
        self._place_knobs()
        # At once, not when the queue is empty: the next key may have come in the same packet.
        self.screen.set_focus(self.knobs.entrance if shown else self, scroll_visible=False)

    def _place_knobs(self) -> None:
        """Lay the knobs over the place that the stage keeps for them."""
        if self.stage.stage is not None:
            place = self.stage.stage.knobs
            self.knobs.styles.offset = (place.x, place.y)
            self.knobs.styles.width = place.width

    def as_opened(self) -> None:
        """The plan too."""
        super().as_opened()
        self._take(self._opened, Trace(self._opened.resolve()))

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
        self._take(plan, trace)
        self._go(walk.end(wanted.t) if ended else Position(wanted.t, min(wanted.line, walk.lines)))

    def _take(self, plan: Plan, trace: Trace) -> None:
        """Have another run, and the knobs that belong to it."""
        self.plan, self.record = plan, trace
        self.question.streak = 0
        self.knobs.show(*self._shown())
        if trace.run.rule.convention != plan.convention:
            title, library = trace.run.rule.title, plan.convention
            self.post_message(
                self.Refused(f"{title} has no {library} convention; PyTorch's is shown")
            )

    def _shown(self) -> tuple[list[Knob | Words], Values, Values]:
        """The knobs of the rule and of the problem, where they stand, and their defaults."""
        run = self.trace.run
        own = knobs(run.problem.name) if run.problem.values else ()
        rows = [*(ADJUSTABLE[name] for name in run.hyper), *own]
        return rows, {**run.hyper, **run.problem.values}, self._defaults()

    def _defaults(self) -> dict[str, float | str]:
        """What `d` goes back to: the knobs as opened, or as another function suggests them."""
        opening = self._opened
        if (self.plan.problem, self.plan.fn) != (opening.problem, opening.fn):
            opening = opening.elsewhere(self.plan)
        run = replace(opening, rule=self.plan.rule).fitting().resolve()
        return {**run.hyper, **run.problem.values}
