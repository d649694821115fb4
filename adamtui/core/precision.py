"""How many digits a record was kept in: those of a narrower float, or those that were printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from adamtui.core.agreement import Given
from adamtui.core.floats import HALF, SINGLE
from adamtui.core.history import Array

_ALL = 16
"""A record with a value of so many digits was not cut short."""
_FEWEST = 6
"""With fewer digits, or decimals, almost anything would do, so that nothing is said."""
_HALF = 0.5001
"""Of the last digit: rounding, and the last bits of another order of operations."""


class Cut(NamedTuple):
    """Digits that a record may have been cut to, and how far that takes a value off."""

    told: str
    """`8 digits`, `6 decimals`."""
    rtol: float
    atol: float


def is_single(given: Given, measured: Collection[str] = ()) -> bool:
    """Whether every value is one of float32's, and not all are so short that any float has them.

    What is `measured` of a run is computed in float64 whatever the run is in, and does not count.
    """
    lines = np.array([line not in measured for line, _ in given.cells])
    values = _finite(replace(given, known=given.known & lines))
    with np.errstate(over="ignore"):
        single, half = (values.astype(dtype) == values for dtype in (SINGLE, HALF))
    return bool(single.all() and not half.all())


def cuts(given: Given) -> Iterator[Cut]:
    """What the record may have been cut to; nothing where it has all digits, or too few to say."""
    digits = decimals = 0
    for value in _finite(given).tolist():
        _, written, exponent = Decimal(repr(value)).normalize().as_tuple()
        digits = max(digits, len(written))
        decimals = max(decimals, -int(exponent))
        if digits >= _ALL:
            return
    if digits >= _FEWEST:
        yield Cut(f"{digits} digits", _HALF * 10.0 ** (1 - digits), 0.0)
    if decimals >= _FEWEST:
        yield Cut(f"{decimals} decimals", 0.0, _HALF * 10.0**-decimals)


def _finite(given: Given) -> Array:
    values: Array = given.values[given.known & np.isfinite(given.values)]
    return values
