"""Rows as text for a terminal of sixteen colours: its own, which suit its background.

Nothing is said by a colour alone, so that the same rows without one say as much.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from adamtui.ink import SIXTEEN, Ink, Row

_RESET = "\x1b[0m"
_QUIET = "2"
"""Fainter than the text, whatever the background is."""
_NAMED = {
    "red": "31",
    "green": "32",
    "yellow": "33",
    "magenta": "35",
    "cyan": "36",
    # The bright one: plain blue on black can hardly be read.
    "blue": "94",
}
_CODES: Mapping[str, str] = MappingProxyType(
    {
        **{role: _NAMED[name] for role, name in SIXTEEN.items()},
        **dict.fromkeys(("muted", "rule", "code-note"), _QUIET),
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
