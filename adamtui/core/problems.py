"""The problems by name, with their parameters' bounds and sliders, and the way to them.

One value is accepted everywhere or nowhere: the command line, a lesson's options and the sliders
all ask the problem's knobs, so a factory need not look at what it is given.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from adamtui.core import softmax, sparse, streams, surfaces
from adamtui.core.hyper import Knob
from adamtui.core.nearest import nearest
from adamtui.core.problem import Array, Problem, ProblemError
from adamtui.core.typed import typed

__all__ = [
    "PROBLEMS",
    "Array",
    "Kind",
    "Problem",
    "ProblemError",
    "defaults",
    "knobs",
    "parameters",
    "problem",
    "typed",
]

_MOST = 1e6


@dataclass(frozen=True, slots=True)
class Kind:
    """A problem before its parameters are chosen."""

    build: Callable[..., Problem]
    """Takes a value for each knob by name, or leaves it at the default; its docstring says what is
    to be seen."""
    knobs: tuple[Knob, ...] = ()
    """The problem's own parameters, in the order they are shown."""
    seeded: bool = False
    """Whether it draws random numbers: `build` then takes a `seed`."""


def _noise(name: str, symbol: str, of: str, slider: tuple[float, float]) -> Knob:
    return Knob(name, symbol, f"noise in the slope{of}", 0.0, _MOST, "linear", slider)


_SD = _noise("sd", "σ", "s", (0.0, 20.0))
_SDS = (_noise("sd_x", "σx", " of x", (0.0, 20.0)), _noise("sd_y", "σy", " of y", (0.0, 20.0)))
_C = Knob("C", "C", "how steep every third is", 2.1, _MOST, "linear", (2.1, 20.0))
"""Above 2: at 2 the slopes cancel, and no point is better than another."""

PROBLEMS: Mapping[str, Kind] = MappingProxyType(
    {
        "bowl": Kind(surfaces.bowl),
        "noisy-bowl": Kind(streams.noisy_bowl, (_SD,), seeded=True),
        "rosenbrock": Kind(surfaces.rosenbrock),
        "beale": Kind(surfaces.beale),
        "himmelblau": Kind(surfaces.himmelblau),
        "saddle": Kind(surfaces.saddle),
        "plateau": Kind(surfaces.plateau),
        "abs": Kind(surfaces.absolute),
        "reddi": Kind(streams.reddi, (_C,)),
        "reddi-random": Kind(streams.reddi_random, (_C,), seeded=True),
        "sparse": Kind(sparse.sparse, seeded=True),
        "flat-noise": Kind(streams.flat_noise, _SDS, seeded=True),
        "data-noise": Kind(streams.data_noise, _SDS, seeded=True),
        "digits": Kind(softmax.digits, seeded=True),
    }
)
"""All problems, in the order they are listed."""


def _kind(name: str) -> Kind:
    if name not in PROBLEMS:
        raise ProblemError(f"unknown problem {name!r}{nearest(name, PROBLEMS)}")
    return PROBLEMS[name]


def knobs(name: str) -> tuple[Knob, ...]:
    """The problem's own parameters; ProblemError where there is no such problem."""
    return _kind(name).knobs


def parameters(name: str) -> tuple[str, ...]:
    """The names of the problem's own parameters; ProblemError where there is no such problem."""
    return tuple(knob.name for knob in knobs(name))


def defaults(name: str) -> Mapping[str, float]:
    """The values of the problem's parameters where none are given; ProblemError as for `knobs`."""
    accepted = inspect.signature(_kind(name).build).parameters
    return MappingProxyType({each: accepted[each].default for each in parameters(name)})


def problem(name: str, seed: int = 0, **given: float) -> Problem:
    """The problem `name` with the values `given` to its parameters.

    Raises ProblemError for a problem or parameter that is not there, with the nearest valid name,
    and for a value out of its knob's bounds.
    """
    kind, values = _kind(name), {**defaults(name), **given}
    own = {knob.name: knob for knob in kind.knobs}
    for parameter, value in given.items():
        if parameter not in own:
            hint = nearest(parameter, own) if own else "; it has none"
            raise ProblemError(f"{name} has no parameter {parameter!r}{hint}")
        if fault := own[parameter].fault(value):
            raise ProblemError(fault)
    seeded: dict[str, Any] = {"seed": seed} if kind.seeded else {}
    return replace(kind.build(**seeded, **values), values=MappingProxyType(values))
