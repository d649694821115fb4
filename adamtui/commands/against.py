"""`adamtui trace --against FILE`: someone's own buffers held against the engine's, and told so."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any, TextIO

from adamtui.commands.explained import RTOL, explained, showing
from adamtui.commands.faults import FOUND, OK
from adamtui.commands.finding_record import Finding, column_name, record
from adamtui.core.agreement import Difference, Given, compared
from adamtui.core.diagnosis import Diagnosis, Outcome
from adamtui.core.engine import Run
from adamtui.core.floats import DOUBLE, ROUNDING
from adamtui.core.formula import symbol
from adamtui.core.libraries import library
from adamtui.core.wrong_lines import wrong_lines
from adamtui.plain.spelled import for_reading

_LISTED = 3
"""So many lines or names are written out."""


def hold(run: Run, given: Given, rtol: float | None, out: TextIO, *, as_json: bool) -> int:
    """Compare, and where something differs look for the slip; returns the exit status.

    What differs is printed before the search, which may take a while.
    """
    tolerance = RTOL[run.dtype] if rtol is None else rtol
    with showing(int(given.ts[-1])) as seen:
        agreement = compared(run, given, tolerance, seen=seen)
    found = Finding(run, given, tolerance, agreement)
    first = agreement.first
    if first is None:
        out.write(_dumped(record(found, None)) if as_json else _agreed(found))
        return OK
    if not as_json:
        out.write(_differs(found, first))
        out.flush()
    why = explained(run, given, rtol, tolerance, first)
    out.write(_dumped(record(found, why)) if as_json else _told(found, why))
    return FOUND


def _dumped(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _agreed(found: Finding) -> str:
    rule = f"{found.run.rule.title} as in {library(found.run.rule)}"
    head = f"{_updates(len(found.given.ts))}, {_columns(found.given)}: all agree with {rule}\n"
    worst = found.agreement.worst
    if worst is None or worst.relative == 0:
        return head + "every value is the same, to the last bit\n"
    closer = ""
    if found.run.dtype == DOUBLE and worst.relative > ROUNDING:
        closer = f"that is more than rounding, as a rule: --rtol {ROUNDING:g} looks closer\n"
    return (
        f"{head}largest relative difference {_short(worst.relative)}, in {_name(found, worst)} "
        f"at t = {worst.t}; {_written(found.rtol)} is allowed\n{closer}"
    )


def _differs(found: Finding, first: Difference) -> str:
    apart = abs(first.yours - first.expected)
    share = f", {_short(first.relative)} of its largest value so far" if first.scale else ""
    rows = [
        f"first difference: {_name(found, first)} at t = {first.t}",
        f"  yours     {_written(first.yours)}",
        f"  expected  {_written(first.expected)}",
    ]
    if math.isfinite(apart):
        rows.append(f"  apart by  {_short(apart)}{share}; {_written(found.rtol)} is allowed")
    return "\n".join(rows) + "\n"


_INNOCENT = "none: "
"""How a sentence begins that tells of something else than a slip."""


def _told(found: Finding, why: Outcome) -> str:
    """The likely slip, its formulas, and how far it explains the buffers."""
    slip = why.slip
    if slip is None:
        return f"likely slip: {_none(found, why)}\n"
    if len(found.given.ts) == 1 and slip.others:
        named = _named((slip.suspect.name, *slip.others))
        return f"likely slip: one update cannot tell slips apart; it may be any of {named}\n"
    sentence = slip.suspect.sentence
    rows = [
        f"no slip: {sentence.removeprefix(_INNOCENT)}"
        if sentence.startswith(_INNOCENT)
        else f"likely slip: {sentence}"
    ]
    for wrong in wrong_lines(found.run, slip.suspect)[:_LISTED]:
        rows.append(f"  {symbol(wrong.line)} = {wrong.wrong}, not {wrong.right}")
    if slip.updates:
        rows.append(f"  explains {_reach(slip)}{_as_well(slip.others)}")
    return "\n".join(rows) + "\n"


def _none(found: Finding, why: Outcome) -> str:
    """Why no slip is told."""
    first = found.agreement.first
    if not why.looked and first is not None:
        return f"not looked for: t = {first.t:,} is too far; give the first updates"
    if not why.updates:
        return "no known one explains any of it"
    first_ones = "the first update" if why.updates == 1 else f"the first {_updates(why.updates)}"
    return f"no known one explains more than {first_ones}"


def _reach(slip: Diagnosis) -> str:
    if slip.everything:
        return "the one update" if slip.updates == 1 else f"all {_updates(slip.updates)}"
    return f"the first {_updates(slip.updates)}"


def _as_well(others: Sequence[str]) -> str:
    if not others:
        return ""
    return f"; so would {len(others)} other{'s' if len(others) > 1 else ''}: {_named(others)}"


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")


def _name(found: Finding, place: Difference) -> str:
    return column_name(found.run, place.line, place.coordinate)


def _updates(count: int) -> str:
    return f"{count:,} update{'s' if count != 1 else ''}"


def _columns(given: Given) -> str:
    return f"{len(given.cells)} column{'s' if len(given.cells) != 1 else ''}"


def _written(value: float) -> str:
    return for_reading(repr(value))


def _short(value: float) -> str:
    return for_reading(f"{value:.3g}")
