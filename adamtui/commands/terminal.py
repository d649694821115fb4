"""Whether there is a terminal that can show the tutorial."""

from __future__ import annotations

import os
import sys

from adamtui.commands.faults import NO_TERMINAL, CommandError

_PLAIN = ("dumb", "")


def require_terminal() -> None:
    """CommandError where the screen could not be drawn or the keys not be read."""
    if not sys.stdin.isatty():
        raise CommandError("the keyboard is not a terminal; run it in one", NO_TERMINAL)
    # Textual draws on the error stream, so that is the one that must be a terminal.
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        raise CommandError("the output is not a terminal; run it in one", NO_TERMINAL)
    if os.environ.get("TERM", "") in _PLAIN:
        raise CommandError("this terminal cannot move its cursor (TERM=dumb)", NO_TERMINAL)
