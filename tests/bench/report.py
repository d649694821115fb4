"""Figures against their budgets, and how they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

FAILURES = {"over", "failed"}


@dataclass(frozen=True, slots=True)
class Budget:
    """At most `limit` times the reference, `limit` above it, or `limit` by itself."""

    kind: Literal["times", "above", "most"]
    limit: float

    def spent(self, measured: float, reference: float) -> float:
        """The figure that `limit` bounds."""
        if self.kind == "times":
            return measured / reference if reference else float("inf")
        return measured - reference if self.kind == "above" else measured

    def show(self, figure: float, unit: str) -> str:
        """A spent figure, or the limit, as text."""
        if self.kind == "times":
            return f"{figure:.2f} ×"
        return f"{figure:{'+' if self.kind == 'above' else ''}.{digits(figure)}f} {unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: `measured` in `unit`, beside that of `reference` in the same run.

    Without a measurement `note` says why; it begins with `skipped` where nothing is wrong.
    """

    what: str
    unit: str
    budget: Budget
    measured: float | None = None
    reference: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """ok, over, skipped or failed."""
        if self.measured is None:
            return "skipped" if self.note.startswith("skipped") else "failed"
        spent = self.budget.spent(self.measured, self.reference or 0.0)
        return "ok" if spent <= self.budget.limit else "over"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another terminal program on the same pty; milliseconds, bytes and megabytes."""

    name: str
    ready: float
    key: float
    bytes: float
    memory: float


def digits(figure: float) -> int:
    """Decimals that leave about three significant digits."""
    return 0 if abs(figure) >= 100 or figure == int(figure) else 1 if abs(figure) >= 10 else 2


def table(rows: Sequence[Row]) -> str:
    """All rows, aligned, with their verdicts."""
    head = ("", "measured", "minimal", "spent", "budget", "")
    return aligned([head, *(cells(row) for row in rows)])


def cells(row: Row) -> tuple[str, ...]:
    """One row's texts."""
    budget = "≤ " + row.budget.show(row.budget.limit, row.unit)
    if row.measured is None:
        return row.what, "—", "", "", budget, f"{row.verdict}: {row.note.removeprefix('skipped: ')}"
    spent = row.budget.spent(row.measured, row.reference or 0.0)
    reference = "" if row.reference is None else figure(row.reference, row.unit)
    measured = figure(row.measured, row.unit)
    return row.what, measured, reference, row.budget.show(spent, row.unit), budget, row.verdict


def peer_table(found: Sequence[Peer]) -> str:
    """The peers' figures, which no budget bounds."""
    head = ("peer", "ready", "key", "bytes a key", "memory")
    lines = [
        (
            peer.name,
            figure(peer.ready, "ms"),
            figure(peer.key, "ms"),
            f"{peer.bytes:.0f}",
            figure(peer.memory, "MB"),
        )
        for peer in found
    ]
    return aligned([head, *lines])


def figure(value: float, unit: str) -> str:
    """A value with its unit."""
    return f"{value:.{digits(value)}f} {unit}"


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """The first and last column to the left, those between to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    texts = []
    for first, *middle, last in lines:
        right = [cell.rjust(width) for cell, width in zip(middle, widths[1:-1], strict=True)]
        texts.append("  ".join([first.ljust(widths[0]), *right, last]).rstrip())
    return "\n".join(texts)
