"""What a comparison has found, as one JSON object."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from adamtui.core.agreement import Agreement, Difference, Given
from adamtui.core.diagnosis import Diagnosis, Outcome
from adamtui.core.engine import Run
from adamtui.core.measures import measures
from adamtui.core.wrong_lines import wrong_lines


class Finding(NamedTuple):
    """The buffers, and what was found about them."""

    run: Run
    given: Given
    rtol: float
    agreement: Agreement


def column_name(run: Run, line: str, coordinate: int) -> str:
    """How a file's column is called: `m.1`, `loss`."""
    return line if line in measures(run.problem) else f"{line}.{coordinate}"


def record(found: Finding, why: Outcome | None) -> dict[str, Any]:
    """Everything that is told in text; `why` is None where all agree."""
    first, worst = found.agreement
    return {
        "agree": first is None,
        "updates": len(found.given.ts),
        "columns": [column_name(found.run, *cell) for cell in found.given.cells],
        "dtype": found.run.dtype,
        "rtol": found.rtol,
        "worst": worst and _place(worst),
        "first": first and _place(first),
        "slip": _slip(found, why.slip) if why and why.slip else None,
        "searched": why is None or why.looked,
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
