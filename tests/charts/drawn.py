"""What the chart tests share: goldens, sizes, and how much of a drawing changed."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adamtui.ink import Ink, Row, plain

GOLDENS = Path(__file__).parent / "goldens"


def assert_golden(name: str, rows: list[Row]) -> None:
    """The rows read as goldens/<name>.txt does; UPDATE_GOLDENS=1 writes it anew."""
    drawn = "".join(f"{plain(row)}|\n" for row in rows)
    file = GOLDENS / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDENS") == "1":
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


def assert_size(rows: list[Row], size: tuple[int, int]) -> None:
    """The rows fill a size exactly, in terminal columns."""
    assert len(rows) == size[1]
    for row in rows:
        assert sum(not unicodedata.combining(sign) for sign in plain(row)) == size[0], plain(row)


def cells(rows: list[Row]) -> list[list[tuple[str, Ink]]]:
    """The sign and ink of every cell."""
    return [[(sign, run.ink) for run in row for sign in run.text] for row in rows]


def changed(before: list[Row], after: list[Row]) -> int:
    """How many cells differ between two drawings of one size, in sign or ink."""
    return sum(
        a != b
        for old, new in zip(cells(before), cells(after), strict=True)
        for a, b in zip(old, new, strict=True)
    )


def bowl_run(steps: int) -> NDArray[np.float64]:
    """Adam's path on x² + 10y² from (−4, 2), shape (`steps` + 1, 2)."""
    theta, m, v = np.array([-4.0, 2.0]), np.zeros(2), np.zeros(2)
    path = [theta]
    for t in range(1, steps + 1):
        g = theta * (2, 20)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        theta = theta - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        path.append(theta)
    return np.array(path)
