"""Whether there is a terminal that can show the tutorial."""

from __future__ import annotations

import os
import sys
from typing import Any

from adamtui.commands.faults import NO_TERMINAL, CommandError

READ = "adamtui read LESSON prints a lesson without one"
TRACE = "adamtui trace prints without one"


def require_terminal(instead: str = READ) -> None:
    """CommandError where the screen could not be drawn or the keys not be read.

    `instead` says what does without a terminal.
    """
    if not _is_terminal(sys.stdin):
        raise CommandError(f"the input is not a terminal; {instead}", NO_TERMINAL)
    # Textual draws on the error stream, so that is the one that must be a terminal.
    if not (_is_terminal(sys.stdout) and _is_terminal(sys.stderr)):
        raise CommandError(f"the output is not a terminal; {instead}", NO_TERMINAL)
    if is_plain():
        said = os.environ.get("TERM") or "not set"
        raise CommandError(
            f"this terminal cannot move its cursor (TERM is {said}); {instead}", NO_TERMINAL
        )


def is_plain() -> bool:
    """Whether a terminal, if there is one, knows text and nothing else."""
    return os.environ.get("TERM", "") in ("dumb", "")


def _is_terminal(stream: Any) -> bool:
    """Python has None in place of a stream that was closed before it started."""
    return stream is not None and stream.isatty()
