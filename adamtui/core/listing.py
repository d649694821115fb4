"""The Python of one update, and which of its lines computes what.

The code shown is the code that runs: the generator is driven, and at each line that it yields one
looks where it stands, and where those stand that wait for it. In the order in which they run, that
gives the lines of the driver and the rule's functions whole.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import CodeType, SimpleNamespace
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from adamtui.core.equations import switches
from adamtui.core.python_source import Function, Span, Words, function, outdented, written
from adamtui.core.rule import Rule
from adamtui.core.rules import unprojected, update

Sign: TypeAlias = Literal["", "+", "−"]
"""Whether a line is both rules', this one's alone or the other's alone."""

_Standing: TypeAlias = Any
"""A generator, and what Python knows of where it stands."""


class Place(NamedTuple):
    """A statement of a function that runs."""

    code: CodeType
    line: int
    """The line it stands on, as its file counts."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of source."""

    words: Words
    function: str
    file: str
    number: int
    """Its number in the file."""
    head: bool = False
    """Whether it is signature or docstring."""
    indent: int = 0
    """How far the body it belongs to is indented."""
    runs: tuple[str, ...] = ()
    """The lines of the update that it computes, by name; theirs are all rows of its statement."""
    waits: tuple[str, ...] = ()
    """The lines of the update that are computed by what it calls."""
    sign: Sign = ""
    changed: tuple[range, ...] = ()
    """The characters that differ from those of the line it takes the place of, or gives it to."""

    @property
    def text(self) -> str:
        """The line as it stands in its file, but for its function's own indentation."""
        return written(self.words)


class Edits(NamedTuple):
    """How many lines one must add, change and remove to come from the other rule's code."""

    other: str
    """The other rule's title."""
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The source of one update, in the order in which it runs."""

    rows: tuple[SourceLine, ...]
    difference: Edits | None = None
    """What it is shown against, where it is shown against another."""

    @property
    def body(self) -> tuple[SourceLine, ...]:
        """The rows without signatures and docstrings."""
        return tuple(row for row in self.rows if not row.head)


def listing(rule: Rule, hyper: Mapping[str, Any], *, projected: bool = False) -> Listing:
    """The source of one update of a rule, and which line of it computes which line of the update.

    Of the driver, `rules.update`, only what runs is in it; `projected` says whether it projects.
    NoSourceError where there is no source to be read.
    """
    found = _Found()
    for name, places in _stands(rule, hyper, projected=projected):
        *waiting, running = places
        for place in waiting:
            found.note(place, waits=name)
        found.note(running, runs=name)
    return Listing(tuple(row for part in found.parts for row in part))


@dataclass(slots=True)
class _Found:
    """The parts of a listing as they are come upon."""

    parts: list[list[SourceLine]] = field(default_factory=list)
    _source: Callable[[CodeType], Function] = field(default_factory=lambda: cache(function))
    _where: dict[tuple[CodeType, Span], tuple[list[SourceLine], int]] = field(default_factory=dict)

    def note(self, place: Place, *, runs: str = "", waits: str = "") -> None:
        """A line of the update was computed at a place, or somewhere that it waits for."""
        source = self._source(place.code)
        span = source.statement(place.line - source.first)
        if (place.code, span) not in self._where:
            self._show(place.code, source, span)
        part, begin = self._where[place.code, span]
        for i in range(begin, begin + len(span)):
            row = part[i]
            part[i] = replace(
                row,
                runs=(*row.runs, runs) if runs else row.runs,
                waits=(*row.waits, waits) if waits else row.waits,
            )

    def _show(self, code: CodeType, source: Function, span: Span) -> None:
        """Of the driver that statement alone, of a rule the whole function."""
        if code is update.__code__:
            part = [_row(source, i, source.lines[i]) for i in span]
            blanks = len(part[0].text) - len(part[0].text.lstrip())
            part = [replace(row, words=outdented(row.words, blanks), indent=0) for row in part]
            self._where[code, span] = part, 0
        else:
            part = [_row(source, i, line) for i, line in enumerate(source.lines)]
            self._where.update(((code, each), (part, each.start)) for each in source.statements)
        self.parts.append(part)


def _row(source: Function, i: int, line: Words) -> SourceLine:
    head = i < source.body
    return SourceLine(line, source.name, source.file, source.first + i, head, source.indent)


def _stands(
    rule: Rule, hyper: Mapping[str, Any], *, projected: bool
) -> list[tuple[str, list[Place]]]:
    """Each line of the first update, with the places it is computed at, the driver's first."""
    theta = np.ones(1)
    prev = SimpleNamespace(t=0, theta=theta, **{k: np.full(1, v) for k, v in rule.state.items()})
    h = SimpleNamespace(**hyper, **switches(hyper))
    project = (lambda theta: theta) if projected else None
    lines: _Standing = update(rule.lines, lambda theta, _t: theta, project, theta, prev, h)
    found: list[tuple[str, list[Place]]] = []
    with np.errstate(all="ignore"):
        name, value = next(lines)
        while True:
            places = [Place(each.gi_code, each.gi_frame.f_lineno) for each in _chain(lines)]
            found.append((name, places))
            try:
                name, value = lines.send(value)
            except StopIteration:
                return found


def _chain(lines: _Standing) -> Iterator[_Standing]:
    """A generator that stands on a line, the one it waits for, and so on to the one that yielded.

    `unprojected`, which drives another by hand and passes its lines on, is left out.
    """
    while lines is not None:
        if lines.gi_code is unprojected.__code__:
            lines = inspect.getgeneratorlocals(lines)["lines"]
        else:
            yield lines
            lines = lines.gi_yieldfrom
