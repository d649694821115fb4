"""A question with choices: how far one has got, and what that looks like.

Pure: each key makes another state, and a state with a width makes rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from adamtui.course.exercise import Choice
from adamtui.course.model import text_of
from adamtui.ink import Ink, Row
from adamtui.page.layout import layout
from adamtui.panels import quiz as draw
from adamtui.panels.quiz import Look
from adamtui.progress.record import Entry
from adamtui.widgets.attempt import Attempt
from adamtui.widgets.hinted import Hinted

LETTERS = "abcdefg"
_BETWEEN = "; "
"""What stands between several choices in one answer."""
_QUIET = Ink("muted")


@dataclass(frozen=True)
class Choosing(Hinted):
    """The choices, and the present state of choosing among them."""

    choices: tuple[Choice, ...]
    at: int = 0
    marked: frozenset[int] = frozenset()
    """Where several are right: those taken for right."""
    wrong: frozenset[int] = frozenset()
    """Those that were tried and are not right."""
    note: str = ""
    """What is said of the last try, or instead of one."""
    failed: bool = False
    """Whether the note is about a try that was not right."""
    found: bool = False
    """Whether it was answered rightly."""

    @property
    def rights(self) -> frozenset[int]:
        """The choices that are right."""
        return frozenset(index for index, choice in enumerate(self.choices) if choice.right)

    @property
    def several(self) -> bool:
        """Whether more than one is right, so that they are marked."""
        return len(self.rights) > 1

    def restored(self, entry: Entry) -> Choosing:
        """As it was left in an earlier session."""
        said = entry.answer.split(_BETWEEN) if self.several else [entry.answer]
        taken = frozenset(i for i in range(len(self.choices)) if self._text(i) in said)
        made = replace(self._helped_before(entry), at=min(taken, default=0))
        if entry.done:
            return replace(
                made, at=min(self.rights), marked=made._all_rights(), found=True, over=True
            )
        if self.several:
            return replace(made, marked=taken)
        return replace(made, wrong=taken - self.rights)

    def pressed(self, key: str, character: str | None) -> tuple[Choosing, Attempt | None] | None:
        """After a key, with the try that it made; None for a key that is not this question's."""
        if self.over:
            if key == "r":
                return self._again(), None
            return (self, None) if key == "enter" else None
        if key == "enter":
            return self._entered()
        if key == "h":
            return self._helped()
        if key == "space":
            if not self.several:
                return replace(self, note="enter answers with this one", failed=False), None
            return replace(self, marked=self.marked ^ {self.at}, note=""), None
        moves = {"up": self.at - 1, "down": self.at + 1}
        moves |= {letter: index for index, letter in enumerate(LETTERS[: len(self.choices)])}
        if key not in moves:
            return None
        return replace(self, at=moves[key] % len(self.choices), note=""), None

    def pasted(self, text: str) -> Choosing:
        """Nothing is typed here."""
        return self

    @property
    def writing(self) -> bool:
        """Nothing is typed here."""
        return False

    def _all_rights(self) -> frozenset[int]:
        return self.rights if self.several else frozenset()

    def _again(self) -> Choosing:
        return replace(
            self, marked=frozenset(), wrong=frozenset(), note="", found=False, over=False
        )

    def _entered(self) -> tuple[Choosing, Attempt | None]:
        if self.several and not self.marked:
            note = "space marks a choice; mark all that are right, then press enter"
            return replace(self, note=note, failed=False), None
        taken = self.marked if self.several else frozenset({self.at})
        right = taken == self.rights
        text = _BETWEEN.join(self._text(index) for index in sorted(taken))
        attempt = Attempt(text, right, self.hinted, self.shown)
        if right:
            return replace(self, note="", found=True, over=True), attempt
        made = replace(self, wrong=self.wrong | (taken - self.rights), failed=True)
        return replace(made, note=_missed(taken, self.rights)), attempt

    def _given_up(self) -> dict[str, Any]:
        return {"note": "", "at": min(self.rights)}

    def _text(self, index: int) -> str:
        """A choice's words in one line."""
        words = (text_of(block.children) or block.text for block in self.choices[index].words)
        return " ".join(" ".join(words).split())

    @property
    def actions(self) -> dict[str, str]:
        """The keys that do something now, and what."""
        if self.over:
            return {"r": "try again"}
        mark = {"space": "mark"} if self.several else {}
        return {"up": "choose", "down": "choose", **mark, "enter": "answer", "h": "hint"}

    def rows(self, width: int, *, focused: bool) -> list[Row]:
        """What is to be seen of it."""
        rows: list[Row] = []
        for index, choice in enumerate(self.choices):
            rows += draw.choice_rows(choice, self._look(index, focused), layout, width)
        rows += self._told(width)
        return [*rows, *self._hint_rows(width), *draw.key_rows(self._offered(focused), width)]

    def _look(self, index: int, focused: bool) -> Look:
        """How a choice stands: told of are those tried, and in the end the right ones."""
        right = False if index in self.wrong else None
        if self.over and index in self.rights:
            right = True
        marked = (index in self.marked) if self.several else None
        return Look(LETTERS[index], focused and index == self.at and not self.over, marked, right)

    def _told(self, width: int) -> list[Row]:
        if not self.over:
            if not self.note:
                return []
            if self.failed:
                return draw.wrong_rows("", self.note, layout, width)
            return draw.said("", self.note, _QUIET, layout, width)
        rows = draw.right_rows(layout, width) if self.found else []
        return [*rows, *self._reason_rows(width, below=rows)]

    def _keys(self) -> list[tuple[str, str]]:
        if self.over:
            return [("r", "tries again"), ("tab", "goes on")]
        mark = [("space", "marks or unmarks: several are right")] if self.several else []
        return [("↑↓", "or a letter moves"), *mark, ("enter", "answers"), ("h", self._help)]


def _missed(taken: frozenset[int], rights: frozenset[int]) -> str:
    """How several choices are off."""
    if len(rights) == 1:
        return "try another"
    if taken < rights:
        return "what is marked is right, but there is more"
    wrong = len(taken - rights)
    more = "" if rights <= taken else ", and there is more that is right"
    return f"{wrong} of those marked {'is' if wrong == 1 else 'are'} not right{more}"
