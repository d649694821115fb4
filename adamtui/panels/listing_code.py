"""Source as rows: highlighted, its differences marked, the line that runs lit and in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from adamtui.core.listing import Edits, Listing, Sign, SourceLine
from adamtui.core.python_source import Word, Words, outdented, written
from adamtui.ink import Ink, Row, Run, merge

GUTTER = 3
"""Cells before the code: the mark of the line that runs, the sign of a difference, a blank."""
RUNNING, WAITING = "▸", "▹"

_QUIET = Ink("muted")
_NOW = Ink("accent", bold=True)
_SIGNED: Mapping[Sign, Ink] = MappingProxyType({"+": Ink("good"), "−": Ink("bad")})
_WORDS = MappingProxyType(
    {
        "": Ink(),
        "keyword": Ink("title"),
        "string": Ink("code"),
        "number": Ink("math"),
        "comment": _QUIET,
    }
)


def inked(words: Words) -> Row:
    """A line of Python by itself."""
    return tuple(Run(word.text, _WORDS[word.kind]) for word in words)


def code_rows(listing: Listing, *, heads: bool) -> tuple[SourceLine, ...]:
    """The rows that are shown: all, or without signatures and docstrings, the bodies outdented."""
    return listing.rows if heads else listing.body


def code_cells(rows: Sequence[SourceLine], *, heads: bool) -> int:
    """Cells that the longest of some rows needs."""
    return GUTTER + max(len(written(_words(row, heads=heads))) for row in rows)


def code_panel(
    listing: Listing, line: str | None, size: tuple[int, int], *, heads: bool, top: int
) -> list[Row]:
    """The rows from `top` on, in `size` cells; `line` is the one that runs, by its name."""
    width, height = size
    shown = code_rows(listing, heads=heads)[top : top + height]
    quiet = listing.difference is not None
    rows = [_row(row, line, heads=heads, quiet=quiet) for row in shown]
    return [merge(_cut(row, width)) for row in rows]


def top_row(listing: Listing, line: str | None, height: int, *, heads: bool) -> int:
    """The row to begin with: as early as leaves in sight what differs, and surely what runs."""
    rows = code_rows(listing, heads=heads)
    signed = [i for i, row in enumerate(rows) if row.sign]
    running = [i for i, row in enumerate(rows) if line in row.runs]
    top = 0
    for wanted in (signed, running):
        if wanted:
            top = min(max(top, wanted[-1] - height + 1), wanted[0])
    return top


def title(listing: Listing, width: int) -> str:
    """What is shown, over the code: its files as far as there is room, and the difference."""
    files = ", ".join(dict.fromkeys(row.file for row in listing.rows if row.sign != "−"))
    differs = f" · {said(listing.difference)}" if listing.difference else ""
    full = f"the code that runs: {files}{differs}"
    return full if len(full) <= width else f"the code that runs{differs}"


def said(difference: Edits) -> str:
    """`against Adam: 1 line added, 1 changed`."""
    counts = (
        (difference.added, "added"),
        (difference.changed, "changed"),
        (difference.removed, "removed"),
    )
    told = [f"{count} {what}" for count, what in counts if count]
    if not told:
        return f"against {difference.other}: the same"
    number, _, rest = told[0].partition(" ")
    lines = f"{number} line{'s' * (number != '1')} {rest}"
    return f"against {difference.other}: {', '.join([lines, *told[1:]])}"


def _words(row: SourceLine, *, heads: bool) -> Words:
    return row.words if heads else outdented(row.words, row.indent)


def _row(row: SourceLine, line: str | None, *, heads: bool, quiet: bool) -> list[Run]:
    """Mark, sign and code, without anything after them."""
    running, waiting = line in row.runs, line in row.waits
    mark = RUNNING if running else WAITING if waiting else " "
    runs = [Run(mark, _NOW), Run(row.sign or " ", _SIGNED.get(row.sign, _QUIET)), Run(" ")]
    column = 0 if heads else len(row.text) - len(written(_words(row, heads=False)))
    for word in _words(row, heads=heads):
        ink = _NOW if running else _ink(row, word, quiet=quiet)
        runs += _emphasised(word.text, column, row.changed, ink)
        column += len(word.text)
    return runs


def _emphasised(text: str, column: int, changed: Sequence[range], ink: Ink) -> Iterator[Run]:
    """The text, which begins at a column of its line, what is changed underlined."""
    if not changed:
        yield Run(text, ink)
        return
    places = enumerate(text, column)
    for marked, part in groupby(places, lambda at: any(at[0] in span for span in changed)):
        yield Run("".join(char for _, char in part), ink._replace(underline=marked))


def _ink(row: SourceLine, word: Word, *, quiet: bool) -> Ink:
    if row.sign:
        return _SIGNED[row.sign]
    return _QUIET if quiet or row.head else _WORDS[word.kind]


def _cut(runs: list[Run], width: int) -> list[Run]:
    """Exactly `width` cells, an ellipsis last where there is more."""
    filled = sum(len(run.text) for run in runs)
    if filled <= width:
        return [*runs, Run(" " * (width - filled))]
    kept: list[Run] = []
    room = width - 1
    for run in runs:
        kept.append(run._replace(text=run.text[:room]))
        room -= len(kept[-1].text)
    return [*kept, Run("…"[:width], _QUIET)]
