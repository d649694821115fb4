"""TeX source to a tree, with every command and environment this package knows."""

from __future__ import annotations

from adamtui.typeset.commands import COMMANDS
from adamtui.typeset.environments import environment
from adamtui.typeset.errors import TexError
from adamtui.typeset.grammar import Parser
from adamtui.typeset.lexer import admit
from adamtui.typeset.macros import expanded
from adamtui.typeset.nodes import Seq

_COMMANDS = {**COMMANDS, "begin": environment}


def parse(tex: str) -> tuple[Seq, ...]:
    """The lines of a formula, one unless \\\\ breaks it.

    Raises TexError, with the offset of the fault, for anything that cannot be set.
    """
    admit(tex)
    formula = expanded(tex)
    try:
        return Parser(formula.text, _COMMANDS).document()
    except TexError as fault:
        raise TexError(fault.message, formula.origin(fault.offset)) from None
