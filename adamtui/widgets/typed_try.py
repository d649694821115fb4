"""A question that is answered by typing: how far one has got, and what that looks like.

Pure: each key makes another state, and a state with a width makes rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from adamtui.core.answers import AnswerError
from adamtui.course.marking import Key, Mark
from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run
from adamtui.page import layout
from adamtui.page.glyphs import cells, cut
from adamtui.panels import quiz as draw
from adamtui.panels.numbers import brief
from adamtui.progress.record import Entry
from adamtui.widgets.answer_line import AnswerLine
from adamtui.widgets.attempt import Attempt, Question

_POINTER, _QUIET = Ink("accent", bold=True), Ink("muted")
_QUOTED = 32
"""Cells of an answer that are said again where it is wrong."""


@dataclass(frozen=True)
class Typing(Question):
    """A question, its key, and the present state of answering it."""

    key: Key
    hints: tuple[tuple[Node, ...], ...] = ()
    reason: tuple[Node, ...] = ()
    digits: int = 0
    """Significant digits that the right answer is shown with, where more than six."""
    line: AnswerLine = field(default_factory=AnswerLine)
    fault: AnswerError | None = None
    """Why what is typed cannot be read."""
    tried: str = ""
    """What was last judged."""
    mark: Mark | None = None
    """What was thought of that."""
    hinted: int = 0
    shown: bool = False
    over: bool = False

    def restored(self, entry: Entry) -> Typing:
        """As it was left in an earlier session."""
        hinted = min(max(entry.hints, 0), len(self.hints))
        made = replace(self, line=AnswerLine.of(entry.answer), hinted=hinted, shown=entry.shown)
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
        if key == "enter":
            return self._entered()
        if self.over:
            return (self._again(), None) if key == "r" else None
        if key == "escape":
            return (self._edited(AnswerLine()), None) if self.line.text else None
        line = self.line.pressed(key, character)
        return None if line is None else (self._edited(line), None)

    def pasted(self, text: str) -> Typing:
        """After a text was pasted."""
        return self if self.over else self._edited(self.line.insert(text))

    def _edited(self, line: AnswerLine) -> Typing:
        return replace(self, line=line, fault=None if line.text != self.line.text else self.fault)

    def _again(self) -> Typing:
        return replace(self, line=AnswerLine(), fault=None, tried="", mark=None, over=False)

    def _entered(self) -> tuple[Typing, Attempt | None]:
        text = self.line.text.strip()
        if self.over:
            return self, None
        if not text or text == self.tried:
            return self._helped()
        try:
            mark = self.key.mark(self.line.text)
        except AnswerError as error:
            return replace(self, fault=error, mark=None), None
        made = replace(self, fault=None, tried=text, mark=mark, over=mark.right)
        return made, Attempt(text, mark.right, self.hinted, self.shown)

    def _helped(self) -> tuple[Typing, Attempt | None]:
        """The next hint; after the last one the answer."""
        if self.hinted < len(self.hints):
            return replace(self, hinted=self.hinted + 1), None
        made = replace(self, shown=True, over=True, mark=None, fault=None)
        return made, Attempt("", False, self.hinted, True)

    @property
    def writing(self) -> bool:
        """Until it is over."""
        return not self.over

    @property
    def actions(self) -> dict[str, str]:
        """The keys that do something now, and what."""
        if self.over:
            return {"r": "try again"}
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
        for number, hint in enumerate(self.hints[: self.hinted], 1):
            if not self.over:
                rows += draw.hint_rows(number, hint, layout, width)
        return [*rows, *draw.key_rows(self._keys(), width)]

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
        why = layout(self.reason, width)
        return [*rows, *solution, *([()] if why else []), *why]

    def _keys(self) -> Sequence[tuple[str, str]]:
        if self.over:
            return [("r", "tries again"), ("tab", "goes on")]
        left = len(self.hints) - self.hinted
        what = f"a hint ({left} left)" if left else "the answer"
        if self.tried and self.line.text.strip() == self.tried:
            return [("enter", f"again: {what}")]
        return [("enter", f"answers; on an empty line: {what}")]


def _quoted(text: str) -> str:
    """An answer said again, cut where it is long."""
    return text if cells(text) <= _QUOTED else text[: cut(text, 0, _QUOTED - 1)] + "…"
