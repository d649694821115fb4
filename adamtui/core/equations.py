"""A rule's equations, recorded from the generator that runs.

`equations(rule, …)` drives `rules.update` with terms in place of arrays. What comes back is, for
each line, the expression that computes it: so a formula cannot differ from the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from adamtui.core.rulebook import Rule
from adamtui.core.rules import RuleLines, update
from adamtui.core.term import Symbol, Term, as_term

_KEPT = 128
"""Recordings that are kept: a rule's lines are the same whatever they run on."""


@dataclass(frozen=True, slots=True)
class Equation:
    """One line: the name it computes and the expression it computes it by."""

    name: str
    term: Term


class _Names:
    """Attribute access that answers with symbols: `prev.m`, `h.lr`."""

    def __init__(self, prefix: str, **fixed: Any) -> None:
        self._prefix = prefix
        self.__dict__.update(fixed)

    def __getattr__(self, name: str) -> Symbol:
        return Symbol(f"{self._prefix}.{name}")


def switches(hyper: Mapping[str, Any]) -> dict[str, bool]:
    """The two switches that rules read, from the word for `correction`."""
    correction = hyper.get("correction", "both")
    return {"corrects_m": correction in ("both", "m"), "corrects_v": correction in ("both", "v")}


def equations(
    rule: Rule, hyper: Mapping[str, Any], *, projected: bool = False
) -> tuple[Equation, ...]:
    """Every line of one update, in the order computed, t and g first."""
    return _recorded(rule.lines, projected, **switches(hyper))


@lru_cache(_KEPT)
def _recorded(rule: RuleLines, projected: bool, **switched: bool) -> tuple[Equation, ...]:
    lines = update(
        rule,
        lambda theta, t: Term("gradient", theta),
        (lambda theta: Term("project", theta)) if projected else None,
        Symbol("prev.theta"),
        _Names("prev"),
        _Names("h", **switched),
    )
    found: list[Equation] = []
    name, value = next(lines)
    while True:
        found.append(Equation(name, as_term(value)))
        try:
            name, value = lines.send(Symbol(name))
        except StopIteration:
            return tuple(found)
