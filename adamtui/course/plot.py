"""The options of `{plot}`: graphs of functions that the author writes, to be read off."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta

from adamtui.core.expression import Expression, ExpressionError, parse
from adamtui.core.numerals import plain
from adamtui.core.written import Unicode
from adamtui.course.options import OptionError, Reader
from adamtui.course.spec import Conflict, Spec

BETWEEN = ";"
"""What stands between two functions, and between two labels."""
MOST = 4
"""Functions of one plot."""
LONGEST_NAME = 12
"""Characters in the name of the x axis."""
FARTHEST = 1e100
_CLOSEST = 1e-6
"""Of the larger end, what the ends of the axis must at least be apart."""
_COUNTS = 9
"""What two whole numbers must be apart for the axis to be one of counts."""


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """What stands between the signs, and how far in it begins."""
    offset = 0
    for part in text.split(BETWEEN):
        yield offset, part
        offset += len(part) + 1


def _functions(text: str) -> str:
    for count, (offset, part) in enumerate(_parts(text)):
        if count == MOST:
            raise OptionError(f"{{plot}} shows at most {MOST} functions", offset + _indent(part))
        try:
            parse(part, ("x",))
        except ExpressionError as error:
            raise OptionError(error.message, offset + error.column - 1) from error
    return text


def _labels(text: str) -> str:
    for offset, part in _parts(text):
        if not part.strip():
            raise OptionError("a label is missing", offset)
    return text


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        message = f"the name of the axis has at most {LONGEST_NAME} characters"
        raise OptionError(message, LONGEST_NAME)
    return text


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


class Plot(Spec, frozen=True, kw_only=True):
    """One to four functions of x over one range."""

    fn: Annotated[
        str,
        Meta(description="the functions that are drawn: `x**2; 2*x`"),
        Reader(_functions, "one to four expressions in x, with `;` between"),
    ]
    over: Annotated[
        tuple[float, ...], Meta(description="the range of x, the smaller number first: `-2, 2`")
    ]
    labels: Annotated[
        str | None,
        Meta(description="what the functions are called; else as they are written"),
        Reader(_labels, "texts with `;` between"),
    ] = None
    log: Annotated[
        Literal["none", "x", "y", "both"], Meta(description="which axes are logarithmic")
    ] = "none"
    xlabel: Annotated[
        str,
        Meta(description="what the axis is called; in `fn` it stays x"),
        Reader(_name, f"text of at most {LONGEST_NAME} characters"),
    ] = "x"
    at: Annotated[
        float | None, Meta(description="where the marker stands at first; else in the middle")
    ] = None

    def functions(self) -> tuple[Expression, ...]:
        """What is plotted."""
        return tuple(parse(part, ("x",)) for _, part in _parts(self.fn))

    def names(self) -> tuple[str, ...]:
        """What each function is called: as labelled, or as it is written."""
        if self.labels is not None:
            return tuple(part.strip() for _, part in _parts(self.labels))
        return tuple(_Renamed(self.xlabel).write(each.tree) for each in self.functions())

    def range(self) -> tuple[float, float]:
        """Where x begins and ends."""
        low, high = self.over
        return low, high

    def logs(self) -> tuple[bool, bool]:
        """Whether x and y are logarithmic."""
        return self.log in {"x", "both"}, self.log in {"y", "both"}

    def counts(self) -> bool:
        """Whether x counts something, as updates: whole numbers from 0 or above."""
        low, high = self.range()
        told = (low, high) if self.at is None else (low, high, self.at)
        return 0 <= low <= high - _COUNTS and all(value.is_integer() for value in told)

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """A range that is none, a marker outside it, labels for other than the functions."""
        if self.labels is not None:
            wanted, given = (self.fn.count(BETWEEN) + 1, self.labels.count(BETWEEN) + 1)
            if given != wanted:
                message = f"{_counted(given, 'label')} for {_counted(wanted, 'function')}"
                yield Conflict("labels", message, of_value=True)
        if fault := _range_fault(self.over, log=self.logs()[0]):
            yield Conflict("over", fault, of_value=True)
        elif self.at is not None and not self.over[0] <= self.at <= self.over[1]:
            low, high = map(plain, self.over)
            message = f"at must be from {low} to {high}, as x is, not {plain(self.at)}"
            yield Conflict("at", message, of_value=True)


def _range_fault(over: Sequence[float], *, log: bool) -> str | None:
    if len(over) != 2 or not over[0] < over[1]:
        return "over must be two numbers, the smaller first"
    low, high = over
    largest = max(abs(low), abs(high))
    if largest > FARTHEST:
        return f"over must be from {plain(-FARTHEST)} to {plain(FARTHEST)}"
    if high - low < max(_CLOSEST * largest, 1 / FARTHEST):
        return "the two ends of over are too close together"
    if log and low < 1 / FARTHEST:
        return f"a logarithmic axis begins above 0, not at {plain(low)}"
    return None


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


class _Renamed(Unicode):
    """A function on one line, in another name than x."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._x = name

    def name(self, name: str) -> str:
        """The name of the axis in place of x."""
        return self._x if name == "x" else super().name(name)
