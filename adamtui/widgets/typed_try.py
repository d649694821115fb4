"""A question that is answered by typing: how far one has got, and what that looks like.

Pure: each key makes another state, and a state with a width makes rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from adamtui.core.answers import AnswerError
from adamtui.course.marking import Key, Mark
from adamtui.ink import Ink, Row, Run
from adamtui.page.glyphs import cells, cut
from adamtui.page.layout import layout
from adamtui.panels import quiz as draw
from adamtui.panels.numbers import brief
from adamtui.progress.record import Entry
from adamtui.widgets.answer_line import AnswerLine
from adamtui.widgets.attempt import Attempt
from adamtui.widgets.hinted import Hinted

_POINTER, _QUIET = Ink("accent", bold=True), Ink("muted")
_AGAIN = "r"
COMMANDS = frozenset("npmtlxjkgGHLq/? " + _AGAIN)
"""Keys that are the lesson's once a question is over, save those that begin a name of its answer.

All else that is printable is text still: who types on after the end goes nowhere by that.
"""
_QUOTED = 32
"""Cells of an answer that are said again where it is wrong."""


@dataclass(frozen=True)
class Typing(Hinted):
    """A question, its key, and the present state of answering it."""

    key: Key
    digits: int = 0
    """Significant digits that the right answer is shown with, where more than six."""
    line: AnswerLine = field(default_factory=AnswerLine)
    fault: AnswerError | None = None
    """Why what is typed cannot be read."""
    tried: str = ""
    """What was last judged."""
    mark: Mark | None = None
    """What was thought of that."""
    straying: bool = False
    """Whether something is being typed although it is over."""

    def restored(self, entry: Entry) -> Typing:
        """As it was left in an earlier session."""
        made = replace(self._helped_before(entry), line=AnswerLine.of(entry.answer))
        if not entry.done:
            return made
        mark = made._marked()
        if mark is not None and mark.right:
            return replace(made, tried=made.line.text, mark=mark, over=True)
        return replace(made, line=AnswerLine(), mark=Mark(True), over=True)

    def _marked(self) -> Mark | None:
        try:
            return self.key.mark(self.line.text)
        except AnswerError:
            return None

    def pressed(self, key: str, character: str | None) -> tuple[Typing, Attempt | None] | None:
        """After a key, with the try that it made; None for a key that is not this question's."""
        if self.over:
            after = self._pressed_after(key, character)
            return None if after is None else (after, None)
        if key == "enter":
            return self._entered()
        if key == "escape":
            return (self._edited(AnswerLine()), None) if self.line.text else None
        line = self.line.pressed(key, character)
        return None if line is None else (self._edited(line), None)

    def _pressed_after(self, key: str, character: str | None) -> Typing | None:
        """After a key when it is over: what is typed on must not become the lesson's commands.

        Typing on begins with any key that is text and none of `COMMANDS`; then all that is
        printable is text, until enter or escape, or the focus goes elsewhere.
        """
        if self.straying:
            if key in ("enter", "escape"):
                return replace(self, straying=False)
            return self if character is not None and character.isprintable() else None
        if key == _AGAIN:
            return self._again()
        if key == "enter":
            return self
        return replace(self, straying=True) if self._begins_answer(character) else None

    def _begins_answer(self, character: str | None) -> bool:
        """Whether typing on begins so: a name of the answer's goes before the lesson's command."""
        if not character or not character.isprintable():
            return False
        names = {name[0] for name in self.key.names} - {_AGAIN}
        return character in names or character not in COMMANDS

    def left(self) -> Typing:
        """Nothing is being typed on."""
        return replace(self, straying=False)

    def pasted(self, text: str) -> Typing:
        """After a text was pasted."""
        return self if self.over else self._edited(self.line.insert(text))

    def _edited(self, line: AnswerLine) -> Typing:
        return replace(self, line=line, fault=None if line.text != self.line.text else self.fault)

    def _again(self) -> Typing:
        return replace(self, line=AnswerLine(), fault=None, tried="", mark=None, over=False)

    def _entered(self) -> tuple[Typing, Attempt | None]:
        text = self.line.text.strip()
        if not text or text == self.tried:
            return self._helped()
        try:
            mark = self.key.mark(self.line.text)
        except AnswerError as error:
            return replace(self, fault=error, mark=None), None
        made = replace(self, fault=None, tried=text, mark=mark, over=mark.right)
        return made, Attempt(text, mark.right, self.hinted, self.shown)

    def _given_up(self) -> dict[str, Any]:
        return {"mark": None, "fault": None}

    @property
    def writing(self) -> bool:
        """Until it is over, and while one types on."""
        return self.straying or not self.over

    def takes(self, key: str, character: str | None) -> bool:
        """Until it is over every key is text, then what typing on begins with."""
        return self.writing or self._begins_answer(character)

    @property
    def actions(self) -> dict[str, str]:
        """The keys that do something now, and what."""
        if self.straying:
            return {"escape": "clear"}
        if self.over:
            return {_AGAIN: "try again"}
        return {"enter": "answer", **({"escape": "clear"} if self.line.text else {})}

    def rows(self, width: int, *, focused: bool) -> list[Row]:
        """What is to be seen of it."""
        rows = [] if self.over and not self.line.text else [self._line(width, focused)]
        if self.fault is not None:
            at = draw.INDENT + self.line.cell(self.fault.column - 1, self._room(width))
            rows += draw.fault_rows(self.fault.message, at, layout, width)
        if not self.over:
            rows += draw.formula_rows(self.key.tex(self.line.text), width)
        rows += self._told(width)
        return [*rows, *self._hint_rows(width), *draw.key_rows(self._offered(focused), width)]

    def _line(self, width: int, focused: bool) -> Row:
        pointer = Run("▸ " if focused else "  ", _POINTER)
        line = self.line.row(self._room(width), focused=focused and not self.over)
        return (pointer, *line, Run(self._value(), _QUIET))

    def _value(self) -> str:
        value = self.key.value(self.line.text) if self.line.text else None
        return "" if value is None else f"  = {brief(value)}"

    def _room(self, width: int) -> int:
        return max(width - draw.INDENT - cells(self._value()), 4)

    def _told(self, width: int) -> list[Row]:
        """What was thought of the last try; the answer with its reason when it is over."""
        if not self.over:
            if self.mark is None:
                return []
            return draw.wrong_rows(_quoted(self.tried), self.mark.note, layout, width)
        verdict = "right" if self.tried else "right, in an earlier session"
        rows: Sequence[Row] = (
            draw.right_rows(layout, width, verdict)
            if self.mark is not None
            else draw.said("", "the answer:", _QUIET, layout, width)
        )
        solution = draw.solution_rows(self.key.right(), self.digits, width)
        rows = [*rows, *solution]
        return [*rows, *self._reason_rows(width, below=rows)]

    def _keys(self) -> Sequence[tuple[str, str]]:
        if self.straying:
            return [("esc", "ends typing: this is answered already")]
        if self.over:
            return [(_AGAIN, "tries again"), ("tab", "goes on")]
        if self.tried and self.line.text.strip() == self.tried:
            return [("enter", f"again: {self._help}")]
        return [("enter", f"answers; on an empty line: {self._help}")]


def _quoted(text: str) -> str:
    """An answer said again, cut where it is long."""
    return text if cells(text) <= _QUOTED else text[: cut(text, 0, _QUOTED - 1)] + "…"
