"""Numbers named by what computes them: `m_hat(3)` of a run, `moment(2)` of a distribution.

A key that is written so cannot go stale. Invariant: a text gives a number after at most `MOST`
updates, or an error with the column of what is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from adamtui.core.distribution import Distribution
from adamtui.core.equations import equations
from adamtui.core.forgiving import no_number
from adamtui.core.grammar import FUNCTIONS, Reader, short_enough
from adamtui.core.nearest import nearest
from adamtui.core.plan import Plan
from adamtui.core.rulebook import RULES, Rule
from adamtui.core.scanner import ExpressionError, Token, scan
from adamtui.core.trace import Step, Trace
from adamtui.core.tree import Node, evaluator

MOST = 10_000
"""The last update that may be asked for: a quiz computes it while its reader waits."""

_NUMBERS = 1_000_000
"""Coordinates that are computed at most, all updates together."""

_CALL = re.compile(r"([A-Za-z_]\w*)[ \t]*\(([^()]*)\)", re.ASCII)
_WHOLE = re.compile(r"[ \t]*[0-9]+[ \t]*", re.ASCII)
_NUMBER = re.compile(r"[ \t]*[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?[ \t]*", re.ASCII)
_MOMENTS = 4
_OF_DISTRIBUTIONS = ("mean", "variance", "sd", "moment", "mgf")
"""What is known of a distribution whatever its parameters are called."""
_DIGITS = 12
"""Digits of a number that fit in a message."""


def result(text: str, plan: Plan | None = None, dist: Distribution | None = None) -> float:
    """The number that `text` comes to; it may be inf or nan, as its parts may.

    The language is that of expressions, over the run's hyperparameters and its problem's parameters
    by name, `line(t)` and `line(t, i)` for a line of update t and its i-th coordinate (default 1),
    and so `loss`, `regret` and scores; `theta(0)` is the start. With a distribution, its
    parameters by name, `mean`, `variance`, `sd`, `moment(n)` for n up to 4, and `mgf(x)`.

    Raises ExpressionError for what is not there, and PlanError where the plan has no run.
    """
    sources: list[_Source] = []
    if plan is not None:
        sources.append(_OfRun(plan))
    if dist is not None:
        sources.append(_OfDistribution(dist))
    known = _Sources(sources)
    tree = _read(short_enough(text), known)
    values = known.values()
    return float(evaluator(tree, tuple(values))(*values.values()))


class _Source(Protocol):
    """Something that knows numbers by name."""

    plain: Mapping[str, float]
    """Those that are fixed."""
    calls: tuple[str, ...]
    """Names that take numbers in brackets."""

    def lacks(self, name: str) -> str:
        """Why it knows no number of that name, where it can tell; else ""."""

    def ask(self, name: str, arguments: str, column: int) -> Any:
        """What to keep of a call, so that its value can be had later."""

    def value(self, asked: Any) -> float:
        """The value of a call that was asked for."""


class _Sources:
    """All that is known, and the calls that a text makes."""

    def __init__(self, sources: list[_Source]) -> None:
        self.plain = {name: value for each in sources for name, value in each.plain.items()}
        self.calls = {name: each for each in sources for name in each.calls}
        self._every = sources
        self._asked: dict[str, tuple[_Source, Any]] = {}

    def lacks(self, name: str) -> str:
        """Why no number of that name is known, where that can be told; else ""."""
        return next(filter(None, (each.lacks(name) for each in self._every)), "")

    def call(self, found: re.Match[str]) -> None:
        """Take note of a call; ExpressionError for what it may not ask."""
        source = self.calls[found[1]]
        self._asked[found[0]] = source, source.ask(found[1], found[2], found.start() + 1)

    def values(self) -> dict[str, float]:
        """Every name and call, with its value."""
        return {
            **self.plain,
            **{call: source.value(asked) for call, (source, asked) in self._asked.items()},
        }


def _read(text: str, known: _Sources) -> Node:
    """The tree of a text, each call a name of its own."""
    names = [*known.plain]
    return Reader(_words(text, known, names), names).whole()


def _words(text: str, known: _Sources, names: list[str]) -> Iterator[Token]:
    """The words, `m_hat(3)` being one; such words are added to `names` before they come."""
    token = scan(text, 0)
    while token.kind != "end":
        at = token.column - 1
        found = _CALL.match(text, at)
        if found and found[1] in known.calls:
            known.call(found)
            names.append(found[0])
            token = Token("name", found[0], token.column)
        elif token.kind == "name":
            _check(token, text, known)
        elif wrong := no_number(text, at):
            raise wrong
        yield token
        token = scan(text, at + len(token.text))
    yield token


def _check(token: Token, text: str, known: _Sources) -> None:
    """ExpressionError for a name that is neither known nor the language's."""
    word, column = token.text, token.column
    called = text[column - 1 + len(word) :].lstrip(" \t").startswith("(")
    if word in known.calls:
        example = f"{word}(1), with a plain number in brackets" if called else f"{word}(1)"
        raise ExpressionError(f"{word} needs a number: write {example}", column)
    elsewhere = word not in known.plain and word not in FUNCTIONS
    if elsewhere and (why := known.lacks(word)):
        raise ExpressionError(why, column)
    if elsewhere and called:
        every = (*known.calls, *FUNCTIONS)
        raise ExpressionError(f"there is no {word}(…){nearest(word, every)}", column)


