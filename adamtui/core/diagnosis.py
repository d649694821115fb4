"""Which slip explains a record that differs from a run.

Every suspect is run on the same problem and held against the same record. The likely one explains
everything; where none does, the one that explains the most updates, if they are a few more than
the run itself explains. How far is looked is bounded by the work that it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from adamtui.core.agreement import Difference, Given
from adamtui.core.engine import Run
from adamtui.core.fitted import changing, epsilons, rates
from adamtui.core.formula import symbol
from adamtui.core.numerals import short_exponent
from adamtui.core.readings import readings
from adamtui.core.suspects import Suspect, suspects
from adamtui.core.trial import Reach, Trial, farthest, trial

_FEWEST = 3
"""So many updates more than the run a suspect must explain that does not explain all."""
_WORK = 80_000
"""Updates that are computed in a search, all suspects together: some seconds."""
_WIDE = 500
"""With so many parameters an update takes about twice as long as with one."""
_FINALISTS = 4
_FITS = 6
"""So many values of a setting are tried, at most."""
_CHANGES = 3
"""So many are named."""

Seen: TypeAlias = Callable[[int, int], None]
"""Told how many suspects have been tried, and of how many."""


class Diagnosis(NamedTuple):
    """The likely slip."""

    suspect: Suspect
    updates: int
    """So many updates of the record it explains, from the first on."""
    everything: bool
    """Whether these are all."""
    others: tuple[str, ...]
    """The names of those that explain as much, in the order tried."""


class Outcome(NamedTuple):
    """What a search for the slip has come to."""

    slip: Diagnosis | None
    updates: int
    """So many updates, from the first on, are explained by the one that explains the most."""
    looked: bool = True
    """False where the first difference is too far from the start to search for what made it."""


def diagnose(
    run: Run, given: Given, rtol: float, first: Difference, seen: Seen | None = None
) -> Outcome:
    """Look for the slip; the run itself differs at `first`."""
    search = _Search(run, given, rtol, seen)
    if _is_of_the_data(run, first):
        return Outcome(Diagnosis(_data(run, first), 0, False, ()), 0)
    if first.t > search.furthest:
        return Outcome(None, search.rows(first.t), looked=False)
    best, found = search.best(first)
    rows = search.rows(best.t)
    if not found or not (search.is_all(best) or rows >= search.rows(first.t) + _FEWEST):
        return Outcome(None, rows)
    (reach, likely), *others = search.verified(found)
    updates = search.rows(reach.t)
    names = tuple(each.suspect.name for at, each in others if at == reach)
    return Outcome(Diagnosis(likely.suspect, updates, updates == len(given.ts), names), updates)


def _is_of_the_data(run: Run, first: Difference) -> bool:
    return first.line == "g" and (first.t == 1 or run.problem.loss is None)


def _data(run: Run, first: Difference) -> Suspect:
    where = "the file of gradients" if run.problem.loss is None else "seed, start or data"
    told = f"none: the gradients differ at t = {first.t}: {where}, not the rule"
    return Suspect("gradients", told, run)


class _Search:
    """All that may explain a record, as far as is looked."""

    def __init__(self, run: Run, given: Given, rtol: float, seen: Seen | None) -> None:
        self._run, self._whole, self._rtol, self._seen = run, given, rtol, seen
        self._suspects = tuple(suspects(run))
        weight = 1 + len(run.problem.start) / _WIDE
        self._work = int(_WORK / weight)
        self.furthest = self._work // len(self._suspects)
        """The last update that every suspect is held against."""
        self._given = given.up_to(self.furthest)
        self._beyond = int(self._given.ts[-1]) + 1 if len(self._given.ts) else 0

    def rows(self, t: int) -> int:
        """How many updates of the record are before t."""
        return int(self._whole.ts.searchsorted(t))

    def is_all(self, reach: Reach) -> bool:
        """Whether that is all of what is looked at."""
        return reach.t == self._beyond

    def best(self, first: Difference) -> tuple[Reach, list[Trial]]:
        """The farthest reach, and all of that reach; nobody where that is the run's own."""
        tried = [*self._read_otherwise(), *self._suspected()]
        fits = [*self._fitted(self._run, first, "", ""), *self._by_eps(first)]
        best, found = farthest(first, [*tried, *fits])
        near = _FITS * first.t <= self.furthest
        if near and not self.is_all(best) and len(self._given.ts) >= _FEWEST:
            two = [each for one in tried for each in self._with_rate(one)]
            more, both = farthest(first, [each for each in two if self.is_all(each.reach)])
            if not both:
                more, both = farthest(first, list(self._changing()))
            best, found = (more, both) if both else (best, found)
        return best, found

    def verified(self, found: Sequence[Trial]) -> list[tuple[Reach, Trial]]:
        """Who explains what was looked at, held against the rest of the record; best first.

        Several as far as there is work left for all of them; then the best alone.
        """
        if len(self._given.ts) == len(self._whole.ts):
            return [(each.reach, each) for each in found]
        last = self._whole.up_to(self._work // _FINALISTS)
        beyond = int(last.ts[-1]) + 1
        held = [(self._again(each, last, beyond).reach, each) for each in found[:_FINALISTS]]
        (reach, likely), *others = sorted(held, key=lambda one: one[0], reverse=True)
        whole = self._whole.up_to(self._work)
        if reach.t == beyond and len(whole.ts) > len(last.ts):
            reach = self._again(likely, whole, int(whole.ts[-1]) + 1).reach
        return [(reach, likely), *others]

    def _again(self, one: Trial, record: Given, beyond: int) -> Trial:
        """The same suspect or reading, held against more of the record."""
        if one.given is self._given:
            return trial(one.suspect, record, self._rtol, beyond)
        for each in readings(self._run, record):
            if each.name == one.suspect.name:
                return trial(one.suspect, each.given, self._rtol, beyond, each.late)
        return one

    def _suspected(self) -> Iterator[Trial]:
        for done, suspect in enumerate(self._suspects):
            if self._seen:
                self._seen(done, len(self._suspects))
            yield self._try(suspect)

    def _read_otherwise(self) -> Iterator[Trial]:
        for name, sentence, given, late in readings(self._run, self._given):
            yield self._try(Suspect(name, sentence, self._run), given, late)

    def _with_rate(self, one: Trial) -> Iterator[Trial]:
        """A suspect and another learning rate."""
        if one.first is not None and one.given is self._given:
            name, sentence, run = one.suspect
            if run.hyper.get("lr") == self._run.hyper["lr"]:
                yield from self._fitted(run, one.first, f"{name}+", f"{sentence}; and ")

    def _fitted(self, run: Run, first: Difference, name: str, before: str) -> Iterator[Trial]:
        if first.t == self._given.ts[0]:
            yield from self._roundest(run, "lr", f"{name}rate", before, rates(run, first))

    def _by_eps(self, first: Difference) -> Iterator[Trial]:
        yield from self._roundest(
            self._run, "eps", "eps", "", epsilons(self._run, self._given, first)
        )

    def _roundest(
        self, run: Run, knob: str, name: str, before: str, values: Iterator[float]
    ) -> Iterator[Trial]:
        """The value that explains the most; nothing where a suspect has it."""
        best: Trial | None = None
        others = [each.run.hyper for each in self._suspects if each.run.rule is run.rule]
        for value in dict.fromkeys(values):
            hyper = {**run.hyper, knob: value}
            if hyper in others:
                return
            if hyper == run.hyper:
                continue
            one = self._try(
                Suspect(name, before + _not(run, knob, value), replace(run, hyper=hyper))
            )
            if best is None or one.reach > best.reach:
                best = one
            if self.is_all(one.reach):
                break
        if best is not None:
            yield best

    def _changing(self) -> Iterator[Trial]:
        made = changing(self._run, self._whole)
        if made is None:
            return
        run, factors = made
        one = self._try(Suspect("rate-changes", "", run))
        changes = _changes(factors()) if self.is_all(one.reach) else ""
        if changes:
            told = f"η changes with t: {changes}"
            yield one._replace(suspect=one.suspect._replace(sentence=told))

    def _try(
        self, suspect: Suspect, given: Given | None = None, late: frozenset[str] = frozenset()
    ) -> Trial:
        record = self._given if given is None else given
        return trial(suspect, record, self._rtol, self._beyond, late)


def _not(run: Run, knob: str, value: float) -> str:
    """`η is 0.03, not 0.1`."""
    shown = (short_exponent(repr(each)) for each in (value, run.hyper[knob]))
    return f"{symbol(f'h.{knob}')} is {', not '.join(shown)}"


def _changes(factors: Mapping[int, float]) -> str:
    """`×0.5 at t = 3`, for each of the first updates whose rate is not that of the one before."""
    found, last = [], 1.0
    for t, factor in sorted(factors.items()):
        if abs(factor - last) > 1e-6 * abs(last):
            found.append(f"×{factor:.6g} at t = {t}")
            last = factor
    return ", ".join(found[:_CHANGES]) + (", …" if len(found) > _CHANGES else "")
