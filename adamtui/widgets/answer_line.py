"""The line that an answer is typed into: its text, its caret, and how it is drawn.

Pure: a line is a value, and a key makes another one. Whatever is typed or pasted, the text is one
line of printable characters, and the caret never stands within a character and its accents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from adamtui.ink import Ink, Row, Run, merge
from adamtui.page.glyphs import cells, cluster_end
from adamtui.widgets.slider_row import CARET

LONGEST = 300
"""Characters of an answer, as of an expression."""
LEAVING = frozenset({"escape", "tab", "shift+tab"})
"""Keys that the line never takes: what they do is the part's or the lesson's."""

_TEXT = Ink(underline=True)
_CUT = Run("…", Ink("muted"))
_SAME: Mapping[str, str] = MappingProxyType(
    {"ctrl+a": "home", "ctrl+e": "end", "ctrl+h": "backspace"}
)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What has been typed so far."""

    text: str = ""
    caret: int = 0
    """An index into the text: what is typed goes before it."""

    @classmethod
    def of(cls, text: str) -> AnswerLine:
        """A line with a text already in it, and the caret at its end."""
        return cls().insert(text)

    def insert(self, text: str) -> AnswerLine:
        """With the first line of `text` put in at the caret, as far as there is room."""
        first = next((line for line in text.splitlines() if line.strip()), " " * (text == " "))
        wanted = "".join(char for char in first.replace("\t", " ") if char.isprintable())
        wanted = wanted[: max(LONGEST - len(self.text), 0)]
        before, after = self.text[: self.caret] + wanted, self.text[self.caret :]
        return AnswerLine(before + after, _settled(before + after, len(before)))

    def pressed(self, key: str, character: str | None) -> AnswerLine | None:
        """After a key press; None for a key that is not the line's."""
        key = _SAME.get(key, key)
        ends = _boundaries(self.text)
        before = max((end for end in ends if end < self.caret), default=0)
        after = min((end for end in ends if end > self.caret), default=len(self.text))
        moves = {"left": before, "right": after, "home": 0, "end": len(self.text)}
        if key in moves:
            return replace(self, caret=moves[key])
        word = self.text[: self.caret].rstrip(" ").rfind(" ") + 1
        cuts = {
            "backspace": (before, self.caret),
            "delete": (self.caret, after),
            "ctrl+u": (0, self.caret),
            "ctrl+k": (self.caret, len(self.text)),
            "ctrl+w": (word, self.caret),
        }
        if key in cuts:
            start, stop = cuts[key]
            text = self.text[:start] + self.text[stop:]
            return AnswerLine(text, _settled(text, start))
        if key in LEAVING or character is None or not character.isprintable():
            return None
        return self.insert(character)

    def row(self, room: int, *, focused: bool) -> Row:
        """The line in at most `room` cells, the part around the caret where it is longer."""
        start, stop = self._seen(room)
        shown = self.text[start:stop]
        at = self.caret - start
        end = cluster_end(shown, at) if at < len(shown) else at
        caret = Run(shown[at:end] or " ", CARET if focused else _TEXT)
        runs = [Run(shown[:at], _TEXT), caret, Run(shown[end:], _TEXT)]
        left, right = [_CUT] * (start > 0), [_CUT] * (stop < len(self.text))
        return merge([*left, *runs, *right])

    def cell(self, index: int, room: int) -> int:
        """How many cells right of the line's beginning the character `index` is drawn."""
        start, stop = self._seen(room)
        return (start > 0) + cells(self.text[start : max(min(index, stop), start)])

    def _seen(self, room: int) -> tuple[int, int]:
        """What of the text is drawn, two cells kept for the marks that there is more."""
        if cells(self.text) < room:
            return 0, len(self.text)
        ends = _boundaries(self.text)
        room = max(room - 3, 1)
        start = min(
            (
                end
                for end in ends
                if end <= self.caret and cells(self.text[end : self.caret]) < room
            ),
            default=self.caret,
        )
        stop = max(
            (end for end in ends if end >= start and cells(self.text[start:end]) <= room),
            default=start,
        )
        return start, max(stop, self.caret)


def _boundaries(text: str) -> list[int]:
    """Where the caret may stand."""
    ends = [0]
    while ends[-1] < len(text):
        ends.append(cluster_end(text, ends[-1]))
    return ends


def _settled(text: str, caret: int) -> int:
    """The caret, moved on past the accents of the character before it."""
    return min(end for end in _boundaries(text) if end >= caret)