class _OfRun:
    """The numbers of a run."""

    def __init__(self, plan: Plan) -> None:
        self._trace = Trace(plan.resolve())
        run = self._trace.run
        hyper = {k: float(v) for k, v in run.hyper.items() if not isinstance(v, str)}
        self.plain: Mapping[str, float] = {**run.problem.values, **hyper}
        single = ["loss"] if run.problem.loss is not None else []
        single += ["regret"] if run.problem.best is not None else []
        self._single = (*single, *run.problem.scores)
        self._lines = tuple(line for line in self._trace.lines if line != "t")
        self.calls: tuple[str, ...] = (*self._lines, *self._single)
        self._from_start = ("theta", "regret", *run.rule.state, *run.problem.scores)

    def lacks(self, name: str) -> str:
        """Of a line, which rule has it; of what a distribution has, that there is none."""
        if name in _OF_DISTRIBUTIONS:
            return f"'{name}' is a distribution's: it needs ':dist:'"
        own = self._trace.run.rule.name
        having = [each.name for each in RULES.values() if name in _lines_of(each)]
        other = next((each for each in having if each != own), "")
        return f"{own} has no {name}; {other} has" if other else ""

    def ask(self, name: str, arguments: str, column: int) -> tuple[str, int, int]:
        """The name, the update, and the coordinate, from 0."""
        parts = arguments.split(",")
        most = 2 if name in self._lines else 1
        if len(parts) > most or not all(map(_WHOLE.fullmatch, parts)):
            raise ExpressionError(self._form(name), column)
        t, coordinate = int(parts[0]), int(parts[-1]) if len(parts) > 1 else 1
        first = 0 if name in self._from_start else 1
        most = min(MOST, _NUMBERS // self._trace.dimension)
        if not first <= t <= most:
            message = f"{name}(t) is known for t from {first} to {most:,}, not {_short(t)}"
            raise ExpressionError(message, column)
        if not 1 <= coordinate <= self._trace.dimension:
            message = f"coordinates are 1 to {self._trace.dimension}, not {_short(coordinate)}"
            raise ExpressionError(message, column)
        return name, t, coordinate - 1

    def _form(self, name: str) -> str:
        """How to ask for a name's value."""
        if name in self._lines and self._trace.dimension > 1:
            return f"write {name}(3), or {name}(3, 2) for the second coordinate, after update 3"
        return f"write {name}(3), after update 3"

    def value(self, asked: tuple[str, int, int]) -> float:
        """The value on record."""
        name, t, coordinate = asked
        self._trace.extend_to(t)
        step = self._trace.step(t)
        return _single(step, name) if name in self._single else float(step.values[name][coordinate])


def _lines_of(rule: Rule) -> list[str]:
    """The lines that a rule computes with its own settings."""
    return [each.name for each in equations(rule, rule.hyper)]


def _short(count: int) -> str:
    """A whole number, cut where it is long."""
    digits = str(count)
    return digits if len(digits) <= _DIGITS else f"{digits[:_DIGITS]}…"


def _single(step: Step, name: str) -> float:
    """A number of an update that has no coordinates."""
    return {"loss": step.loss, "regret": step.regret, **step.scores}[name]


class _OfDistribution:
    """The numbers of a distribution."""

    calls: tuple[str, ...] = ("moment", "mgf")

    def __init__(self, dist: Distribution) -> None:
        self._dist = dist
        variance = float(dist.variance)
        self.plain: Mapping[str, float] = {
            "mean": float(dist.moments[0]),
            "variance": variance,
            "sd": variance**0.5 if variance >= 0 else variance,
            **dist.values,
        }

    def lacks(self, name: str) -> str:
        """Nothing is known of other names."""
        return ""

    def ask(self, name: str, arguments: str, column: int) -> tuple[str, float]:
        """The name and the number in brackets."""
        if not _NUMBER.fullmatch(arguments):
            example = "moment(2)" if name == "moment" else "mgf(0.1)"
            raise ExpressionError(f"write {example}, with one number in brackets", column)
        argument = float(arguments)
        if name == "moment" and argument not in range(1, _MOMENTS + 1):
            raise ExpressionError(f"moments are 1 to {_MOMENTS}, not {arguments.strip()}", column)
        return name, argument

    def value(self, asked: tuple[str, float]) -> float:
        """The moment, or M at that point."""
        name, argument = asked
        if name == "moment":
            return float(self._dist.moments[int(argument) - 1])
        return float(self._dist.mgf(argument))
