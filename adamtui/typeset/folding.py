"""Text on lines of at most so many cells: the last resort for a formula that cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from adamtui.typeset.box import Box, cells, is_mark, rows_box

_INDENT = 2
_ROOM_FOR_INDENT = 12


def folded(text: str, width: int) -> Box:
    """`text` broken at its blanks, and within a word only where the word alone is too wide.

    No row is wider than `width`, which is at least 2, a wide letter.
    """
    indent = _INDENT if width >= _ROOM_FOR_INDENT else 0
    rows: list[str] = [""]
    for word in _pieces(text.split(" "), width - indent):
        glued = f"{rows[-1]} {word}" if rows[-1].strip() else rows[-1] + word
        if cells(glued) <= width:
            rows[-1] = glued
        else:
            rows.append(" " * indent + word)
    return rows_box(rows)


def _pieces(words: list[str], room: int) -> Iterator[str]:
    for word in words:
        piece = ""
        for letter in _letters(word):
            if piece and cells(piece) + cells(letter) > room:
                yield piece
                piece = ""
            piece += letter
        yield piece


def _letters(word: str) -> Iterator[str]:
    """Letters with their marks."""
    letter = ""
    for char in word:
        if letter and not is_mark(char):
            yield letter
            letter = ""
        letter += char
    yield letter
