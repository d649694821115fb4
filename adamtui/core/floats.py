"""The floats that a run may be computed in, and how far rounding takes two of them apart."""

from __future__ import annotations

DOUBLE, SINGLE, HALF = "float64", "float32", "float16"
DTYPES = (DOUBLE, SINGLE, HALF)
"""By the names that options and commands have for them; the usual one first."""

ROUNDING = 1e-12
"""Two float64 implementations of one formula seldom differ by more, relatively."""
