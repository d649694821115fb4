"""The lines that a slip makes wrong, beside those that are right, as text."""

from __future__ import annotations

from typing import NamedTuple

from adamtui.core.engine import Engine, Run
from adamtui.core.equations import Equation
from adamtui.core.formula import symbol, text
from adamtui.core.suspects import Suspect
from adamtui.core.term import Leaf, Number, Symbol, Term

_BEFORE = "prev."


class WrongLine(NamedTuple):
    """One line as a run has it and as a suspect does, each as text."""

    line: str
    right: str
    wrong: str


def wrong_lines(run: Run, suspect: Suspect) -> tuple[WrongLine, ...]:
    """The lines that both have and that differ."""
    right = {each.name: each for each in Engine(run).equations}
    return tuple(
        WrongLine(wrong.name, _dated(right[wrong.name]), _dated(wrong))
        for wrong in Engine(suspect.run).equations
        if wrong.name in right and _dated(wrong) != _dated(right[wrong.name])
    )


def _dated(line: Equation) -> str:
    """The line's formula; what is of the update before is marked so where that is not plain."""

    def leaf(node: Leaf) -> Term:
        if isinstance(node, Number) or not node.key.startswith(_BEFORE):
            return node
        name = node.key.removeprefix(_BEFORE)
        plain = name in (line.name, "t") or name.startswith("theta")
        return node if plain else Symbol(f"{symbol(name)}ₜ₋₁")

    return text(line.term.fold(leaf, lambda op, args: Term(op, *args)))
