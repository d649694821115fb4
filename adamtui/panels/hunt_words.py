"""What is said to who hunts a slip: of the line just named, hints, at last what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TypeAlias

import numpy as np

from adamtui.charts.cells import fit
from adamtui.core.formula import symbol
from adamtui.core.history import Array
from adamtui.core.hunt import LOOKED_AT, Hunt
from adamtui.course.model import Node
from adamtui.ink import Ink, Row, Run
from adamtui.panels.numbers import brief
from adamtui.typeset import cells

Layout: TypeAlias = Callable[[Sequence[Node], int], list[Row]]
"""Lays prose out at a width."""

_COORDINATES = 2
_NARROWEST = 20
_QUIET = Ink("muted")
_BOLD = Ink(bold=True)
_GOOD = Ink("good", bold=True)
_BAD = Ink("bad", bold=True)


@dataclass(frozen=True, slots=True)
class HuntWords:
    """All that has been said so far."""

    said: str = ""
    """Of the line last named, where it was not the one."""
    hints: tuple[Sequence[Node], ...] = ()
    """Those that have been asked for."""
    of: int = 0
    """How many there are."""
    found: bool = False
    """Whether the reader has found the line."""
    shown: bool = False
    """Whether the answer was asked for."""

    @property
    def solved(self) -> bool:
        """Whether there is nothing left to find."""
        return self.found or self.shown


def words_rows(
    words: HuntWords, hunt: Hunt, reason: Sequence[Node], layout: Layout, width: int
) -> list[Row]:
    """As many rows as it takes, of at most `width` cells; `reason` is the author's own."""
    width = max(width, _NARROWEST)
    if words.solved:
        why = [(), *layout(reason, width)] if reason else []
        return [*_solution(words, hunt, width), *why]
    rows: list[Row] = []
    for number, hint in enumerate(words.hints, 1):
        more = " · h again shows the answer" if number == words.of else ""
        rows += [(Run(f"Hint {number} of {words.of}{more}", _QUIET),), *layout(hint, width)]
    return [*rows, *_wrapped("✗ ", words.said, width, _BAD)] if words.said else rows


def _solution(words: HuntWords, hunt: Hunt, width: int) -> Iterator[Row]:
    """What was wrong, both formulas, and what that does to the run."""
    lead, ink = ("✓ found: ", _GOOD) if words.found else ("The slip: ", _BOLD)
    yield from _wrapped(lead, f"{hunt.slip.sentence}.", width, ink)
    wide = max(cells(each) for line in hunt.changed for each in (line.right, line.wrong))
    for line in hunt.changed:
        name = f"  {symbol(line.line)} ← "
        for formula, what in ((line.wrong, "as it was computed"), (line.right, "as it should be")):
            gap = " " * (wide + 3 - cells(formula))
            yield fit([Run(name, _QUIET), Run(formula, _BOLD), Run(gap + what, _QUIET)], width)
    right, this = hunt.outcome()
    after = f"After {LOOKED_AT} updates θ is {_theta(right)} as it should be, {_theta(this)} here."
    late = f" The slip shows first in update {hunt.shows}." if hunt.shows > 1 else ""
    yield from _wrapped("", after + late, width, Ink())


def _theta(values: Array) -> str:
    """`0.5`, `(−4, 2)`, `(0, 0, …)`."""
    shown = ", ".join(brief(float(value)) for value in np.ravel(values)[:_COORDINATES])
    more = ", …" if len(values) > _COORDINATES else ""
    return f"({shown}{more})" if len(values) > 1 else shown


def _wrapped(lead: str, text: str, width: int, ink: Ink) -> list[Row]:
    """A sentence after a few words that stand out."""
    first, *others = wrap(lead + text, width, break_on_hyphens=False)
    return [(Run(lead, ink), Run(first[len(lead) :])), *((Run(line),) for line in others)]
