"""Numbers in output to read: a true minus, an exponent without zeros. CSV and JSON have neither."""

from __future__ import annotations

import math

from adamtui.core.numerals import short_exponent
from adamtui.panels.numbers import written


def spelled(value: float) -> str:
    """0.5, −1.62e−5, infinite, undefined."""
    if math.isnan(value):
        return "undefined"
    return for_reading(written(value)) if math.isfinite(value) else "infinite"


def for_reading(text: str) -> str:
    """A number as it is written elsewhere, so: −1.62e−5 for -1.62e-05."""
    return short_exponent(text).replace("-", "−")
