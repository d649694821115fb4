"""From a stepper to several runs side by side: its run and other rules, or its run and a fork.

What cannot be done as it was asked for is done as nearly as it can be, and one line says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from adamtui.core.choices import choice
from adamtui.core.comparison import MOST
from adamtui.core.entrants import Entrant, changed, comparison_of, missed, parse, plans
from adamtui.core.fork import Fork
from adamtui.core.formula import short, symbol
from adamtui.core.libraries import library
from adamtui.core.plan import Plan, PlanError
from adamtui.core.problem import Problem
from adamtui.core.rulebook import RULES, conventions_of, rule_for
from adamtui.screens.choose import Choose, Item, Line
from adamtui.screens.choose_some import ChooseSome
from adamtui.widgets.comparer import Comparer
from adamtui.widgets.stepper import Stepper


class Opened(NamedTuple):
    """What is to be shown; None where nothing can be. Each note is one line for the reader."""

    comparer: Comparer | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForkWish:
    """A plan for the fork, its convention as asked for, and the update it begins after."""

    plan: Plan
    at: int | None = None


def choose_fork(stepper: Stepper) -> tuple[Choose[ForkWish], Callable[[ForkWish], Opened]]:
    """The dialogue, and what its answer opens."""
    base = stepper.plan.fitting()
    t = _done(stepper)
    line = Line(
        "or type what is to be otherwise, as in lr=0.2 beta2=0.9, rule=sgd at=40:",
        lambda text: ForkWish(*changed(text, base)),
    )
    title = f"Fork after t = {t}: the same gradients under"
    return Choose(title, _forks(base, stepper.trace.run.problem), line), lambda wish: _forked(
        stepper, t, wish
    )


def _forks(base: Plan, problem: Problem) -> list[Item[ForkWish]]:
    """The rule as other libraries have it, then the other rules."""
    others = [name for name in conventions_of(base.rule) if name != base.convention]
    conventions = [_elsewhere(replace(base, convention=name), problem) for name in others]
    rules = [
        Item(rule.title, rule.source, ForkWish(replace(base, rule=name)))
        for name, rule in RULES.items()
        if name != base.rule
    ]
    return [*conventions, *rules]


def _elsewhere(plan: Plan, problem: Problem) -> Item[ForkWish]:
    """A rule in another convention: what is chosen there, and what of it is not taken."""
    rule = rule_for(plan.rule, plan.convention)
    stays = [f"{sign} stays {value}" for sign, value in _staying(plan, problem)]
    told = choice(plan.rule, plan.convention).sentence + f" {', '.join(stays)}." * bool(stays)
    return Item(f"{rule.title} as in {library(rule)}", told, ForkWish(plan))


def _staying(plan: Plan, problem: Problem) -> Iterator[tuple[str, str]]:
    """The settings that are not the library's own default, where that is another than PyTorch's."""
    rule, usual = rule_for(plan.rule, plan.convention), rule_for(plan.rule)
    taken = replace(plan.fitting(), start=None).on(problem).hyper
    for name, value in rule.hyper.items():
        if value != usual.hyper[name] and value != taken[name]:
            yield symbol(f"h.{name}"), short(taken[name])


def _forked(stepper: Stepper, here: int, wish: ForkWish) -> Opened:
    trace = stepper.trace
    wanted = here if wish.at is None else wish.at
    at = min(max(wanted, trace.first), trace.last)
    notes = [] if at == wanted else [f"t = {wanted} is not recorded; the fork begins at t = {at}"]
    notes += _taken(missed([Entrant(wish.plan.rule, {})], wish.plan))
    try:
        fork = Fork(trace, at, wish.plan)
    except PlanError as error:
        return Opened(None, (str(error),))
    steps = max(stepper.at.t, at)
    return Opened(Comparer(fork, steps=steps, seed=stepper.plan.drawn_from), tuple(notes))


def _taken(missing: Sequence[str]) -> list[str]:
    return [f"{line}; PyTorch's is taken" for line in missing]


def _done(stepper: Stepper) -> int:
    """The update last completed where one stands."""
    return stepper.at.t if stepper.trace.walk.is_end(stepper.at) else stepper.at.t - 1


Entrants = tuple[Entrant, ...]


def choose_comparison(stepper: Stepper) -> tuple[Choose[Entrants], Callable[[Entrants], Opened]]:
    """The dialogue, and what its answer opens."""
    own = stepper.plan.rule
    items: list[Item[Entrants]] = [
        Item(rule.title, rule.source, (Entrant(name, {}),))
        for name, rule in RULES.items()
        if name != own
    ]
    line = Line(
        "or type them, each with its settings, as in sgd lr=0.1 adam beta2=0.9:",
        lambda text: parse(text, fewest=1, most=MOST - 1),
    )
    title = f"Compare {RULES[own].title} with"
    dialogue = ChooseSome[Entrants](title, items, line, _joined, MOST - 1)
    return dialogue, lambda others: _compared(stepper, others)


def _joined(answers: Sequence[Entrants]) -> Entrants:
    return tuple(entrant for answer in answers for entrant in answer)


def _compared(stepper: Stepper, others: Entrants) -> Opened:
    own = stepper.plan.fitting()
    base = replace(stepper.plan, convention=own.convention)
    notes = _taken(missed(others, base))
    runs = [own]
    for plan in plans(others, base):
        try:
            plan.resolve()
        except PlanError as error:
            notes.append(f"left out: {error}")
        else:
            runs.append(plan)
    if len(runs) == 1:
        return Opened(None, tuple(notes))
    comparer = Comparer(comparison_of(runs), steps=stepper.at.t, seed=own.drawn_from)
    return Opened(comparer, tuple(notes))
