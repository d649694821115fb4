"""Numbers in columns: the decimal points one below the other, as many digits as they deserve.

A buffer is shown with eleven decimals, and one smaller than 0.1 with eleven significant digits, so
that what is on screen can be compared with another implementation's printout.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

DECIMALS = 11
FEWEST = 3
BEFORE = 7
"""Cells before the decimal point: a sign and up to six digits."""


def written(value: float, decimals: int = DECIMALS) -> str:
    """`value` without trailing zeros: 0.0072360000036, 1.89473684263, 9.09e-05, inf, nan."""
    if not math.isfinite(value):
        return str(value)
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(abs(value)))
    if -5 < exponent < BEFORE - 1:
        places = decimals - max(0, exponent) if exponent >= -1 else decimals - 1 - exponent
        return _trimmed(f"{value:.{max(places, 0)}f}")
    mantissa, _, power = f"{value:.{max(decimals - 1, 0)}e}".partition("e")
    return f"{_trimmed(mantissa)}e{int(power):+03d}"


def aligned(value: float, width: int, before: int = BEFORE) -> str:
    """`value` in `width` cells, its point after `before`; fewer decimals where it is narrow.

    Where fewer than `FEWEST` decimals would be left, the digits matter more than their place.
    """
    widest = max(min(DECIMALS, width - before - 3), 1)
    for decimals in range(widest, -1, -1):
        text = written(value, decimals)
        indent = max(0, before - _whole(text))
        if indent + len(text) <= width:
            return (" " * indent + text).ljust(width)
        if decimals <= FEWEST and len(text) <= width:
            return text.rjust(width)
    return text[:width]


def in_columns(cells: Sequence[float | str], width: int, before: int = BEFORE) -> list[str]:
    """Numbers as `aligned`, and words as they are, `width` cells each, that stand side by side.

    A number that would run into the next one has a digit less.
    """
    texts = [
        cell.ljust(width)[:width] if isinstance(cell, str) else aligned(cell, width, before)
        for cell in cells
    ]
    # From the right: with a digit less a number may begin further to the left.
    for i in reversed(range(len(cells) - 1)):
        cell = cells[i]
        if texts[i][-1:] != " " != texts[i + 1][:1] and not isinstance(cell, str) and width > 1:
            texts[i] = aligned(cell, width - 1, before) + " "
    return texts


def _whole(text: str) -> int:
    """Cells before the decimal point; of a word, all."""
    return len(text.partition("e")[0].partition(".")[0]) if text[-1].isdigit() else len(text)


def brief(value: float) -> str:
    """`value` for a sentence: at most six significant digits, with a real minus sign."""
    text = f"{value:.6g}" if math.isfinite(value) else str(value)
    return text.replace("-", "−").replace("e−0", "e−").replace("e+0", "e+")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
