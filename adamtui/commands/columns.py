"""What the columns of someone's own buffers are: t, or a line or measure and an element of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from adamtui.commands.faults import CommandError
from adamtui.commands.tables import Table
from adamtui.core.agreement import Cell
from adamtui.core.engine import Engine, Run
from adamtui.core.equations import Equation, equations
from adamtui.core.measures import LOSS, measures
from adamtui.core.nearest import nearest
from adamtui.core.notation import canonical
from adamtui.core.rulebook import CONVENTIONS, RULES, Rule, RuleError, rule_for

T = "t"
_TEXT = "line"
"""The element of a column of `trace --lines`, which holds a text."""
_NAMED = 3
"""So many coordinates' names fit in a message."""


class Columns(NamedTuple):
    """What there is to compare."""

    t: int | None
    """The column of t; None where rows are numbered 1, 2, …"""
    cells: tuple[Cell, ...]
    """In the order that an update computes them."""
    places: tuple[int, ...]
    """The column of each of `cells`."""


class _NameError(ValueError):
    """A name that means nothing in this run."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The names that mean something in a run, in the order computed."""

    run: Run
    lines: tuple[str, ...]
    measures: tuple[str, ...]
    shared: frozenset[str]
    """The lines that have one value for all elements."""

    @classmethod
    def of(cls, run: Run) -> _Known:
        equations = Engine(run).equations
        lines = tuple(equation.name for equation in equations)
        return cls(run, lines, measures(run.problem), _shared(equations))

    @property
    def order(self) -> tuple[str, ...]:
        return (LOSS, *self.lines, *self.measures[1:])

    def cell(self, name: str) -> Cell | None:
        """What a column of this name holds; None for what is not compared."""
        word, dot, element = name.rpartition(".") if "." in name else (name, "", "")
        if dot and element == _TEXT:
            return None
        if name in self.measures:
            return None if name == LOSS and self.run.problem.loss is None else (name, 0)
        line = canonical(word, self.lines)
        if line is None:
            raise _NameError(self._where_it_is(word))
        return line, 0 if line == T else self._element(line, element)

    def _element(self, line: str, element: str) -> int:
        names = self.run.problem.names
        n = len(names)
        if element in names:
            return names.index(element)
        if element.isascii() and element.isdigit() and len(element) < 10 and int(element) < n:
            return int(element)
        if not element and (n == 1 or line in self.shared):
            return 0
        parts = "is 1 parameter" if n == 1 else f"are {n} parameters"
        last = f"{line}.0" if n == 1 else f"{line}.0 to {line}.{n - 1}"
        raise _NameError(f"there {parts}: write {last}")

    def _where_it_is(self, word: str) -> str:
        """Who has a buffer of this name, or the name that may be meant."""
        rule = self.run.rule
        what = f"{rule.name} has no '{word}'"
        meant = canonical(word)
        have = [each for each in CONVENTIONS if meant and meant in _lines_of(rule.name, each)]
        if have:
            return f"{what} by this convention; it has by --convention {' or '.join(have)}"
        others = [name for name in RULES if meant and meant in _lines_of(name, rule.convention)]
        if others:
            return (
                f"{what}; {' and '.join(others[:_NAMED])} {'has' if len(others) == 1 else 'have'}"
            )
        return what + nearest(word, (T, *self.order))


def _shared(lines: Sequence[Equation]) -> frozenset[str]:
    """The lines that are made of t and of hyperparameters alone."""
    shared: set[str] = set()
    for line in lines:
        keys = line.term.keys()
        names = (key.removeprefix("prev.") for key in keys if not key.startswith("h."))
        if all(name in (*shared, line.name) for name in names):
            shared.add(line.name)
    return frozenset(shared)


def _lines_of(name: str, convention: str) -> tuple[str, ...]:
    try:
        rule: Rule = rule_for(name, convention)
    except RuleError:
        return ()
    return tuple(each.name for each in equations(rule, rule.hyper))


def columns(table: Table, run: Run, path: Path) -> Columns:
    """What each of the table's columns holds; CommandError for one that the run does not have."""
    known = _Known.of(run)
    found: dict[Cell, int] = {}
    for column, name in enumerate(table.names):
        if not name:
            raise CommandError(f"{path}: column {column + 1} has no name (an index?)")
        try:
            cell = known.cell(name)
        except _NameError as fault:
            raise CommandError(f"{path}: {table.head(column)}: {fault}") from None
        if cell in found:
            one, other = table.head(found[cell]), table.head(column)
            raise CommandError(f"{path}: {one} and {other} are the same")
        if cell is not None:
            found[cell] = column
    t = found.pop((T, 0), None)
    if not found:
        raise CommandError(f"{path}: nothing to compare; write columns such as t,theta.0,m.0")
    cells = sorted(found, key=lambda cell: (known.order.index(cell[0]), cell[1]))
    return Columns(t, tuple(cells), tuple(found[cell] for cell in cells))
