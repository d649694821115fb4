"""The ways a live part's widget is made from its directive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from adamtui.course.model import Directive, Node

if TYPE_CHECKING:
    from adamtui.widgets.part import Part

Options = TypeVar("Options")


class Maker(Protocol):
    """How to make a live part's widget, and how many rows it takes in a lesson."""

    grows: ClassVar[bool]
    """Whether the rows it takes change."""

    def part(self, directive: Directive) -> Part:
        """The widget of a directive without faults."""

    def height(self, directive: Directive) -> int:
        """Its rows in a lesson, at least."""


@dataclass(frozen=True, slots=True)
class Optioned(Generic[Options]):
    """Makes a part of its options alone."""

    grows: ClassVar[bool] = False

    make: Callable[[Options], Part]
    rows: Callable[[Options], int]

    def part(self, directive: Directive) -> Part:
        """The widget of a directive without faults."""
        options: Any = directive.options
        return self.make(options)

    def height(self, directive: Directive) -> int:
        """Its rows in a lesson."""
        options: Any = directive.options
        return self.rows(options)


@dataclass(frozen=True, slots=True)
class Worded(Generic[Options]):
    """Makes a part of its options and of the text below them; its rows are the fewest it takes."""

    grows: ClassVar[bool] = True

    make: Callable[[Options, Sequence[Node]], Part]
    rows: Callable[[Options, Sequence[Node]], int]

    def part(self, directive: Directive) -> Part:
        """The widget of a directive without faults."""
        options: Any = directive.options
        return self.make(options, directive.body)

    def height(self, directive: Directive) -> int:
        """Its rows in a lesson before anything is answered."""
        options: Any = directive.options
        return self.rows(options, directive.body)
