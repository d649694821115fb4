"""Runs that are recorded, read as a screen reads them."""

from __future__ import annotations

from datetime import datetime

from adamtui.core.comparison import Comparison
from adamtui.core.trace import Trace
from adamtui.export.recorded import Recorded, reading, room, sources

NOW = datetime(2026, 11, 24, 17, 12)


def recorded(record: Trace | Comparison, seed: int | None = None) -> list[Recorded]:
    every = sources(record, seed)
    most = room(every)
    return [
        Recorded.of(each, each.trace.last, list(reading(each, each.trace.last, most)))
        for each in every
    ]
