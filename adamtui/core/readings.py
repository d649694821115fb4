"""Other ways to read a record: what its maker may have logged in place of what is computed here.

A reading says the same numbers of other updates, or with another sign; where it agrees with a run,
only the log differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from adamtui.core.agreement import Given
from adamtui.core.engine import Run

_THETA, _DELTA = "theta", "delta"


class Reading(NamedTuple):
    """One way to read a record."""

    name: str
    sentence: str
    """What was logged, without a full stop."""
    given: Given
    """What then was given of each update."""
    late: frozenset[str] = frozenset()
    """The lines that stood in the row of the update after."""


def readings(run: Run, given: Given) -> Iterator[Reading]:
    """The other readings that its columns allow."""
    lines = {line for line, _ in given.cells}
    subtracted = _subtracted(given) if _DELTA in lines else None
    if subtracted:
        yield subtracted
    for each in (Reading("", "", given), subtracted):
        if _THETA in lines and each and (before := _logged_before(run, each)):
            yield before


def _subtracted(given: Given) -> Reading:
    signs = np.array([-1.0 if line == _DELTA else 1.0 for line, _ in given.cells])
    told = "your delta is the amount subtracted, −Δ"
    return Reading("delta-subtracted", told, replace(given, values=given.values * signs))


def _logged_before(run: Run, reading: Reading) -> Reading | None:
    """Row t has the θ that update t began with; None where the first row has not run's start."""
    given = reading.given
    moved = np.array([line == _THETA for line, _ in given.cells])
    if given.ts[0] == 1:
        at = [i for line, i in given.cells if line == _THETA]
        known = given.known[0, moved]
        if (given.values[0, moved] != run.problem.start[at])[known].any():
            return None
    ts = np.union1d(given.ts, given.ts - 1)
    values, known = np.full((len(ts), len(moved)), np.nan), np.zeros((len(ts), len(moved)), bool)
    for columns, by in ((moved, 1), (~moved, 0)):
        place = np.ix_(ts.searchsorted(given.ts - by), columns)
        values[place], known[place] = given.values[:, columns], given.known[:, columns]
    kept = known.any(axis=1) & (ts > 0)
    if not kept.any():
        return None
    told = "; ".join(filter(None, ("θ is logged before the update", reading.sentence)))
    name = "+".join(filter(None, ("theta-before", reading.name)))
    return Reading(
        name, told, Given(ts[kept], given.cells, values[kept], known[kept]), frozenset({_THETA})
    )
