"""What the optimizers run on: functions with a gradient, a start and a region worth drawing.

Invariant: losses and gradients never raise and never warn; a run that leaves the floats meets inf
and nan. They depend on (theta, t) alone, never on what was asked before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from adamtui.core.numerals import plain

Array: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]

_LISTED = 3
"""So many coordinates' names fit in a sentence."""


class ProblemError(ValueError):
    """A problem, or a parameter of one, that does not exist."""


@dataclass(frozen=True, eq=False, slots=True)
class Problem:
    """A stream of losses f_t over points theta of shape (n,), with all that a run of it needs."""

    name: str
    title: str
    """f on one line of Unicode."""
    start: Array
    """θ₀, shape (n,), read-only."""
    lr: Mapping[str, float]
    """A learning rate that suits the start, by family: sgd momentum adagrad rmsprop adam."""
    loss: Callable[[Array, int], float] | None
    """f_t(theta), t from 1; nan or ±inf where it is not defined. None: only gradients are known."""
    gradient: Callable[[Array, int], Array]
    """∇f_t(theta), shape (n,)."""
    view: tuple[Interval, ...]
    """The bounds to draw, by coordinate."""
    names: tuple[str, ...] = ("x", "y")
    surface: Callable[..., Array] | None = None
    """f over whole grids, one array a coordinate; None where f cannot be drawn."""
    optima: tuple[tuple[float, ...], ...] = ()
    """The known global minimisers."""
    feasible: Interval | None = None
    """The box that the parameters are kept in, the same for each."""
    tex: str = ""
    """f in TeX."""
    slopes: tuple[str, ...] = ()
    """∂f by the first coordinates, on one line of Unicode each, where there is a formula for it."""
    rebuilt: Callable[[Array], Problem] | None = None
    """The same problem about another start, where more than the start depends on it."""
    scores: Mapping[str, Callable[[Array], float]] = field(default_factory=dict)
    """What is measured on θ_t after each update, by name: an accuracy on other data than f_t's."""
    best: Callable[[int], float] | float | None = None
    """f_t at the fixed point that regret is counted against; a number where it is always that."""
    online: bool = False
    """Whether f_t is another function at each update, so that only the regret tells how it goes."""
    values: Mapping[str, float] = field(default_factory=dict)
    """The values of the problem's own parameters."""

    def project(self, theta: Array) -> Array:
        """The feasible point nearest to theta."""
        return theta if self.feasible is None else np.clip(theta, *self.feasible)

    def at(self, start: Sequence[float] | Array) -> Problem:
        """The same problem from another start; ValueError if that is no point of it."""
        point = starting_point(start, self.names, self.name)
        if self.feasible is not None and (self.project(point) != point).any():
            low, high = self.feasible
            shown = ", ".join(map(plain, point.tolist()))
            raise ValueError(f"{self.name} starts from {plain(low)} to {plain(high)}, not {shown}")
        if self.rebuilt is not None:
            return self.rebuilt(point)
        view = tuple(
            (min(low, float(x)), max(high, float(x)))
            for (low, high), x in zip(self.view, point, strict=False)
        )
        return replace(self, start=point, view=view)


def starting_point(start: Sequence[float] | Array, names: tuple[str, ...], of: str) -> Array:
    """`start` as a read-only array of one finite number for each of `names`, or a ValueError."""
    point = np.array(start, dtype=np.float64)
    if point.shape != (len(names),):
        count = "1 number" if len(names) == 1 else f"{len(names)} numbers"
        listed = ", ".join(names if len(names) <= _LISTED else (*names[:_LISTED], "…"))
        raise ValueError(f"{of} starts from {count} ({listed}), not {point.size}")
    if not np.isfinite(point).all():
        raise ValueError(f"{of} starts from finite numbers, not {', '.join(map(str, point))}")
    point.setflags(write=False)
    return point
