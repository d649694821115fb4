"""How many cells text takes, and where it may be cut: never within what reads as one character.

A cluster is a character with everything of no width that follows it (accents, joiners, variation
selectors), an emoji with its skin tone or joined partners, or the two letters of a flag.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

FIRST_IDEOGRAPH = "\u2e80"
"""No character before it is an ideograph."""

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
_CONTEXT = re.compile(f"[{_JOINER}{_AS_EMOJI}]")
_NO_WIDTH = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\u3164\uffa0\U0001f3fb-\U0001f3ff]")
"""Jamo that complete a syllable, Hangul fillers and skin tones."""

_SEEN_FORMAT = re.compile("[\xad\u0600-\u0605\u06dd\u070f\u0890-\u08e2\U000110bd-\U000110cd]")
"""Format characters that are drawn: the soft hyphen and signs that span digits."""

_WIDE_SINCE_16 = re.compile("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376]")
"""Hexagrams and counting rods, which became wide in Unicode 16."""

_IDEOGRAPHS = (
    (FIRST_IDEOGRAPH, "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff01", "\uff60"),
    ("\U00020000", "\U0003ffff"),
)
_WIDE_BLOCKS = (
    *_IDEOGRAPHS,
    ("\U00016fe0", "\U00018dff"),
    ("\U0001aff0", "\U0001b2ff"),
    ("\U0001f300", "\U0001faff"),
)
"""Where an unassigned character is wide; Python's Unicode data may be older than the text."""


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    if not _CONTEXT.search(text):
        return sum(map(_width, text))
    total = 0
    before = last = ""
    for char in text:
        if char == _AS_EMOJI:
            # What is narrow as text is wide as an emoji.
            total += bool(last) and _width(last) == 1
            last = ""
        elif before != _JOINER and _width(char):
            total += _width(char)
            last = char
        before = char
    return total


def cluster_end(text: str, start: int) -> int:
    """The index after the cluster that begins at `start`, which is less than `len(text)`."""
    end = start + 1
    if _is_flag_letter(text[start]) and end < len(text) and _is_flag_letter(text[end]):
        end += 1
    while end < len(text) and (text[end - 1] == _JOINER or joins(text[end])):
        end += 1
    return end


def cut(text: str, start: int, room: int) -> int:
    """The largest index up to which `text[start:]` takes at most `room` cells.

    It equals `start` where not even the first cluster fits.
    """
    if text.isascii():
        return min(start + room, len(text))
    end = start
    while end < len(text):
        after = cluster_end(text, end)
        room -= cells(text[end:after])
        if room < 0:
            break
        end = after
    return end


def joins(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return _width(char) == 0


@lru_cache(maxsize=8192)
def is_ideograph(char: str) -> bool:
    """Whether it belongs to a script that is written without spaces, or to its punctuation."""
    return _within(char, _IDEOGRAPHS)


@lru_cache(maxsize=8192)
def _width(char: str) -> int:
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Mc", "Zl", "Zp") or _NO_WIDTH.match(char):
        return 0
    if category == "Cf":
        return 1 if _SEEN_FORMAT.match(char) else 0
    if category == "Cn":
        return 2 if _within(char, _WIDE_BLOCKS) else 1
    wide = unicodedata.east_asian_width(char) in "WF" or _WIDE_SINCE_16.match(char)
    return 2 if wide else 1


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _within(char: str, ranges: Iterable[tuple[str, str]]) -> bool:
    return any(first <= char <= last for first, last in ranges)
