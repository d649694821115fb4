"""Every rule in every convention under every correction, each as a short recorded run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from adamtui.core.hyper import CORRECTIONS
from adamtui.core.plan import Plan
from adamtui.core.rulebook import CONVENTIONS, RULES, RuleError, rule_for
from adamtui.core.trace import Trace

STEPS = 12


class Variant(NamedTuple):
    """A rule as one library has it, under one correction (empty where the rule has none)."""

    rule: str
    convention: str
    correction: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in self if part)


def _variants() -> Iterator[Variant]:
    for rule in RULES:
        for convention in CONVENTIONS:
            try:
                hyper = rule_for(rule, convention).hyper
            except RuleError:
                continue
            for correction in CORRECTIONS if "correction" in hyper else ("",):
                yield Variant(rule, convention, correction)


VARIANTS = tuple(_variants())


@cache
def recorded(variant: Variant) -> Trace:
    """The variant on the bowl, `STEPS` updates."""
    settings = {"correction": variant.correction} if variant.correction else {}
    plan = Plan(rule=variant.rule, convention=variant.convention, settings=settings)
    trace = Trace(plan.resolve())
    trace.extend_to(STEPS)
    return trace
