"""The keys that typed answers are held against, and what is said of an answer that is wrong.

A key says how an answer is off, where that can be told without giving the right one away.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from adamtui.core.answers import AnswerError, Within, typed_formula, typed_number
from adamtui.core.distribution import Distribution
from adamtui.core.equivalence import Domain, Formula
from adamtui.core.expression import Expression
from adamtui.core.formula import short
from adamtui.core.plan import Plan, PlanError
from adamtui.core.results import result

_SIMPLE = (0.2, 2.0, 0.5, 3.0, 0.1, 5.0, 0.9, 10.0, -1.0)
"""Values that a difference is shown at: tried in turn, and each name begins with another."""
_WHOLE = (2.0, 3.0, 5.0, 1.0, 4.0)
_USUAL: Mapping[str, tuple[float, ...]] = {"beta1": (0.9, 0.5), "beta2": (0.999, 0.9, 0.8)}
_TRIES = 12
_VISIBLE = 1e-5
"""What two values differ by, as a share, where the difference is seen in six digits."""
_CLOSE = 4
"""Within so many times what is allowed, a number is close."""


class AnswerKeyError(ValueError):
    """A key that cannot be used: `message`, at the character `offset` of the answer."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Mark:
    """What is thought of an answer."""

    right: bool
    note: str = ""
    """How it is off, where that is known."""


class Key(Protocol):
    """What a typed answer is held against. Reading one raises AnswerError where it is none."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that an answer is written in."""

    def mark(self, typed: str) -> Mark:
        """What is thought of an answer."""

    def value(self, typed: str) -> float | None:
        """The number that what is typed comes to, where that is worth saying."""

    def tex(self, typed: str) -> str:
        """What is typed so far, in TeX; "" where it is not to be set."""

    def right(self) -> float | str:
        """The right answer: a number, or TeX."""


@dataclass(frozen=True)
class NumberKey:
    """A number, and which others are taken for it."""

    within: Within
    known: Mapping[str, float] = field(default_factory=dict)
    """The names that an answer may use."""

    @property
    def names(self) -> tuple[str, ...]:
        """None: it is most often digits."""
        return ()

    def mark(self, typed: str) -> Mark:
        """Right if near enough; else whether its sign, its reciprocal or a percent is."""
        value = typed_number(typed, self.known)
        if self.within.accepts(value):
            return Mark(True)
        return Mark(False, next((note for note, holds in self._slips(value) if holds), ""))

    def _slips(self, value: float) -> Iterator[tuple[str, bool]]:
        accepts, digits = self.within.accepts, self.within.digits
        if value and self.within.answer:
            yield "only the sign is wrong", accepts(-value)
            yield "it is the reciprocal of the answer, one over it", accepts(1 / value)
            percent = accepts(value / 100) or accepts(value * 100)
            yield "it is off by a factor of 100, as percents are", percent
        precision = f"to {digits} digits" if digits else f"to within {self.within.distance:.2g}"
        close = abs(value - self.within.answer) <= _CLOSE * self.within.distance
        yield f"close, but the answer is wanted {precision}", close

    def value(self, typed: str) -> float | None:
        """What a formula comes to; None for what is a number as it stands, or no answer yet."""
        try:
            float(typed.replace("−", "-"))
        except ValueError:
            try:
                return typed_number(typed, self.known)
            except AnswerError:
                return None
        return None

    def tex(self, typed: str) -> str:
        """Numbers are not set."""
        return ""

    def right(self) -> float:
        """The number."""
        return self.within.answer


def number_key(
    answer: str,
    plan: Plan | None,
    distribution: Callable[[], Distribution | None],
    *,
    tolerance: float | None = None,
    digits: int | None = None,
) -> NumberKey:
    """The key that is written as `answer`, over the results of a run or a distribution.

    Raises AnswerKeyError where it cannot be read or computed, or is not a finite number.
    """
    known: Mapping[str, float] = {}
    try:
        value = _plain(answer)
        if value is None:
            dist = distribution()
            value, known = result(answer, plan, dist), _known(plan, dist)
    except AnswerError as error:
        raise AnswerKeyError(error.message, error.column - 1) from error
    except PlanError as error:
        raise AnswerKeyError(str(error)) from error
    if not math.isfinite(value):
        raise AnswerKeyError(f"the answer is {value}, not a finite number")
    return NumberKey(Within(value, tolerance, digits), known)


def is_plain(answer: str) -> bool:
    """Whether a key is a number without any run or distribution."""
    return _plain(answer) is not None


def _plain(answer: str) -> float | None:
    """The number that a key is without any run; None where it needs one."""
    try:
        return typed_number(answer)
    except AnswerError:
        return None


def _known(plan: Plan | None, dist: Distribution | None) -> Mapping[str, float]:
    """What a reader may call by name: the hyperparameters, or the distribution's parameters."""
    if dist is not None:
        return dict(dist.values)
    hyper = plan.resolve().hyper if plan is not None else {}
    return {name: float(value) for name, value in hyper.items() if not isinstance(value, str)}


@dataclass(frozen=True)
class FormulaKey:
    """A formula, and where it must hold."""

    formula: Formula

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the formula."""
        return self.formula.names

    def check(self) -> None:
        """Judge the key by itself; AnswerKeyError where it fails."""
        if fault := self.formula.fault:
            raise AnswerKeyError(fault)

    def mark(self, typed: str) -> Mark:
        """Right if it is the same everywhere; else a place where it is not."""
        if self.formula.judge(typed):
            return Mark(True)
        return Mark(False, self._difference(typed_formula(typed, self.formula.names)))

    def _difference(self, typed: Expression) -> str:
        """`at m = 0.2, t = 2: yours 0.2, the right one 1.05`; "" where none is to be seen."""
        for point in _points(self.formula.domains):
            ours, yours = (float(each.value(point)) for each in (self.formula.solution, typed))
            apart = not abs(ours - yours) <= _VISIBLE * max(abs(ours), abs(yours))
            if math.isfinite(ours) and apart:
                where = ", ".join(f"{name} = {short(value)}" for name, value in point.items())
                shown = short(yours) if math.isfinite(yours) else "has no finite value"
                return f"at {where}: yours {shown}, the right one {short(ours)}"
        return ""

    def value(self, typed: str) -> float | None:
        """Formulas are set, not computed."""
        return None

    def tex(self, typed: str) -> str:
        """What is typed so far."""
        return self.formula.tex_so_far(typed)

    def right(self) -> str:
        """The formula."""
        return self.formula.tex(self.formula.answer)


def _points(domains: Sequence[Domain]) -> Iterator[dict[str, float]]:
    """Some simple points of a domain, the simplest first."""
    for turn in range(_TRIES):
        simple = turn
        point: dict[str, float] = {}
        for each in domains:
            known = each.whole or each.name in _USUAL
            point[each.name] = _value(each, turn if known else simple)
            simple += not known
        yield point


def _value(domain: Domain, turn: int) -> float:
    """A simple number of one name's domain; by turns another."""
    wanted = _WHOLE if domain.whole else _USUAL.get(domain.name, _SIMPLE)
    found = [value for value in wanted if domain.low <= value <= domain.high]
    found = found or [_middle(domain)]
    return found[turn % len(found)]


def _middle(domain: Domain) -> float:
    middle = (domain.low + domain.high) / 2
    return float(round(middle)) if domain.whole else float(f"{middle:.2g}")
