"""Why someone's own buffers differ from a run: too few digits, another float, or a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from adamtui.commands.progress import Progress
from adamtui.core.agreement import Difference, Given, compared
from adamtui.core.diagnosis import Diagnosis, Outcome, diagnose
from adamtui.core.engine import Run
from adamtui.core.floats import DOUBLE, HALF, SINGLE
from adamtui.core.measures import measures
from adamtui.core.numerals import short_exponent
from adamtui.core.precision import cuts, is_single
from adamtui.core.suspects import Suspect

RTOL: Mapping[str, float] = {DOUBLE: 1e-10, SINGLE: 1e-5, HALF: 1e-2}
"""The tolerance where none is asked for, by the floats of the run."""


def explained(
    run: Run, given: Given, asked: float | None, rtol: float, first: Difference
) -> Outcome:
    """Look for what made the first difference; `asked` is the tolerance that was asked for."""
    cut = _cut(run, given, rtol)
    if cut is not None:
        return cut
    found = _searched(run, given, rtol, first)
    if (found.slip and found.slip.everything) or not found.looked or run.dtype != DOUBLE:
        return found
    return _single(run, given, asked, found) or found


def _cut(run: Run, given: Given, rtol: float) -> Outcome | None:
    """Whether it is only that the file has too few digits."""
    for told, relative, absolute in cuts(given):
        cut = compared(run, given, max(rtol, relative), atol=absolute)
        if cut.first is None:
            sentence = f"none: the file has {told}; write 17 digits, as repr() or %.17g does"
            return _outcome(f"digits={told.partition(' ')[0]}", sentence, run, given)
    return None


def _searched(run: Run, given: Given, rtol: float, first: Difference) -> Outcome:
    """The search, by a tolerance that the file's digits allow."""
    wide = max([rtol, *(cut.rtol for cut in cuts(given))])
    where = compared(run, given, wide).first or first
    with showing(0, "slips") as seen:
        return diagnose(run, given, wide, where, seen)


def _single(run: Run, given: Given, asked: float | None, found: Outcome) -> Outcome | None:
    """Whether the values are of fewer digits than the run's.

    Not for values that merely agree as far as such floats would: where the steps are small beside
    θ, almost any rule does.
    """
    if not is_single(given, measures(run.problem)):
        return None
    run_in_it = replace(run, dtype=SINGLE)
    if compared(run_in_it, given, max(asked or 0.0, RTOL[SINGLE])).first is None:
        told = f"none: the values are {SINGLE}"
        wide = f" --rtol {RTOL[SINGLE]:g}" if asked is not None and asked < RTOL[SINGLE] else ""
        sentence = f"{told}; by --dtype {SINGLE}{short_exponent(wide)} all agree"
        return _outcome(f"dtype={SINGLE}", sentence, run_in_it, given)
    if found.slip is None:
        told = f"none: the values are {SINGLE}; add --dtype {SINGLE} to look for one"
        return Outcome(Diagnosis(Suspect(f"dtype={SINGLE}", told, run), 0, False, ()), 0)
    return None


def _outcome(name: str, sentence: str, run: Run, given: Given) -> Outcome:
    rows = len(given.ts)
    return Outcome(Diagnosis(Suspect(name, sentence, run), rows, True, ()), rows)


@contextmanager
def showing(wanted: int, unit: str = "updates") -> Iterator[Callable[..., None]]:
    """A bar while the block runs; what it gives is told how much is done, and of how much."""
    progress = Progress(wanted, unit=unit, alone=True)
    try:
        yield progress.at
    finally:
        progress.end()
