"""What a user should know besides the output: lines on the error stream that stop nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress


def note(lines: Iterable[str]) -> None:
    """Print lines on the error stream; nothing where there is none, or it takes none."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            for line in lines:
                print(f"adamtui: {line}", file=sys.stderr, flush=True)
