"""A run that only predictions lead on: so many updates, line by line.

What is known already can be walked in; the end is reached by predicting, or by having lines shown.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from adamtui.core.plan import Plan
from adamtui.core.position import Position
from adamtui.core.prediction import asked
from adamtui.core.trace import Trace
from adamtui.ink import Ink, Row, Run
from adamtui.progress.record import Entry
from adamtui.widgets.part import Part
from adamtui.widgets.predictor import Predictor
from adamtui.widgets.stepper_keys import PREDICT
from adamtui.widgets.walking_keys import walking

_AHEAD = ("ask_update", "play", "faster")
"""What leads beyond what is known."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_GOOD = Ink("good", bold=True)
_KEY = Ink("accent", bold=True)
_QUIET = Ink("muted")


def _keys() -> list[BindingType]:
    """The keys that walk in what is known, and the one that goes on."""
    every = walking(PREDICT)
    return [
        each
        for each in every
        if not isinstance(each, Binding) or each.action.partition("(")[0] not in _AHEAD
    ]


class Challenge(Predictor):
    """Asks for every line of some updates."""

    BINDINGS: ClassVar[list[BindingType]] = _keys()

    def __init__(self, plan: Plan, *, updates: int, steps: int = 0) -> None:
        """Asks for `updates` updates after the first `steps`; PlanError as for a stepper."""
        trace = Trace(plan.resolve())
        super().__init__(trace, opening=trace.walk.end(steps))
        self.plan = plan
        """What is run."""
        self.stage.knobs_rows = None
        self._end = trace.walk.end(steps + updates)
        self._updates = updates
        lines = [line for line in trace.lines if asked(trace.run.problem, line)]
        self._lines = updates * len(lines)
        """How many lines are asked for."""
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._found = self._shown = 0
        self._known = self.askable(self._opening)
        """The last position that is known."""
        self.question.streak = 0

    @property
    def done(self) -> bool:
        """Whether all lines are known."""
        return self._known >= self._end

    def on_mount(self) -> None:
        """Ask from the start, before the reader comes here."""
        self.show_question(True)

    def succeed(self, before: Part) -> None:
        """Begin anew: what is asked for has changed."""

    def restore(self, entry: Entry) -> None:
        """Say that it was done, where it was; it can be begun anew."""
        if entry.done:
            self._known = self._end
            self._conclude((Run("✓ ", _GOOD), Run(f"predicted: {entry.answer}", _GOOD)))

    def action_ask_prediction(self) -> None:
        """Go on where the last line was found; after the end, from the start."""
        if self.done:
            self._begin_anew()
        self._asked = True
        self.begin(self._known)
        self.question.type_ahead(self.typed_ahead())

    def action_reset(self) -> None:
        """Begin anew."""
        self._begin_anew()
        self.as_opened()
        self.begin(self._known)

    def strayed(self) -> None:
        """The question waits, unless one walks here."""
        if self.asks and self.app.focused is self:
            self.left()

    def revealed(self, *, found: bool) -> None:
        """Count the line, and ask for the next or say how it went."""
        self._found += found
        self._shown += not found
        self._known = self.askable(self.record.walk.line_forward(self._known))
        super().revealed(found=found)
        if self.done:
            self._finish()

    def tally(self, streak: int) -> str:
        """`line 5 of 24 predicted · streak 5`."""
        so_far = f"line {self._found + self._shown} of {self._lines}"
        shown = f" · {self._shown} shown" if self._shown else " predicted"
        return f"{so_far}{shown} · streak {streak}"

    def _finish(self) -> None:
        """Say how it went, and tell."""
        count = _COUNTS[self._updates] if self._updates < len(_COUNTS) else f"{self._updates:,}"
        right = not self._shown
        if right:
            plural = "s" if self._updates > 1 else ""
            lines = f": {self._found} of {self._lines} lines"
            self._conclude((Run(f"✓ {count} update{plural} predicted{lines}", _GOOD),))
        else:
            words = f"{self._found} of {self._lines} lines predicted, {self._shown} shown"
            self._conclude((Run(words, Ink(bold=True)),))
        answer = f"{self._found} of {self._lines} lines"
        self.post_message(self.Answered(answer, right=right, shown=not right))

    def _conclude(self, row: Row) -> None:
        held = self.app.focused is self.question
        keys = (Run("r", _KEY), Run(" begins anew, ", _QUIET), Run("←", _KEY), Run(" goes back"))
        self.question.conclude((row, (), keys))
        if held:
            self.screen.set_focus(self, scroll_visible=False)
        self.refresh_bindings()

    @property
    def asks(self) -> bool:
        """Whether a line is asked for: not at the end, where the question's place says so."""
        return super().asks and not self.done

    def askable(self, at: Position) -> Position:
        """As for any run; the end is no place to go on from."""
        return min(super().askable(at), self._end)

    def _go(self, to: Position, *, lit: bool = False, quiet: bool = False) -> None:
        """No farther than is known."""
        super()._go(min(to, self._known), lit=lit, quiet=quiet)
