"""What a command raises when it cannot do what was asked, and the exit statuses."""

from __future__ import annotations

OK, FOUND, USAGE, NO_TERMINAL, CRASH, IO = 0, 1, 2, 3, 70, 74
"""Done; faults found; wrong command line or file; terminal cannot show it; crash; input/output."""
INTERRUPTED = 130
"""128 + SIGINT."""


class CommandError(Exception):
    """One line for the user and the exit status that goes with it."""

    def __init__(self, message: str, status: int = USAGE) -> None:
        super().__init__(message)
        self.status = status
