"""The rules of a comparison, as somebody writes them in one line.

`adam amsgrad adam beta2=0.999 convention=keras`: a word without = is a rule; the words with one
that follow it are its own settings. Commas are spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from adamtui.core.comparison import FEWEST, MOST, Comparison
from adamtui.core.floats import DTYPES
from adamtui.core.history import DENSE_BYTES
from adamtui.core.plan import Plan, PlanError, parse_setting
from adamtui.core.rulebook import (
    CONVENTIONS,
    RULES,
    RuleError,
    conventions_of,
    nearest,
    rule_for,
)
from adamtui.core.trace import Trace

_WORDS = ("convention", "dtype")
"""What an entrant may set beside its rule's hyperparameters."""
_COUNTED = ("one", "two", "three", "four")


_APART = re.compile(r"(?P<name>[A-Za-z]\w{0,20})(?P<equals>\s*=\s*)(?P<value>[^\s,;=]{1,20})")


class EntrantError(PlanError):
    """A line that lists no rules to compare; `at` is the character, from 0, that is wrong."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Entrant:
    """One rule, and the settings that are its own; None where it has no word on that."""

    rule: str
    settings: dict[str, float | str]
    convention: str | None = None
    dtype: str | None = None


def parse(text: str, fewest: int = FEWEST, most: int = MOST) -> tuple[Entrant, ...]:
    """The entrants of a line; EntrantError where a word is none, or there are fewer or more."""
    found: list[Entrant] = []
    for match in re.finditer(r"[^\s,]+", text):
        word = match[0]
        try:
            if "=" not in word:
                found.append(Entrant(_one_of("rule", word, RULES), {}))
            elif found:
                found[-1] = _with(found[-1], word)
                _check(found[-1])
            else:
                raise PlanError(f"'{word}' stands before any rule; write adam {word}")
        except (PlanError, RuleError) as error:
            told = _separated_otherwise(text, match) or str(error)
            raise EntrantError(told, match.start()) from None
        if len(found) > most:
            raise EntrantError(f"at most {most} rules can be compared", match.start())
    if len(found) < fewest:
        raise EntrantError(f"at least {fewest} rules are compared, not {len(found)}")
    return tuple(found)


def _separated_otherwise(text: str, word: re.Match[str]) -> str:
    """What is said of a word that is none for what stands beside it; "" for another fault."""
    apart = _APART.match(text, word.start())
    if apart and apart["equals"] != "=":
        return f"write {apart['name']}={apart['value']}, without spaces"
    return "rules are separated by spaces, not by ';'" if ";" in word[0] else ""


def plans(entrants: Sequence[Entrant], base: Plan) -> tuple[Plan, ...]:
    """What each runs: the settings of `base` that its rule has, then its own.

    A convention that a rule does not have is PyTorch's. `Plan.resolve` says what else cannot be.
    """
    return tuple(_plan(entrant, base) for entrant in entrants)


def missed(entrants: Sequence[Entrant], base: Plan) -> tuple[str, ...]:
    """A line for each rule that does not have the convention that is asked for."""
    wanted = [(each.rule, each.convention or base.convention) for each in entrants]
    return tuple(
        f"{rule} has no {convention} convention"
        for rule, convention in dict.fromkeys(wanted)
        if convention not in conventions_of(rule)
    )


def comparison_of(runs: Sequence[Plan]) -> Comparison:
    """The plans' runs side by side; PlanError where one cannot be run."""
    limit = DENSE_BYTES // len(runs)
    return Comparison([Trace(plan.resolve(), limit=limit) for plan in runs])


def changed(text: str, base: Plan) -> tuple[Plan, int | None]:
    """`amsgrad convention=optax lr=0.2 at=40` as a change of a plan, and the update it is made at.

    `rule=` may be left out; None where there is no `at=`. EntrantError where a word is none,
    PlanError where the words do not go together.
    """
    found = Entrant(base.rule, {})
    at: int | None = None
    _at_most_one_rule(text)
    for match in sorted(re.finditer(r"[^\s,]+", text), key=_after_the_rule):
        word = match[0]
        name, equals, value = word.partition("=")
        try:
            if not equals or name == "rule":
                found = replace(found, rule=_one_of("rule", value if equals else name, RULES))
            elif name == "at":
                at = _update(value, at)
            else:
                found = _with(found, word)
        except (PlanError, RuleError) as error:
            raise EntrantError(str(error), match.start()) from None
    plan = _plan(found, base)
    plan.resolve()
    return replace(plan, convention=found.convention or base.convention), at


def _at_most_one_rule(text: str) -> None:
    """EntrantError at the second rule of a line."""
    rules = [word for word in re.finditer(r"[^\s,]+", text) if _after_the_rule(word) == 0]
    if len(rules) > 1:
        count = f"{len(rules)}" if len(rules) > len(_COUNTED) else _COUNTED[len(rules) - 1]
        raise EntrantError(f"one rule, not {count}", rules[1].start())


def _after_the_rule(word: re.Match[str]) -> int:
    """The rule and the convention first: they decide what the settings may be."""
    name, equals, _ = word[0].partition("=")
    return 0 if not equals or name == "rule" else 1 if name == "convention" else 2


def _with(entrant: Entrant, word: str) -> Entrant:
    """An entrant with one more setting."""
    name, _, value = word.partition("=")
    if name == "convention":
        _once(name, entrant.convention)
        return replace(entrant, convention=_one_of(name, value, CONVENTIONS))
    if name == "dtype":
        _once(name, entrant.dtype)
        return replace(entrant, dtype=_one_of(name, value, DTYPES))
    name, setting = parse_setting(word)
    every = {knob for rule in RULES.values() for knob in rule.hyper}
    if name not in every:
        raise PlanError(f"no rule has {name}{nearest(name, (*sorted(every), *_WORDS))}")
    _once(name, entrant.settings.get(name))
    shown: Any = {name: setting}
    _as_it_is(entrant).check(shown)
    return replace(entrant, settings={**entrant.settings, **shown})


def _check(entrant: Entrant) -> None:
    """RuleError where the rule lacks the convention, or has a setting not by that one."""
    if entrant.convention is not None:
        rule_for(entrant.rule, entrant.convention).check(entrant.settings)


def _as_it_is(entrant: Entrant) -> Any:
    """The rule, in the entrant's convention where it has that one."""
    try:
        return rule_for(entrant.rule, entrant.convention or CONVENTIONS[0])
    except RuleError:
        return rule_for(entrant.rule)


def _plan(entrant: Entrant, base: Plan) -> Plan:
    shared = replace(
        base,
        rule=entrant.rule,
        convention=entrant.convention or base.convention,
        dtype=entrant.dtype or base.dtype,
    ).fitting()
    return replace(shared, settings={**shared.settings, **entrant.settings})


def _one_of(what: str, word: str, valid: Sequence[str] | Any) -> str:
    if word not in valid:
        raise PlanError(f"unknown {what} '{word[:20]}'{nearest(word, valid)}")
    return word


def _once(name: str, before: object) -> None:
    """PlanError for what has been set before."""
    if before is not None:
        raise PlanError(f"{name} is given twice")


def _update(text: str, before: int | None) -> int:
    _once("at", before)
    if not re.fullmatch("[0-9]{1,9}", text):
        raise PlanError(f"at is the number of an update, not '{text[:20]}'")
    return int(text)
