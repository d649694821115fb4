"""Rows of inked text: what every drawing package returns and every widget paints.

Colours are named by what they mean; the widget that paints looks the name up in the theme. So
charts, formulas and pages never know a colour, and a test can read a drawing as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias


class Ink(NamedTuple):
    """How a run of text looks.

    `fg` and `bg` name a role: "" (the widget's own), "muted", "accent", "changed", "good", "warn",
    "bad", "title", "code", "math", "link", "rule", "path", "mark", "series-0" … "series-5",
    "heat-0" (lowest) … "heat-15" (highest); and in a block of code "code-word" (of the language),
    "code-name" (being defined), "code-text", "code-value" and "code-note".
    """

    fg: str = ""
    bg: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    reverse: bool = False


PLAIN = Ink()
HEAT_LEVELS = 16
SERIES = 6


SIXTEEN: Mapping[str, str] = MappingProxyType(
    {
        "accent": "magenta",
        "changed": "yellow",
        "good": "green",
        "warn": "yellow",
        "bad": "red",
        "title": "cyan",
        "code": "cyan",
        "code-word": "cyan",
        "code-name": "magenta",
        "code-text": "green",
        "code-value": "yellow",
        "link": "blue",
        "path": "magenta",
        "mark": "red",
        "series-0": "blue",
        "series-1": "yellow",
        "series-2": "green",
        "series-3": "magenta",
        "series-4": "cyan",
        "series-5": "red",
    }
)
"""Roles where a terminal has sixteen colours: a blend would land on any of them."""


class Run(NamedTuple):
    """A piece of one row in one ink; `link` is where it leads, as the author wrote it."""

    text: str
    ink: Ink = PLAIN
    link: str = ""


Row: TypeAlias = tuple[Run, ...]


def plain(row: Row) -> str:
    """The row's text alone."""
    return "".join(run.text for run in row)


def merge(runs: list[Run]) -> Row:
    """The same row in as few runs as possible: neighbours of one ink and link joined."""
    merged: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = merged[-1] if merged else None
        if last is not None and last.ink == run.ink and last.link == run.link:
            merged[-1] = Run(last.text + run.text, run.ink, run.link)
        else:
            merged.append(run)
    return tuple(merged)
