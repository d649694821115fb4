"""The value of one option, from the text an author wrote to what its type says.

Options that the command line has too are read by what knows them there, so both accept the same.
Where a message can point into the value, `offset` says how far.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta

from adamtui.core.expression import ExpressionError, parse
from adamtui.core.hyper import CORRECTIONS, KNOBS
from adamtui.core.problems import PROBLEMS
from adamtui.core.rulebook import CONVENTIONS, RULES, nearest


class OptionError(ValueError):
    """A value that an option cannot take; `offset` counts its characters from 0."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def read(name: str, text: str, annotation: object) -> Any:
    """The value of option `name`, whose field has the type `annotation`.

    Raises OptionError for a value of another kind or out of bounds.
    """
    if not text:
        raise OptionError(f"'{name}' has no value")
    if name in _BY_NAME:
        return _BY_NAME[name](text)
    kind, meta = _plain_type(annotation)
    if kind is float:
        return _number(name, text, meta)
    if kind is int:
        return _whole(name, text, meta)
    if get_origin(kind) is Literal:
        return _one_of(name, text, get_args(kind))
    if get_origin(kind) is tuple:
        return _numbers(name, text)
    return text


def _plain_type(annotation: object) -> tuple[Any, Meta]:
    """A field's type without None, and its bounds."""
    kind: Any = annotation
    meta = Meta()
    while True:
        if get_origin(kind) is Annotated:
            kind, *notes = get_args(kind)
            meta = next((note for note in notes if isinstance(note, Meta)), meta)
        elif get_origin(kind) in (Union, UnionType):
            kind = next(arg for arg in get_args(kind) if arg is not NoneType)
        else:
            return kind, meta


def _number(name: str, text: str, meta: Meta) -> float:
    value = _float(name, text)
    fault = KNOBS[name].fault(value) if name in KNOBS else _beyond(name, value, meta)
    if fault:
        raise OptionError(fault)
    return value


def _whole(name: str, text: str, meta: Meta) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise OptionError(f"{name} must be a whole number, not '{text}'")
    if fault := _beyond(name, int(text), meta):
        raise OptionError(fault)
    return int(text)


def _beyond(name: str, value: float, meta: Meta) -> str | None:
    """Why a value is out of its field's bounds; an unbounded number must at least be finite."""
    low = -math.inf if meta.ge is None else meta.ge
    high = math.inf if meta.le is None else meta.le
    if low <= value <= high and math.isfinite(value):
        return None
    bounds = [f"≥ {low:g}"] if meta.ge is not None else []
    bounds += [f"≤ {high:,}"] if meta.le is not None else []
    return f"{name} must be {' and '.join(bounds) or 'a finite number'}, not {value:g}"


def _float(name: str, text: str, offset: int = 0) -> float:
    try:
        if not text.isascii() or "_" in text:
            raise ValueError(text)
        return float(text)
    except ValueError:
        raise OptionError(f"{name}: '{text}' is not a number", offset) from None


def _numbers(name: str, text: str) -> tuple[float, ...]:
    """Finite numbers with commas between."""
    values: list[float] = []
    offset = 0
    for part in text.split(","):
        at = offset + len(part) - len(part.lstrip())
        value = _float(name, part.strip(), at)
        if not math.isfinite(value):
            raise OptionError(f"{name}: '{part.strip()}' is not finite", at)
        values.append(value)
        offset += len(part) + 1
    return tuple(values)


def _one_of(name: str, text: str, valid: tuple[str, ...]) -> str:
    if text not in valid:
        raise OptionError(f"unknown {name} '{text}'{nearest(text, valid)}")
    return text


def _rule(text: str) -> str:
    return _one_of("rule", text, tuple(RULES))


def _convention(text: str) -> str:
    return _one_of("convention", text, CONVENTIONS)


def _correction(text: str) -> str:
    return _one_of("correction", text, CORRECTIONS)


def _problem(text: str) -> str:
    return _one_of("problem", text, tuple(PROBLEMS))


def _function(text: str) -> str:
    try:
        names = parse(text).names
    except ExpressionError as error:
        raise OptionError(error.message, error.column - 1) from error
    if not names:
        raise OptionError("a function of x, or of x and y, is needed, not a constant")
    return text


_BY_NAME: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "rule": _rule,
        "convention": _convention,
        "correction": _correction,
        "problem": _problem,
        "fn": _function,
    }
)
"""Options whose valid values stand elsewhere."""
