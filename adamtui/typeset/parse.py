"""TeX source to a tree, with every command and environment this package knows."""

from __future__ import annotations

from adamtui.typeset.commands import COMMANDS
from adamtui.typeset.environments import environment
from adamtui.typeset.grammar import Parser
from adamtui.typeset.nodes import Seq

_COMMANDS = {**COMMANDS, "begin": environment}


def parse(tex: str) -> tuple[Seq, ...]:
    """The lines of a formula, one unless \\\\ breaks it.

    Raises TexError, with the offset of the fault, for anything that cannot be set.
    """
    return Parser(tex, _COMMANDS).document()
