"""argparse, with faults and help as the tutorial has them.

Nothing heavy is imported unless help is asked for, or a command that has --set is given an option
that no command has.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from adamtui.commands.faults import CommandError
from adamtui.core.nearest import nearest

_PLAINER = (
    (r"^argument ", ""),
    (r": not allowed with argument ", " cannot go with "),
    (r": expected one argument", " needs a value"),
    (r": ignored explicit argument .*", " takes no value"),
    (r"the following arguments are required: (.*)", r"needs \1; see --help"),
)
"""argparse's phrases, and ours."""


class Parser(argparse.ArgumentParser):
    """Faults are one line and a CommandError; help's last part is made when it is asked for."""

    def __init__(self, command: str, usage_line: str, end: Callable[[], str]) -> None:
        """`end` makes help's last part; the main command's name is empty."""
        super().__init__(
            prog="adamtui",
            usage=usage_line,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self._command = command
        self._end = end

    def format_help(self) -> str:
        """The help, its last part made now."""
        self.epilog = self._end()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise CommandError for what argparse found, in our words."""
        for theirs, ours in _PLAINER:
            message = re.sub(theirs, ours, message)
        raise CommandError(f"{self._command} {message}".lstrip())

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse's own keeps silent about a full disk.
        sys.stdout.write(message)

    def options(self) -> list[str]:
        """Every option there is, long and short."""
        return [option for action in self._actions for option in action.option_strings]

    def read(
        self, words: Sequence[str], into: argparse.Namespace, elsewhere: Callable[[str], str]
    ) -> None:
        """Read `words`; CommandError for the first that does not fit.

        `elsewhere` says where an option stands that this command does not have; "" for none.
        """
        _, unread = self.parse_known_args(words, into)
        for word in unread:
            if not word.startswith("-"):
                raise CommandError(f"{self._command}: '{word}' is one word too many{self._see()}")
            name = word.partition("=")[0]
            hint = elsewhere(name) or self._as_setting(name, into)
            hint = hint or nearest(name, self.options(), self._see())
            what = f"{self._command} has no option" if self._command else "there is no option"
            raise CommandError(f"{what} '{name}'{hint}")

    def _as_setting(self, option: str, read: argparse.Namespace) -> str:
        """How a value is given that was written as an option of its own; "" where none is meant."""
        if "--set" not in self.options():
            return ""
        from adamtui.commands.settable import settable

        name = option.lstrip("-").replace("-", "_")
        return f"; write --set {name}=…" if name in settable(read) else ""

    def _see(self) -> str:
        return f"; see adamtui {self._command} --help".replace("  ", " ")
