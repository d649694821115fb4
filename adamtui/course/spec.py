"""What every live part's options have in common."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, TypeAlias

from msgspec import Meta, Struct

from adamtui.core.nearest import nearest
from adamtui.course.model import Node

Seed: TypeAlias = Annotated[
    int, Meta(ge=0, le=2**32 - 1, description="where its random numbers begin: one seed, one run")
]
"""What NumPy's generators can be seeded with."""


class Conflict(NamedTuple):
    """An option that does not fit the others, and why."""

    option: str
    message: str
    of_value: bool = False
    """Whether it is the option's value that is wrong by itself."""
    offset: int = 0
    """The character of the value that is wrong, from 0."""


class BodyFault(NamedTuple):
    """What is wrong with the text below the options."""

    message: str
    line: int = 0
    """The line of the file; 0 for the live part's own."""
    mark: re.Pattern[str] | None = None
    """What it is about, first found in that line or below; None for the line's text as a whole."""
    harmless: bool = False
    """Whether the live part can be used all the same."""


class Repeated:
    """Noted beside an option's type, a tuple, that may be given several times."""


class Spec(Struct, frozen=True, kw_only=True):
    """The options of one live part, one field each.

    A field is `Annotated[type, Meta(description=…), …]`; the type is int, float (both with bounds
    in Meta, or with a `Knob` that has them), str (plain, or with `Words` or a reader of `options`),
    Literal or tuple[float, …], or None too; or tuple[str, …] with a `Repeated`, one text for each
    time that the option is given.

    A description is the author's guide: what the option means, in words that need no Python; then,
    behind `; else `, what holds where it is not given, unless the field's default says so.
    """

    @classmethod
    def unknown(
        cls, part: str, option: str, values: Mapping[str, Any], broken: Collection[str]
    ) -> str:
        """What is said of an option that the live part called `part` does not have.

        `values` are the sound options; those in `broken` have faults.
        """
        known = cls.__struct_fields__
        if not known:
            return f"{{{part}}} takes no options"
        return f"unknown option '{option}' for {{{part}}}{nearest(option, known)}"

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit together; the options in `broken` have faults already and no value."""
        return iter(())

    def body_faults(self, body: Sequence[Node]) -> Iterator[BodyFault]:
        """What is wrong with the text below the options."""
        return iter(())

    def worked_out(self) -> Iterator[Conflict]:
        """What is wrong that shows only when it is computed; asked for by `check` alone."""
        return iter(())
