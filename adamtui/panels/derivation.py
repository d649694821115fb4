"""A derivation as rows of text: each step's words, and its formula set below them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap

from adamtui.algebra.steps import Step
from adamtui.ink import Ink, Row, Run
from adamtui.typeset import TexError, display, inline

FEWEST = 4
"""Rows that an excerpt needs."""

_WORDS = Ink("muted")
_MATH = Ink("math")
_INDENT = 4


def derivation(steps: Sequence[Step], width: int, *, busy: str = "") -> list[Row]:
    """The steps one below the other; `busy` turns in the last row while more are to come."""
    rows = [row for step in steps for row in step_rows(step, width)]
    return [*rows, (Run(f"{busy} SymPy is deriving …", _WORDS),)] if busy else rows


def excerpt(steps: Sequence[Step], size: tuple[int, int], *, busy: str = "") -> list[Row]:
    """`size[1]` rows: a blank one and the derivation's beginning, and how to see the rest."""
    width, room = size
    if room < FEWEST or not (steps or busy):
        return [()] * room
    rows = [(), *derivation(steps, width, busy=busy)]
    if len(rows) > room:
        rows = [*rows[: room - 1], (Run("i shows all of the derivation", _WORDS),)]
    return rows + [()] * (room - len(rows))


@lru_cache(maxsize=256)
def one_line(tex: str) -> str:
    """A formula on one line; one that cannot be set, as it is."""
    try:
        return " ".join(inline(tex).split())
    except TexError:
        return tex


@lru_cache(maxsize=256)
def step_rows(step: Step, width: int) -> tuple[Row, ...]:
    """One step and a blank row."""
    words = [(Run(line, _WORDS),) for line in wrap(step.words, max(width, 20))]
    return (*words, *_formula(step.tex, width - _INDENT), ())


def _formula(tex: str, width: int) -> list[Row]:
    """A formula, indented; one that cannot be set, as it is."""
    if not tex:
        return []
    try:
        rows: Sequence[str] = display(tex, max(width, 20)).rows
    except TexError:
        rows = (tex,)
    return [(Run(" " * _INDENT + row, _MATH),) for row in rows]
