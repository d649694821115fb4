"""A rule with one slip in it beside the right one, and what tells which line is wrong.

Whether a line is right is asked of what went into it: the right formula, given the slipped run's
own numbers, gives what that run computed. Of lines that the slip leaves alone this holds in every
update, however far the two runs are apart; a line whose formula differs is a culprit. A slip in t
is only in what the rule sees of it, so the culprits are the lines that use t.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from adamtui.core.comparison import Comparison
from adamtui.core.engine import Run
from adamtui.core.equations import Equation
from adamtui.core.floats import DOUBLE, HALF, SINGLE
from adamtui.core.formula import short, symbol, with_numbers
from adamtui.core.history import Array
from adamtui.core.rulebook import Rule
from adamtui.core.slips import Slip, slipped
from adamtui.core.suspects import Suspect
from adamtui.core.term import Term
from adamtui.core.trace import Trace
from adamtui.core.usual_slips import instead, slips_of
from adamtui.core.wrong_lines import wrong_lines

LOOKED_AT = 100
"""The updates in which a slip must show."""
RIGHT, THIS = 0, 1
"""The numbers of the two runs in the comparison."""
TITLES = ("as it should be", "this one")

_SEEN: Mapping[str, float] = {DOUBLE: 1e-9, SINGLE: 1e-5, HALF: 1e-2}
"""How far two numbers are apart, relatively, that a reader sees to be different."""
_COUNT = "t"
_BEFORE = "prev."
_COORDINATES = 4


class HuntError(ValueError):
    """A slip that there is nothing to find of; the message is one line."""


@dataclass(frozen=True, slots=True)
class Worked:
    """The right formula of a line with the slipped run's own numbers put in, for one coordinate."""

    numbers: str
    """`0.19/(1 − 0.9²)`."""
    value: float
    """What that gives."""
    computed: float
    """What the slipped run has there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a line that was named: of a wrong guess, why that line is right."""

    right: bool
    sentence: str


def slip_named(name: str, rule: Rule, hyper: Mapping[str, Any]) -> Slip:
    """The slip of that name that the rule can have; HuntError where it can have none such."""
    slips = {slip.name: slip for slip in slips_of(rule, hyper)}
    if name in slips:
        return slips[name]
    if not slips:
        raise HuntError(f"no slip is known that {rule.title} can have")
    raise HuntError(f"{rule.name} can have no slip '{name}'{instead(name, list(slips))}")


