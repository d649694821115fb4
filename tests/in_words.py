"""What an option takes, in words for people who write lessons: read off its field of a `Spec`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from adamtui.core.hyper import Knob, Words
from adamtui.core.numerals import plain
from adamtui.course.options import Reader, among, taken_apart
from adamtui.course.spec import Repeated, Spec

_ELSE = "; else "
"""In a description: what stands behind it holds where the option is not given."""


class Worded(NamedTuple):
    """An option as a guide tells of it."""

    name: str
    takes: str
    default: str
    """What holds where it is not given; "—" where nothing is to be said."""
    meaning: str


def options(spec: type[Spec]) -> Iterator[Worded]:
    """Every option of a live part, in order."""
    types = get_type_hints(spec, include_extras=True)
    for field in msgspec.structs.fields(spec):
        kind, notes = taken_apart(types[field.name])
        told = next((note.description for note in notes if isinstance(note, Meta)), None) or ""
        meaning, _, otherwise = told.partition(_ELSE)
        default = "must be given" if field.required else otherwise or _default(field.default)
        yield Worded(field.name, _takes(kind, notes), default, meaning)


def digits(value: float) -> str:
    """A number as it may be written in a lesson: without the commas that are for the eye."""
    return plain(value).replace(",", "")


def numbers(knob: Knob) -> str:
    """Which numbers a knob allows."""
    low, high = digits(knob.low), digits(knob.high)
    if knob.scale == "one-minus":
        return f"a number from {low} to below {high}"
    return f"a {'whole ' * (knob.scale == 'whole')}number from {low} to {high}"


def _takes(kind: Any, notes: Sequence[Any]) -> str:
    for note in notes:
        if isinstance(note, Reader):
            return note.takes + _again(notes)
        if isinstance(note, Words):
            return among(note.options)
        if isinstance(note, Knob):
            return numbers(note)
    if get_origin(kind) is Literal:
        return among(get_args(kind))
    if get_origin(kind) is tuple:
        return "numbers with commas between"
    return _bounded(kind, notes) if kind in (int, float) else "text"


def _again(notes: Sequence[Any]) -> str:
    return "; may be given several times" if Repeated in notes else ""


def _bounded(kind: Any, notes: Sequence[Any]) -> str:
    noun = "a whole number" if kind is int else "a number"
    for note in notes:
        if isinstance(note, Meta) and note.ge is not None and note.le is not None:
            return f"{noun} from {digits(float(note.ge))} to {digits(float(note.le))}"
    return noun


def _default(value: object) -> str:
    if value is None or value == ():
        return "—"
    return f"`{value}`" if isinstance(value, str) else digits(float(str(value)))
