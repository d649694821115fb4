"""Pieces of text to words: where a row may break.

Rows break at spaces; between ideographs; after a dash or a hyphen between letters. They do not
break before closing punctuation or a dash, after opening punctuation, or inside a solid piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from adamtui.ink import PLAIN, Ink, Run
from adamtui.page.glyphs import FIRST_IDEOGRAPH, cells, cluster_end, goes_on, is_ideograph
from adamtui.page.wrap import NO_GAP, Word


class Kind(Enum):
    """How a piece of text breaks."""

    PROSE = "spaces are alike, and one is enough"
    CODE = "breaks at spaces only, and keeps each of them"
    SOLID = "does not break"
    BREAK = "a new row"


class Piece(NamedTuple):
    """Text in one ink; `link` is where it leads."""

    text: str
    ink: Ink = PLAIN
    link: str = ""
    kind: Kind = Kind.PROSE


_SPACES = re.compile(r"([ \t\n]+)")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")
_AFTER_DASH = re.compile("(?<=—)(?!—)")
_NEVER_FIRST = frozenset(
    ")]}>.,;:!?%…—–’”»"
    "、。，．・：；？！゛゜ヽヾゝゞ々ー〜）］｝〕〉》」』】ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_NEVER_LAST = frozenset("([{‘“«（［｛〔〈《「『【")
_HANGING = re.compile(r"[)\]}.,;:!?…—–’”»]+")
"""What stays with the word before it even after a space."""

LONGEST = 5_000
"""Characters of a piece from which it is one word, which rows cut as they need it: looking for all
its words first takes seconds a megabyte."""
_LONG = 40
"""Cells from which a word takes nothing more: rows must be able to break somewhere."""


def words(pieces: Iterable[Piece]) -> list[Word]:
    """The pieces' text as words, in order."""
    builder = _Builder()
    for piece in pieces:
        builder.add(piece)
    builder.close(NO_GAP)
    return builder.words


class _Builder:
    """The word being put together, and those before it."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._runs: list[Run] = []
        self._width = 0
        self._gap = NO_GAP
        self._forced = False

    def add(self, piece: Piece) -> None:
        if piece.kind is Kind.BREAK:
            self._break()
        elif piece.kind is Kind.SOLID:
            self._append(piece, piece.text)
        elif len(piece.text) > LONGEST:
            self._whole(piece)
        else:
            # Splitting by a captured group gives text and spaces in turn, text first.
            for number, token in enumerate(_SPACES.split(piece.text)):
                if number % 2:
                    self._space(piece, token)
                elif token:
                    self._text(piece, token)

    def close(self, gap: Run) -> None:
        if self._runs:
            self.words.append(Word(tuple(self._runs), self._width, self._gap, self._forced))
            self._runs, self._width, self._gap, self._forced = [], 0, NO_GAP, False
        if gap.text and (self.words or self._forced):
            self._gap = gap

    def _break(self) -> None:
        self.close(NO_GAP)
        if self._forced:
            self.words.append(Word((), 0, NO_GAP, forced=True))
        self._gap, self._forced = NO_GAP, True

    def _whole(self, piece: Piece) -> None:
        """A long piece as one word, apart from what is around it where it has spaces there."""
        inner = piece.text.strip(" \t\n")
        before, _, after = piece.text.partition(inner) if inner else (piece.text, "", "")
        if before:
            self._space(piece, before)
        if inner:
            alike = _SPACES.sub(" ", inner) if piece.kind is Kind.PROSE else inner
            self._append(piece, alike)
        if after:
            self._space(piece, after)

    def _space(self, piece: Piece, token: str) -> None:
        text = " " if piece.kind is Kind.PROSE else " " * len(token)
        self.close(Run(text, piece.ink, piece.link))

    def _text(self, piece: Piece, token: str) -> None:
        if _HANGING.fullmatch(token):
            self._reopen()
        if token.isascii() and ("-" not in token or piece.kind is not Kind.PROSE):
            self._unit(piece, token)
            return
        parts = _HYPHEN.split(token) if piece.kind is Kind.PROSE else (token,)
        for part in parts:
            for unit in _units(part):
                if unit:
                    self._unit(piece, unit)

    def _reopen(self) -> None:
        """Go on with the last word, so that what comes now is not parted from it."""
        after_space = self._gap.text and not self._runs and not self._forced
        if after_space and self.words[-1].width < _LONG:
            last, gap = self.words.pop(), self._gap
            self._runs = [*last.runs, gap]
            self._width = last.width + len(gap.text)
            self._gap, self._forced = last.gap, last.forced

    def _unit(self, piece: Piece, unit: str) -> None:
        if self._runs and _may_break(self._runs[-1].text[-1:], unit[0]):
            self.close(NO_GAP)
        self._append(piece, unit)

    def _append(self, piece: Piece, text: str) -> None:
        if self._runs and goes_on(self._runs[-1].text[-1:], text[:1]):
            text = self._complete(text)
        if text:
            self._runs.append(Run(text, piece.ink, piece.link))
            self._width += cells(text)

    def _complete(self, text: str) -> str:
        """Give the last run the rest of its last cluster, which has one ink; what remains."""
        last = self._runs[-1]
        end = cluster_end(last.text[-1] + text, 0) - 1
        self._runs[-1] = last._replace(text=last.text + text[:end])
        self._width += cells(self._runs[-1].text) - cells(last.text)
        return text[end:]


def _may_break(before: str, after: str) -> bool:
    """Whether a row may break between two characters without a space between them."""
    if before.isascii() and after.isascii():
        return before == "-" and after.isalpha()
    if after in _NEVER_FIRST or before in _NEVER_LAST or goes_on(before, after):
        return False
    return before == "—" or is_ideograph(before) or is_ideograph(after)


def _units(text: str) -> list[str]:
    """The text in parts between which a row may break, if `_may_break` agrees."""
    if not text or max(text) < FIRST_IDEOGRAPH:
        return _AFTER_DASH.split(text)
    ends = [
        at
        for at in range(1, len(text))
        if text[at - 1] == "—" or is_ideograph(text[at - 1]) or is_ideograph(text[at])
    ]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]
