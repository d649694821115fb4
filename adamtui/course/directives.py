"""The live parts that lessons may hold, and the options of each.

A live part is one `Spec`: its fields are the options, their types and bounds the rules, their
descriptions the author's guide. `DIRECTIVES` lists them, and is open: a new part is one Spec and
one line. Options are converted one by one, so that each fault has its own place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple, get_type_hints

import msgspec

from adamtui.core.nearest import nearest
from adamtui.course import options as reading
from adamtui.course.bench import Bench
from adamtui.course.bug import Bug
from adamtui.course.compare import Compare
from adamtui.course.ema import Ema
from adamtui.course.manuscript import Option, Spot
from adamtui.course.mgf import Mgf
from adamtui.course.plot import Plot
from adamtui.course.predict import Predict
from adamtui.course.quiz import Quiz
from adamtui.course.source_part import Source
from adamtui.course.spec import Repeated, Spec
from adamtui.course.stepper import Stepper

DIRECTIVES: Mapping[str, type[Spec]] = MappingProxyType(
    {
        "stepper": Stepper,
        "compare": Compare,
        "source": Source,
        "mgf": Mgf,
        "ema": Ema,
        "bench": Bench,
        "plot": Plot,
        "quiz": Quiz,
        "predict": Predict,
        "bug": Bug,
    }
)
"""The live parts by name."""


class OptionFault(NamedTuple):
    """What is wrong with a live part's options, and where."""

    message: str
    spot: Spot


def convert(
    name: str, written: Sequence[Option], at: Spot
) -> tuple[Spec | None, tuple[OptionFault, ...]]:
    """The options of the live part `name`, whose own place is `at`, and what is wrong with them.

    None where nothing can be made of them.
    """
    spec = DIRECTIVES.get(name)
    if spec is None:
        message = f"unknown live part '{name}'{nearest(name, DIRECTIVES)}"
        return None, (OptionFault(message, at),)
    reader = _OptionReader(name, spec)
    for option in written:
        reader.take(option)
    # Of an option given twice the first counts, so its faults are in the first's place.
    made = reader.finish({option.name: option for option in reversed(written)}, at)
    return made, tuple(reader.faults)


def options_of(name: str) -> tuple[str, ...]:
    """The options that the live part `name` takes; none for one that does not exist."""
    spec = DIRECTIVES.get(name)
    return () if spec is None else spec.__struct_fields__


@cache
def _types(spec: type[Spec]) -> Mapping[str, Any]:
    return get_type_hints(spec, include_extras=True)


@cache
def _required(spec: type[Spec]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(spec) if field.required)


class _OptionReader:
    """Collects the values and faults of one live part."""

    def __init__(self, name: str, spec: type[Spec]) -> None:
        self.name = name
        self.spec = spec
        self.faults: list[OptionFault] = []
        self._types = _types(spec)
        self._values: dict[str, Any] = {}
        self._broken: set[str] = set()
        self._unknown: list[Option] = []

    def take(self, option: Option) -> None:
        """Read one option, or say what is wrong with it; of an unknown one, `finish` does."""
        known = self.spec.__struct_fields__
        if option.name not in known:
            self._unknown.append(option)
        elif not self._repeats(option.name) and (
            option.name in self._values or option.name in self._broken
        ):
            message = f"'{option.name}' is given twice"
            self.faults.append(OptionFault(message, option.name_at))
        else:
            self._read(option)

    def _repeats(self, name: str) -> bool:
        return Repeated in self._types[name].__metadata__

    def _read(self, option: Option) -> None:
        try:
            value = reading.read(option.name, option.value, self._types[option.name])
        except reading.OptionError as error:
            line, column = option.value_at
            self.faults.append(OptionFault(error.message, Spot(line, column + error.offset)))
            self._broken.add(option.name)
        else:
            if self._repeats(option.name):
                value = (*self._values.get(option.name, ()), value)
            self._values[option.name] = value

    def finish(self, written: Mapping[str, Option], at: Spot) -> Spec | None:
        """The options together; faults for those missing and those that do not fit each other."""
        for other in self._unknown:
            message = self.spec.unknown(self.name, other.name, self._values, self._broken)
            self.faults.append(OptionFault(message, other.name_at))
        missing = [name for name in _required(self.spec) if name not in self._values]
        for name in missing:
            if name not in self._broken:
                self.faults.append(OptionFault(f"{{{self.name}}} needs ':{name}:'", at))
        if missing:
            return None
        made = self.spec(**self._values)
        for name, message, of_value, offset in made.conflicts(self._broken):
            option = written.get(name)
            spot = at if option is None else option.value_at if of_value else option.name_at
            self.faults.append(OptionFault(message, Spot(spot.line, spot.column + offset)))
        return made
