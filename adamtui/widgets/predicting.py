"""The question that is asked of a reader who predicts, and the line it is answered in.

It stands over the place that the stage keeps for it and takes the focus, so that every key that
writes goes into its line. What follows from an answer is its owner's to do, and done at once: the
next key, in the same packet, is for the next question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol

import numpy as np
from textual import events
from textual.binding import Binding, BindingType

from adamtui.ink import Row
from adamtui.panels import question as panel
from adamtui.panels.question import Question
from adamtui.panels.scene import Scene
from adamtui.widgets.answer_line import AnswerLine
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.slider import is_command
from adamtui.widgets.typed_ahead import retype


class Asking(Protocol):
    """Whoever asks."""

    def revealed(self, *, found: bool) -> None:
        """The line asked about is known now: found by the reader, or shown. The next is asked."""

    def left(self) -> None:
        """The reader wants no more questions."""

    def strayed(self) -> None:
        """The focus is elsewhere now."""

    def tally(self, streak: int) -> str:
        """What is told of how it goes."""


class Predicting(Canvas, can_focus=True):
    """Asks for the next line of an update."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "answer", tooltip="answer; on nothing: the formula, the value"),
        Binding("escape", "leave", "leave", tooltip="clear the line; on nothing: predict no more"),
    ]

    def __init__(self, owner: Asking) -> None:
        super().__init__()
        self.streak = 0
        """Lines in a row that were found without a wrong try."""
        self._owner = owner
        self._scene: Scene | None = None
        self._line = AnswerLine()
        self._last = ""
        """What was typed and was wrong."""
        self._helped = False
        """Whether the formula has been shown."""
        self._said: Row = ()
        self._end: tuple[Row, ...] = ()

    # -- what is shown -------------------------------------------------------------------------

    def ask(self, scene: Scene) -> None:
        """Ask for the line after where one stands."""
        self._scene, self._end, self.can_focus = scene, (), True
        self._line, self._last, self._helped, self._said = AnswerLine(), "", False, ()
        self._show()

    def conclude(self, rows: Iterable[Row]) -> None:
        """Ask nothing more, and say how it went."""
        self._scene, self._end, self.can_focus = None, tuple(rows), False
        self._show()

    def fitted(self, width: int) -> Sequence[Row]:
        """The question, or how it went."""
        question = self._question
        if question is None:
            return [panel.cut(row, width) for row in self._end]
        return panel.question_panel(question, width, focused=self.has_focus)

    @property
    def _question(self) -> Question | None:
        if self._scene is None:
            return None
        tally = self._owner.tally(self.streak)
        return Question(self._scene, self._line, self._value(), self._said, tally)

    def _value(self) -> str:
        """What is typed comes to, where it is more than a number."""
        text = self._line.text
        if self._scene is None or not text.strip() or _is_number(text):
            return ""

        from adamtui.core.answers import AnswerError

        try:
            return f"= {panel.listed(self._read(self._scene))}"
        except AnswerError:
            return ""

    def _read(self, scene: Scene) -> tuple[float, ...]:
        from adamtui.core.prediction import read

        return read(self._line.text, scene.trace, scene.at, scene.names)

    def _show(self) -> None:
        self.paint(self.fitted(self.size.width))

    def on_resize(self) -> None:
        """Fit what was painted while there was no room: hidden, it has no width."""
        self._show()

    # -- keys ----------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Answer at once; a key before this one may have moved the focus on."""
        if self.app.focused is self and self._take(event):
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Write what is pasted."""
        event.stop()
        self._write(self._line.insert(event.text))

    def type_ahead(self, keys: Sequence[events.Key]) -> None:
        """Take the keys that came before the question; those that are not for it come in again."""
        for i, key in enumerate(keys):
            if self.app.focused is not self or not self._take(key):
                retype(self.app, keys[i:])
                return

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is for the line, so that nothing else is offered on it."""
        return self._scene is not None and not is_command(key)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the caret; tell when the focus has gone elsewhere in the app."""
        super().watch_has_focus(has_focus)
        self._show()
        if not has_focus and self.app.app_focus and self.app.focused is not self:
            self._owner.strayed()

    def _take(self, key: events.Key) -> bool:
        """Whether a key was for the question."""
        if self._scene is None:
            return False
        if key.key == "enter":
            self.action_answer()
        elif key.key == "escape":
            self.action_leave()
        elif key.key == "up" and not self._line.text:
            self._write(AnswerLine.of(self._last))
        elif (line := self._line.pressed(key.key, key.character)) is not None:
            self._write(line)
        else:
            return False
        return True

    def _write(self, line: AnswerLine) -> None:
        self._line = line
        self._show()

    def action_leave(self) -> None:
        """Clear the line; where it is empty ask no more."""
        if self._line.text:
            self._write(AnswerLine())
        else:
            self._owner.left()

    def action_answer(self) -> None:
        """Judge what is typed; on nothing, show the formula, then the value."""
        scene, question = self._scene, self._question
        if scene is None or question is None:
            return
        if not self._line.text.strip():
            self._help(question)
            return

        from adamtui.core.answers import AnswerError

        try:
            typed = self._read(scene)
        except AnswerError as error:
            self._say(panel.unread(f"column {error.column}: {error.message}"))
            return
        self._judge(question, typed)

    def _judge(self, question: Question, typed: tuple[float, ...]) -> None:
        from adamtui.core.prediction import judge

        trace, names = question.scene.trace, question.scene.names
        line = question.equation.name
        verdict = judge(trace, question.at.t, line, typed, names=names)
        if verdict.right:
            self.streak += 1
            self._owner.revealed(found=True)
        else:
            self.streak, self._last, self._line = 0, self._line.text, AnswerLine()
        self._say(panel.judged(question.name, verdict))

    def _help(self, question: Question) -> None:
        """Show the formula; asked again, the value."""
        trace, t = question.scene.trace, question.at.t
        trace.extend_to(t)
        if not self._helped:
            self._helped = True
            self._say(panel.formula(question))
            return
        value = np.ravel(trace.step(t).values[question.equation.name])[0]
        self.streak = 0
        self._owner.revealed(found=False)
        self._say(panel.revealed(question.name, float(value)))

    def _say(self, row: Row) -> None:
        """Show how the last try was."""
        self._said = row
        self._show()


def _is_number(text: str) -> bool:
    """Whether a text is a number as it stands."""
    try:
        float(text.replace("−", "-"))
    except ValueError:
        return False
    return True
