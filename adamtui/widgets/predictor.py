"""Walking by predictions: each line of an update is asked for before it is shown.

The question is always about the line after where one stands, wherever that is; lines that cannot be
predicted, such as a gradient that is drawn, are passed.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Resize
from textual.widget import Widget

from adamtui.core.position import Position
from adamtui.core.trace import Trace
from adamtui.panels.scene import Scene
from adamtui.widgets.predicting import Predicting
from adamtui.widgets.stepper_stage import StepperStage
from adamtui.widgets.walker import Walker


class Predictor(Walker[Trace]):
    """Steps one run, and asks for its lines while the reader wants it."""

    def __init__(self, record: Trace, *, opening: Position) -> None:
        """Opens at a position."""
        stage = StepperStage()
        super().__init__(record, stage, opening=opening)
        self.stage: StepperStage = stage
        self.question = Predicting(self)

    def scene(self, at: Position) -> Scene:
        """The run, where one stands, and how the buffers are called."""
        return Scene(self.record, at, self.names)

    def compose(self) -> ComposeResult:
        """The stage, and the question over the place it keeps for it."""
        yield from super().compose()
        yield self.question

    def on_resize(self, _event: Resize) -> None:
        """Keep the question in its place."""
        self.call_after_refresh(self._place_question)

    @property
    def predicting(self) -> bool:
        """Whether the question has its place."""
        return self.has_class("-predicting")

    @property
    def asks(self) -> bool:
        """Whether a line is asked for."""
        return self.predicting

    @property
    def entrance(self) -> Widget:
        """While a line is asked for, the question."""
        return self.question if self.asks else self

    def watch_at(self, at: Position) -> None:
        """Draw the new position, and ask for the line after it."""
        super().watch_at(at)
        if self.asks:
            self.question.ask(self.scene(at))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the reader types there are the question's own keys alone."""
        if self.app.focused is self.question:
            return False
        return super().check_action(action, parameters)

    def action_ask_prediction(self) -> None:
        """Ask for the next line, and for what follows it."""
        self._asked = True
        self.begin(self.at)
        self.question.type_ahead(self.typed_ahead())

    def begin(self, at: Position) -> None:
        """Ask for the line after a position."""
        if self.busy:
            super().action_stop()
        self.show_question(True)
        self._move(at)
        # At once, not when the queue is empty: the next key may have come in the same packet.
        self.screen.set_focus(self.question, scroll_visible=False)
        self.refresh_bindings()

    def left(self) -> None:
        """Ask no more; the keys walk again."""
        held = self.app.focused is self.question
        self.show_question(False)
        if held:
            self.screen.set_focus(self, scroll_visible=False)
        self.refresh_bindings()

    def strayed(self) -> None:
        """Who goes elsewhere wants no more questions."""
        if self.asks:
            self.left()

    def revealed(self, *, found: bool) -> None:
        """Show the line asked for, and ask for the next."""
        self._move(self.record.walk.line_forward(self.at), lit=True)

    def tally(self, streak: int) -> str:
        """So many lines in a row were right."""
        return f"streak {streak}"

    def show_question(self, shown: bool) -> None:
        """Keep a place for the question, and show it there; or the line worked out instead."""
        self.set_class(shown, "-predicting")
        self.stage.question = shown
        self.stage.show_again()
        self._place_question()

    def _place_question(self) -> None:
        """Lay the question over the place that the stage keeps for it."""
        if self.stage.stage is not None:
            place = self.stage.stage.question
            self.question.styles.offset = (place.x, place.y)
            self.question.styles.width = place.width

    def _go(self, to: Position, *, lit: bool = False, quiet: bool = False) -> None:
        super()._go(self.askable(to) if self.asks else to, lit=lit, quiet=quiet)

    def askable(self, at: Position) -> Position:
        """The first position from `at` on after which a line stands that can be predicted."""
        from adamtui.core.prediction import asked

        walk, lines = self.record.walk, self.record.lines
        while not asked(self.record.run.problem, lines[walk.line_forward(at).line - 1]):
            at = walk.line_forward(at)
        return at
