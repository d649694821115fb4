"""`adamtui trace --against FILE`: someone's own buffers held against the engine's."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TextIO

import numpy as np

from adamtui.commands.faults import FOUND, OK
from adamtui.commands.spelled import for_reading
from adamtui.core.agreement import Agreement, Difference, Given, compared
from adamtui.core.diagnosis import Diagnosis, diagnose, wrong_lines
from adamtui.core.engine import Run
from adamtui.core.floats import DOUBLE, HALF, ROUNDING, SINGLE
from adamtui.core.formula import symbol
from adamtui.core.libraries import library
from adamtui.core.measures import measures
from adamtui.core.suspects import Suspect

RTOL: Mapping[str, float] = {DOUBLE: 1e-10, SINGLE: 1e-5, HALF: 1e-2}
"""The tolerance where none is asked for, by the floats of the run."""

_LISTED = 3
"""So many lines or names are written out."""


class Finding(NamedTuple):
    """The buffers, and what was found about them."""

    run: Run
    given: Given
    rtol: float
    agreement: Agreement
    slip: Diagnosis | None


def find(run: Run, given: Given, rtol: float | None) -> Finding:
    """Compare, and where something differs look for the slip."""
    tolerance = RTOL[run.dtype] if rtol is None else rtol
    agreement = compared(run, given, tolerance)
    slip = agreement.first and diagnose(run, given, tolerance, agreement.first)
    if agreement.first and rtol is None and not (slip and slip.everything):
        slip = _rounded(run, given) or slip
    return Finding(run, given, tolerance, agreement, slip)


def _rounded(run: Run, given: Given) -> Diagnosis | None:
    """Whether it is only that the values were computed or kept in fewer digits."""
    single = replace(run, dtype=SINGLE)
    if run.dtype != DOUBLE or compared(single, given, RTOL[SINGLE]).first is not None:
        return None
    told = f"the values are {SINGLE}" if _is_narrow(given) else f"some of it may be in {SINGLE}"
    told += f"; by --dtype {SINGLE} all agree"
    return Diagnosis(Suspect(f"dtype={SINGLE}", told, single), len(given.ts), True, ())


def _is_narrow(given: Given) -> bool:
    """Whether every value is one of float32's, or is written in no more digits than those need."""
    values = given.values[given.known & np.isfinite(given.values)]
    with np.errstate(over="ignore"):
        others = values[values.astype(SINGLE) != values]
    return all(float(f"{value:.9g}") == value for value in others.tolist())


def report(found: Finding, out: TextIO, *, as_json: bool) -> int:
    """Print what was found; returns the exit status."""
    if as_json:
        out.write(json.dumps(_record(found), ensure_ascii=False, indent=1) + "\n")
    elif found.agreement.first is None:
        out.write(_agreed(found))
    else:
        out.write(_differs(found, found.agreement.first))
    return OK if found.agreement.first is None else FOUND


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
        f"at t = {worst.t}; {_short(found.rtol)} is allowed\n{closer}"
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
        rows.append(f"  apart by  {_short(apart)}{share}; {_short(found.rtol)} is allowed")
    rows += _told(found, found.slip) if found.slip else ["likely slip: no known one explains more"]
    return "\n".join(rows) + "\n"


def _told(found: Finding, slip: Diagnosis) -> list[str]:
    """The likely slip, its formulas, and how far it explains the buffers."""
    rows = [f"likely slip: {slip.suspect.sentence}"]
    for wrong in wrong_lines(found.run, slip.suspect)[:_LISTED]:
        rows.append(f"  {symbol(wrong.line)} = {wrong.wrong}, not {wrong.right}")
    all_of_it = slip.everything
    explained = f"{'all' if all_of_it else 'the first'} {_updates(slip.updates)}"
    rows.append(f"  explains {explained}{_as_well(slip.others)}")
    return rows


def _as_well(others: Sequence[str]) -> str:
    if not others:
        return ""
    named = ", ".join(others[:_LISTED]) + (", …" if len(others) > _LISTED else "")
    return f"; so would {len(others)} other{'s' if len(others) > 1 else ''}: {named}"


def _name(found: Finding, place: Difference) -> str:
    return _column(found.run, place.line, place.coordinate)


def _column(run: Run, line: str, coordinate: int) -> str:
    """How a file's column is called: `m.1`, `loss`."""
    return line if line in measures(run.problem) else f"{line}.{coordinate}"


def _updates(count: int) -> str:
    return f"{count:,} update{'s' if count != 1 else ''}"


def _columns(given: Given) -> str:
    return f"{len(given.cells)} column{'s' if len(given.cells) != 1 else ''}"


def _written(value: float) -> str:
    return for_reading(repr(value))


def _short(value: float) -> str:
    return for_reading(f"{value:.3g}")


def _record(found: Finding) -> dict[str, Any]:
    first, worst = found.agreement
    return {
        "agree": first is None,
        "updates": len(found.given.ts),
        "columns": [_column(found.run, *cell) for cell in found.given.cells],
        "dtype": found.run.dtype,
        "rtol": found.rtol,
        "worst": worst and _place(worst),
        "first": first and _place(first),
        "slip": found.slip and _slip(found, found.slip),
    }


def _place(place: Difference) -> dict[str, Any]:
    return {
        "t": place.t,
        "buffer": place.line,
        "element": place.coordinate,
        "yours": _json(place.yours),
        "expected": _json(place.expected),
        "relative": _json(place.relative),
    }


def _slip(found: Finding, slip: Diagnosis) -> dict[str, Any]:
    return {
        "name": slip.suspect.name,
        "sentence": slip.suspect.sentence,
        "lines": [wrong._asdict() for wrong in wrong_lines(found.run, slip.suspect)],
        "updates": slip.updates,
        "all": slip.everything,
        "others": list(slip.others),
    }


def _json(value: float) -> float | str:
    """The number; the three that JSON lacks are strings."""
    return value if math.isfinite(value) else str(value)
