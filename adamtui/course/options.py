"""The value of one option, from the text an author wrote to what its type says.

An option's name has no meaning here: how it is read is in its field's `Annotated[…]`. A `Knob`
there bounds a number, `Words` or a reader of this module's say which words there are. They are what
the command line asks too, so both accept the same. Where a message can point into the value,
`offset` says how far.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Meta

from adamtui.core.expression import ExpressionError, parse
from adamtui.core.hyper import Knob, Words, beyond
from adamtui.core.nearest import nearest
from adamtui.core.numerals import NumbersError, number, numbers
from adamtui.core.problems import PROBLEMS
from adamtui.core.rulebook import CONVENTIONS, RULES

Number = TypeVar("Number", int, float)


class OptionError(ValueError):
    """A value that an option cannot take; `offset` counts its characters from 0."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads an option whose valid values stand elsewhere."""

    read: Callable[[str], str]
    """The value of a text; OptionError where it is none."""
    takes: str
    """What it reads, in words for the author's guide."""


def read(name: str, text: str, annotation: object) -> Any:
    """The value of option `name`, whose field has the type `annotation`.

    Raises OptionError for a value of another kind or out of bounds.
    """
    if not text:
        raise OptionError(f"'{name}' has no value")
    kind, notes = taken_apart(annotation)
    for note in notes:
        if isinstance(note, Reader):
            return note.read(text)
        if isinstance(note, Words):
            return _one_of(name, text, note.options)
    if kind is float:
        return _within(name, _float(name, text), notes)
    if kind is int:
        return _within(name, _whole(name, text), notes)
    if get_origin(kind) is Literal:
        return _one_of(name, text, get_args(kind))
    if get_origin(kind) is tuple:
        return _numbers(name, text)
    return text


def taken_apart(annotation: object) -> tuple[Any, tuple[Any, ...]]:
    """A field's type without None, and what is noted beside it."""
    kind: Any = annotation
    notes: tuple[Any, ...] = ()
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            notes += tuple(more)
        elif get_origin(kind) in (Union, UnionType):
            kind = next(arg for arg in get_args(kind) if arg is not NoneType)
        else:
            return kind, notes


def _within(name: str, value: Number, notes: Iterable[Any]) -> Number:
    """The value, if the knob or the bounds beside its type allow it."""
    knob = next((note for note in notes if isinstance(note, Knob)), None)
    meta = next((note for note in notes if isinstance(note, Meta)), Meta())
    if fault := knob.fault(value) if knob else _beyond(name, value, meta):
        raise OptionError(fault)
    return value


def _whole(name: str, text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise OptionError(f"{name} must be a whole number, not '{text}'")
    return int(text)


def _beyond(name: str, value: float, meta: Meta) -> str | None:
    """Why a value is out of its field's bounds; an unbounded number must at least be finite."""
    if not math.isfinite(value):
        return f"{name} must be a finite number"
    if meta.ge is None or meta.le is None:
        return None
    return beyond(name, value, float(meta.ge), float(meta.le))


def _float(name: str, text: str) -> float:
    try:
        return number(text)
    except ValueError as error:
        raise OptionError(f"{name}: {error}") from None


def _numbers(name: str, text: str) -> tuple[float, ...]:
    """Finite numbers with commas between."""
    try:
        values = numbers(text)
    except NumbersError as error:
        raise OptionError(f"{name}: {error}", error.offset) from None
    offset = 0
    for part, value in zip(text.split(","), values, strict=True):
        if not math.isfinite(value):
            at = offset + len(part) - len(part.lstrip())
            raise OptionError(f"{name}: '{part.strip()}' is not finite", at)
        offset += len(part) + 1
    return values


def _one_of(name: str, text: str, valid: Iterable[str]) -> str:
    names = tuple(valid)
    if text not in names:
        raise OptionError(f"unknown {name} '{text}'{nearest(text, names)}")
    return text


def one_of(name: str, valid: Iterable[str], takes: str = "") -> Reader:
    """A reader of one of the names `valid` of what is called `name` in a message.

    `takes` is what the guide says in place of all of them.
    """
    names = tuple(valid)
    return Reader(partial(_one_of, name, valid=names), takes or among(names))


def among(names: Iterable[str]) -> str:
    """For the guide: one of these words."""
    return f"one of {' '.join(f'`{name}`' for name in names)}"


def _rule(name: str, text: str) -> str:
    """A rule's name, and nothing after it."""
    first, *others = re.split(r"[\s,;+]+", text)
    if first not in RULES or not others:
        return _one_of("rule", text, RULES)
    if all(word in RULES for word in others):
        told = f"{name} takes one rule; {{compare}} takes several"
    else:
        told = f"{name} takes a rule's name alone"
        settings = [word.partition("=") for word in others]
        if name == "rule" and all(equals and value for _, equals, value in settings):
            lines = " and ".join(f":{key}: {value}" for key, _, value in settings)
            told += f"; write {lines} below it"
    raise OptionError(told, len(first))


def _function(text: str) -> str:
    try:
        names = parse(text).names
    except ExpressionError as error:
        raise OptionError(error.message, error.column - 1) from error
    if not names:
        raise OptionError("a function of x, or of x and y, is needed, not a constant")
    return text


RULE = Reader(partial(_rule, "rule"), "a rule's name")
AGAINST = Reader(partial(_rule, "against"), "a rule's name")
CONVENTION = one_of("convention", CONVENTIONS)
PROBLEM = one_of("problem", PROBLEMS, "a problem's name")
FUNCTION = Reader(_function, "an expression in x, or in x and y")
