"""What a search has found, as rows: where it stands, and the words lit in it."""

from __future__ import annotations

from adamtui.course.glossary import Term
from adamtui.course.search import IndexLine, Place, excerpt
from adamtui.ink import Ink, Row, Run
from adamtui.page.glyphs import cells, shortened

_WHERE = Ink("muted")
_WORD = Ink("accent", bold=True, underline=True)
_SECTION = 20
_NARROW = 60
"""Below this width the section gets half of its cells."""


def line_row(line: IndexLine, query: str, width: int) -> Row:
    """Number, section and the piece of the line with the words."""
    ink = {Place.HEADING: Ink(bold=True), Place.FORMULA: Ink("math"), Place.CODE: Ink("code")}
    where = f"{line.number:<3} {_fitted(line.section, _room(width))}  "
    return (Run(where, _WHERE), *_lit(line.text, query, width - cells(where), ink.get(line.place)))


def term_row(term: Term, query: str, width: int) -> Row:
    """A word of the glossary by all its names."""
    where = f"    {_fitted('a word explained', _room(width))}  "
    return (
        Run(where, _WHERE),
        *_lit(", ".join(term.names), query, width - cells(where), Ink(bold=True)),
    )


def _room(width: int) -> int:
    return _SECTION if width >= _NARROW else _SECTION // 2


def _fitted(text: str, room: int) -> str:
    """The text in just so many cells, an ellipsis in place of what is cut."""
    kept = shortened(text, room)
    return kept + " " * (room - cells(kept))


def _lit(text: str, query: str, room: int, ink: Ink | None) -> Row:
    shown, spans = excerpt(text, query, max(room, 1))
    base = ink or Ink()
    runs: list[Run] = []
    at = 0
    for start, end in spans:
        runs += [Run(shown[at:start], base), Run(shown[start:end], _WORD)]
        at = end
    return (*runs, Run(shown[at:], base))
