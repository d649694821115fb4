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

_FIRST_ACCENT = "\u0300"
"""No character before it joins the one before that."""

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
_CONTEXT = re.compile(f"[{_JOINER}{_AS_EMOJI}]")
_NO_WIDTH = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff\u3164\uffa0\U0001f3fb-\U0001f3ff]")
"""Jamo that complete a syllable, Hangul fillers and skin tones."""

_SEEN_FORMAT = re.compile("[\xad\u0600-\u0605\u06dd\u070f\u0890-\u08e2\U000110bd-\U000110cd]")
"""Format characters that are drawn: the soft hyphen and signs that span digits."""

_WIDE_SINCE_16 = re.compile("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376]")
"""Hexagrams and counting rods, which became wide in Unicode 16."""

_EMOJI_TOO = re.compile(
    "[#*0-9©®‼⁉™ℹ↔-↙↩↪⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻◼☀-☄☎☑☘☝☠☢☣☦☪☮☯☸-☺♀♂♟♠♣♥♦♨♻♾⚒⚔-⚗⚙⚛⚜⚠⚧⚰⚱⛈⛏⛑⛓⛩⛰⛱⛴⛷-⛹"
    "✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❣❤➡⤴⤵⬅-⬇\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f321"
    "\U0001f324-\U0001f32c\U0001f336\U0001f37d\U0001f396\U0001f397\U0001f399-\U0001f39b"
    "\U0001f39e\U0001f39f\U0001f3cb-\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5"
    "\U0001f3f7\U0001f43f\U0001f441\U0001f4fd\U0001f549\U0001f54a\U0001f56f\U0001f570"
    "\U0001f573-\U0001f579\U0001f587\U0001f58a-\U0001f58d\U0001f590\U0001f5a5\U0001f5a8"
    "\U0001f5b1\U0001f5b2\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3"
    "\U0001f5dc-\U0001f5de\U0001f5e1\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa"
    "\U0001f6cb\U0001f6cd-\U0001f6cf\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3]"
)
"""What is narrow as text and wide as an emoji: Unicode's emoji variation sequences."""

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
    if _is_simple(text):
        return len(text)
    if not _CONTEXT.search(text):
        return sum(map(_width, text))
    total = 0
    last = ""
    chars = iter(text)
    for char in chars:
        if char == _JOINER:
            # What is joined on takes no cells of its own.
            next(chars, "")
        elif char == _AS_EMOJI:
            total += bool(_EMOJI_TOO.match(last))
            last = ""
        elif width := _width(char):
            total += width
            last = char
    return total


def _is_simple(text: str) -> bool:
    """Whether each character is sure to take one cell, and none to join another."""
    return text.isascii() or max(text) < _FIRST_ACCENT


def cluster_end(text: str, start: int) -> int:
    """The index after the cluster that begins at `start`, which is less than `len(text)`."""
    end = start + 1
    if _is_flag_letter(text[start]) and end < len(text) and _is_flag_letter(text[end]):
        end += 1
    while end < len(text) and goes_on(text[end - 1], text[end]):
        end += 1
    return end


def cut(text: str, start: int, room: int) -> int:
    """The largest index up to which `text[start:]` takes at most `room` cells.

    It equals `start` where not even the first cluster fits.
    """
    if _is_simple(text[start : start + room + 1]):
        return min(start + room, len(text))
    end = start
    while end < len(text):
        after = cluster_end(text, end)
        room -= cells(text[end:after])
        if room < 0:
            break
        end = after
    return end


def shortened(text: str, room: int) -> str:
    """The text in at most `room` ≥ 1 cells, an ellipsis in place of what is cut.

    Takes no longer for a title of a megabyte than for one that nearly fits.
    """
    if cut(text, 0, room) == len(text):
        return text
    return f"{text[: cut(text, 0, room - 1)]}…"


def goes_on(before: str, char: str) -> bool:
    """Whether a character belongs to the cluster of the one before it; "" belongs to none."""
    return bool(before and char) and (before == _JOINER or joins(char))


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
