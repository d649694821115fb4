"""The last row of a run: how far one is, what went wrong, and how far a recording has got."""

from __future__ import annotations

from adamtui.charts.timeline import timeline
from adamtui.core.formula import symbol
from adamtui.core.trace import Trace
from adamtui.ink import Ink, Row, Run


def time_row(t: int, last: int, width: int, warning: str = "", *, first: int = 0) -> list[Row]:
    """One row: the place among the updates `first` … `last`, and a warning where there is one."""
    line = timeline(t, last, width - len(warning), first)
    return [(*line, Run(warning, Ink("bad", bold=True))) if warning else line]


def divergence(trace: Trace, t: int) -> str:
    """`diverged at t = 41: θ is inf`, from there on; "" before."""
    found = trace.divergence
    if found is None or t < found.t:
        return ""
    return f"diverged at t = {found.t}: {symbol(found.line)} is {found.value}"


def progress(done: int, wanted: int, width: int) -> list[Row]:
    """The row while updates are being recorded."""
    label = f" recording {done:,} of {wanted:,}  escape stops"
    return [bar(done / wanted if wanted else 1.0, label, width)]


def bar(share: float, label: str, width: int) -> Row:
    """How much is done, 0 … 1, in what room the words after it leave."""
    room = max(width - len(label), 0)
    full = round(room * share)
    return (
        Run("━" * full, Ink("accent")),
        Run("─" * (room - full), Ink("rule")),
        Run(label[:width], Ink("muted")),
    )