class Hunt:
    """A run and the same run with a slip, stepped together until the wrong line is named."""

    def __init__(self, run: Run, slip: Slip) -> None:
        """HuntError where the slip makes no difference in the first hundred updates."""
        self.slip = slip
        wrong = replace(run, rule=slipped(run.rule, slip))
        self.comparison = Comparison((Trace(run), Trace(wrong)), TITLES)
        self.changed = wrong_lines(run, Suspect(slip.name, slip.sentence, wrong))
        """The lines with a wrong formula, each beside the right one, as text."""
        self.culprits = frozenset(each.line for each in self.changed)
        self._right = {each.name: each for each in self.right.equations}
        self._numbers = _plain_numbers(self.right.equations)
        self.shows = self._first_shown()
        """The first update in which a line is wrong by its own numbers."""

    @property
    def right(self) -> Trace:
        """The run as it should be."""
        return self.comparison.traces[RIGHT]

    @property
    def this(self) -> Trace:
        """The run with the slip."""
        return self.comparison.traces[THIS]

    @property
    def lines(self) -> tuple[str, ...]:
        """The names of an update's lines, the same in both runs."""
        return self.comparison.lines

    def worked(self, line: str, t: int, coordinate: int) -> Worked:
        """The right formula of a line in update t, recorded before, on this run's own numbers."""
        term, known = self._right[line].term, self._known(t)
        value = np.ravel(self._value(line, known))
        computed = np.ravel(self.this.step(t).values[line])
        return Worked(
            self._gradient(known, coordinate)
            if term.op == "gradient"
            else with_numbers(term, _of(coordinate, term, known)),
            float(value[min(coordinate, len(value) - 1)]),
            float(computed[min(coordinate, len(computed) - 1)]),
        )

    def deviates(self, line: str, t: int) -> bool:
        """Whether what this run computed is not what the right formula makes of its numbers."""
        computed = np.asarray(self.this.step(t).values[line], dtype=np.float64)
        value = self._value(line, self._known(t))
        return bool(_apart(computed, value, _SEEN[self.this.run.dtype]).any())

    def judge(self, line: str, t: int, coordinate: int, *, directed: bool = False) -> Verdict:
        """Whether a line, named in update t, is a culprit; of another, what it did right.

        `directed` says too where to look: at the first culprit, which the others may follow from.
        """
        if line in self.culprits:
            return Verdict(True, f"{symbol(line)} is wrong: {self.slip.sentence}")
        said = self._defence(line, t, coordinate)
        if t < self.shows:
            said += f". Up to t = {t} every line agrees so far"
        if directed:
            first = min(map(self.lines.index, self.culprits))
            said += f". Look further {'up' if first < self.lines.index(line) else 'down'}"
        return Verdict(False, f"{said}.")

    def outcome(self) -> tuple[Array, Array]:
        """θ after the first hundred updates: as it should be, and with the slip."""
        self.comparison.extend_to(LOOKED_AT)
        right, this = (trace.step(LOOKED_AT).values["theta"] for trace in self.comparison.traces)
        return right, this

    def _defence(self, line: str, t: int, coordinate: int) -> str:
        """Why a line is right."""
        worked = self.worked(line, t, coordinate)
        said = f"{symbol(line)} is right: {worked.numbers} = {short(worked.value)}"
        if line == _COUNT:
            used = self.slip.line == _COUNT
            return f"{said}; but a line that uses it does not see this number" if used else said
        own = list(dict.fromkeys(map(symbol, _inputs(self._right[line].term))))
        return f"{said}, made of this one's own {_listed(own)}" if own else said

    def _first_shown(self) -> int:
        for t in range(1, LOOKED_AT + 1):
            self.comparison.extend_to(t)
            if any(self.deviates(line, t) for line in self.culprits):
                return t
        raise HuntError(
            f"with these settings the slip {self.slip.name} makes no difference"
            f" in the first {LOOKED_AT} updates"
        )

    def _known(self, t: int) -> dict[str, Any]:
        """The slipped run's symbols in update t, in its own floats, as the engine has them."""
        known, dtype = self.this.known(t), self.this.run.dtype
        if dtype == DOUBLE:
            return known
        numbers = {name: float(known[name][0]) for name in self._numbers - {_COUNT}}
        gradient = known["gradient"]
        return {
            **{key: _narrow(value, dtype) for key, value in known.items()},
            **numbers,
            "gradient": lambda theta: gradient(theta.astype(DOUBLE)).astype(dtype),
        }

    def _value(self, line: str, known: Mapping[str, Any]) -> Array:
        """What the right formula makes of the symbols; overflow gives inf or nan."""
        with np.errstate(all="ignore"):
            value = self._right[line].term.value(known)
        return np.asarray(_narrow(value, self.this.run.dtype), dtype=np.float64)

    def _gradient(self, known: Mapping[str, Any], coordinate: int) -> str:
        """`∂f/∂y(−4, 2)`: where this run took its slope."""
        names, theta = self.this.run.problem.names, known["prev.theta"]
        of = f"∂f/∂{names[coordinate]}" if len(names) > 1 else "∇f"
        rest = ", …" if len(theta) > _COORDINATES else ""
        return f"{of}({', '.join(short(float(x)) for x in theta[:_COORDINATES])}{rest})"


def _plain_numbers(equations: tuple[Equation, ...]) -> frozenset[str]:
    """The lines that are the same number for every parameter: made of t and settings alone."""
    found = {_COUNT}
    for each in equations:
        keys = each.term.keys()
        if all(key in found or key.startswith("h.") for key in keys):
            found.add(each.name)
    return frozenset(found)


def _narrow(value: Any, dtype: str) -> Any:
    return value.astype(dtype) if isinstance(value, np.ndarray) else value


def _of(coordinate: int, term: Term, known: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers of one coordinate that a term is made of."""
    keys = term.keys()
    return {k: v if np.ndim(v) == 0 else v[coordinate] for k, v in known.items() if k in keys}


def _inputs(term: Term) -> Iterator[str]:
    """What a line is made of, settings and t left out, in the order that it is written."""
    if not term.args:
        key = getattr(term, "key", "")
        if key.removeprefix(_BEFORE) != _COUNT and not key.startswith("h."):
            yield from (key,) * bool(key)
    for arg in term.args:
        yield from _inputs(arg)


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _apart(x: Array, y: Array, rtol: float) -> Any:
    """Where two arrays differ so that it is seen; a nan is like a nan."""
    with np.errstate(invalid="ignore"):
        far = np.abs(x - y) > rtol * np.maximum(np.abs(x), np.abs(y))
    finite = np.isfinite(x) & np.isfinite(y)
    same = (x == y) | (np.isnan(x) & np.isnan(y))
    return np.where(finite, far, ~same)
