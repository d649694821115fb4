"""What a command raises when it cannot do what was asked, and the exit statuses."""

from __future__ import annotations

from collections.abc import Iterable

OK, FOUND, USAGE, NO_TERMINAL, CRASH, IO = 0, 1, 2, 3, 70, 74
"""Done; faults found; wrong command line or file; terminal cannot show it; crash; input/output."""
INTERRUPTED = 130
"""128 + SIGINT."""


class CommandError(Exception):
    """One line for the user and the exit status that goes with it."""

    def __init__(self, message: str, status: int = USAGE) -> None:
        super().__init__(message)
        self.status = status


def nearest(word: str, valid: Iterable[str], otherwise: str = "") -> str:
    """`; did you mean 'x'?` for the valid word that `word` is a slip of, else `otherwise`.

    Near enough are half of the letters, or three quarters of an option's: its dashes always agree.
    """
    import difflib

    known = {each.lower(): each for each in valid}
    enough = 0.75 if word.startswith("-") else 0.5
    close = difflib.get_close_matches(word.lower(), known, 1, enough)
    return f"; did you mean '{known[close[0]]}'?" if close else otherwise
