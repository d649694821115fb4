"""A question in a lesson: the widget around what has been answered so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from adamtui.course.exercise import choices_in, reason_in, spoken
from adamtui.course.marking import AnswerKeyError, Key
from adamtui.course.model import Node
from adamtui.course.quiz import Quiz as Options
from adamtui.ink import Ink, Row
from adamtui.page.layout import layout
from adamtui.panels import quiz as draw
from adamtui.progress.record import Entry
from adamtui.widgets.answer_line import LEAVING
from adamtui.widgets.attempt import Attempt, Question
from adamtui.widgets.canvas import Canvas
from adamtui.widgets.chosen_try import Choosing
from adamtui.widgets.inside_textual import run_bound
from adamtui.widgets.part import Part
from adamtui.widgets.slider import is_command
from adamtui.widgets.typed_ahead import retype
from adamtui.widgets.typed_try import Typing


class Sheet(Canvas):
    """Shows a question at whatever width."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._focused = False

    def show(self, question: Question, *, focused: bool) -> bool:
        """Show how it stands now; whether that takes other rows than before."""
        self._question, self._focused = question, focused
        before = len(self.rows)
        self.paint(self.fitted(self.size.width))
        return len(self.rows) != before

    def fitted(self, width: int) -> Sequence[Row]:
        """The question's rows."""
        return self._question.rows(width, focused=self._focused) if width else ()


class Quiz(Part, can_focus=True):
    """Asks a question; every key goes to it first while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "press('up')", "choose", key_display="↑↓"),
        Binding("down", "press('down')", "choose", show=False),
        Binding("space", "press('space')", "mark"),
        Binding("enter", "press('enter')", "answer", tooltip="answer; on an empty line: a hint"),
        Binding("h", "press('h')", "hint"),
        Binding("r", "press('r')", "try again"),
        Binding("escape", "press('escape')", "clear"),
    ]

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._sheet = Sheet(question)

    @property
    def question(self) -> Question:
        """The question, and how far one has got with it."""
        return self._question

    def compose(self) -> ComposeResult:
        """The sheet alone."""
        yield self._sheet

    def restore(self, entry: Entry) -> None:
        """Be as it was left in an earlier session."""
        self._take(self._question.restored(entry))

    async def on_key(self, event: events.Key) -> None:
        """Answer at once; what comes after a key that led elsewhere is for where it led."""
        if self.app.focused is not self:
            event.stop()
            retype(self.app, [event])
        elif (pressed := self._question.pressed(event.key, event.character)) is not None:
            event.stop()
            self._take(*pressed)
        elif event.key in LEAVING and await run_bound(self.app, self.ancestors, event.key):
            # The lesson has moved the focus before the next key is looked at.
            event.stop()

    def on_paste(self, event: events.Paste) -> None:
        """Write the first line of a pasted text."""
        event.stop()
        self._take(self._question.pasted(event.text))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark the row."""
        super().watch_has_focus(has_focus)
        self._take(self._question if has_focus else self._question.left())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing now are not offered."""
        return action != "press" or parameters[0] in self._question.actions

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text, so that the lesson's command on it is not offered.

        Nor are keys that move in the lesson: the key bar calls them by letters and by space.
        """
        return self._question.takes(key, character) and not is_command(key)

    def action_press(self, key: str) -> None:
        """What a key does, asked for otherwise."""
        if (pressed := self._question.pressed(key, None)) is not None:
            self._take(*pressed)

    def _take(self, question: Question, attempt: Attempt | None = None) -> None:
        """Show how the question stands now, and tell of a try."""
        offered = question.actions != self._question.actions
        self._question = question
        if not self.is_mounted:
            return
        if self._sheet.show(question, focused=self.has_focus):
            self.post_message(self.Grown())
        if offered:
            self.refresh_bindings()
        if attempt is not None:
            answer, right, hints, shown = attempt
            self.post_message(self.Answered(answer, right=right, hints=hints, shown=shown))


class Unanswerable(Question):
    """A question whose key cannot be computed: it says so, and takes no key."""

    def __init__(self, why: str) -> None:
        self._why = f"this question has no answer: {why}"

    def pressed(self, key: str, character: str | None) -> None:
        """No key does anything."""

    def pasted(self, text: str) -> Unanswerable:
        """Nothing is typed here."""
        return self

    def restored(self, entry: Entry) -> Unanswerable:
        """There is nothing to restore."""
        return self

    @property
    def writing(self) -> bool:
        """Nothing is typed here."""
        return False

    @property
    def actions(self) -> dict[str, str]:
        """None."""
        return {}

    def rows(self, width: int, *, focused: bool) -> list[Row]:
        """What is wrong."""
        return draw.said("✗", self._why, Ink("bad"), layout, width)


def asked(options: Options, body: Sequence[Node]) -> Question:
    """The question that a lesson's options and text ask."""
    hints = tuple(spoken(hint) for hint in options.hint)
    reason = reason_in(body)
    if options.kind == "choice":
        return Choosing(choices_in(body), hints=hints, reason=reason)
    try:
        key: Key = options.number_key() if options.kind == "number" else options.formula_key()
    except AnswerKeyError as fault:
        return Unanswerable(fault.message)
    return Typing(key, options.digits or 0, hints=hints, reason=reason)
