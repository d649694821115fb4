"""Rows as text for a terminal of sixteen colours: its own, which suit its background.

Nothing is said by a colour alone, so that the same rows without one say as much.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from adamtui.ink import Ink, Row

_RESET = "\x1b[0m"
_QUIET = "2"
"""Fainter than the text, whatever the background is."""
_CODES: Mapping[str, str] = MappingProxyType(
    {
        "muted": _QUIET,
        "rule": _QUIET,
        "accent": "35",
        "path": "35",
        "changed": "33",
        "warn": "33",
        "good": "32",
        "bad": "31",
        "mark": "31",
        "title": "36",
        "code": "36",
        "code-word": "36",
        "code-name": "35",
        "code-text": "32",
        "code-value": "33",
        "code-note": _QUIET,
        "link": "94",
        "series-0": "94",
        "series-1": "33",
        "series-2": "32",
        "series-3": "35",
        "series-4": "36",
        "series-5": "31",
    }
)
"""By role; others are in the terminal's own ink."""


def coloured(row: Row) -> str:
    """The row with the codes of its inks."""
    return "".join(_run(run.text, run.ink) for run in row)


def _run(text: str, ink: Ink) -> str:
    codes = _codes(ink)
    return f"\x1b[{codes}m{text}{_RESET}" if codes and text.strip() else text


def _codes(ink: Ink) -> str:
    dress = (
        (ink.bold, "1"),
        (ink.italic, "3"),
        (ink.underline, "4"),
        (ink.reverse, "7"),
        (ink.strike, "9"),
    )
    return ";".join(filter(None, [_CODES.get(ink.fg, ""), *(code for on, code in dress if on)]))
