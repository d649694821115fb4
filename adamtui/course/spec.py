"""What every live part's options have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from msgspec import Struct


class Conflict(NamedTuple):
    """An option that does not fit the others, and why."""

    option: str
    message: str


class Spec(Struct, frozen=True, kw_only=True):
    """The options of one live part, one field each.

    A field is `Annotated[type, Meta(description=…)]`; the type is int, float (both with bounds in
    Meta, unless the option is a hyperparameter), str, Literal or tuple[float, …], or None too.
    """

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit together; the options in `broken` have faults already and no value."""
        return iter(())
