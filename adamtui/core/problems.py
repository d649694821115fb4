"""The problems by name, and the way to them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from adamtui.core import softmax, surfaces
from adamtui.core.nearest import nearest
from adamtui.core.problem import Array, Problem, ProblemError
from adamtui.core.typed import typed

__all__ = ["PROBLEMS", "Array", "Problem", "ProblemError", "parameters", "problem", "typed"]

PROBLEMS: Mapping[str, Callable[..., Problem]] = MappingProxyType(
    {
        "bowl": surfaces.bowl,
        "noisy-bowl": surfaces.noisy_bowl,
        "rosenbrock": surfaces.rosenbrock,
        "beale": surfaces.beale,
        "himmelblau": surfaces.himmelblau,
        "saddle": surfaces.saddle,
        "plateau": surfaces.plateau,
        "digits": softmax.digits,
    }
)
"""Factories. The docstring says what is to be seen; the arguments are the problem's parameters, and
`seed` where it draws random numbers."""


def parameters(name: str) -> tuple[str, ...]:
    """The names of the problem's own parameters; ProblemError where there is no such problem."""
    if name not in PROBLEMS:
        raise ProblemError(f"unknown problem {name!r}{nearest(name, PROBLEMS)}")
    accepted = inspect.signature(PROBLEMS[name]).parameters
    return tuple(each for each in accepted if each != "seed")


def problem(name: str, seed: int = 0, **given: float) -> Problem:
    """The problem `name` with the values `given` to its parameters.

    Raises ProblemError for a problem or parameter that is not there, with the nearest valid name,
    and for a value that the problem refuses.
    """
    own = parameters(name)
    factory = PROBLEMS[name]
    for parameter in given:
        if parameter not in own:
            hint = nearest(parameter, own) if own else "; it has none"
            raise ProblemError(f"{name} has no parameter {parameter!r}{hint}")
    seeded: dict[str, Any] = (
        {"seed": seed} if "seed" in inspect.signature(factory).parameters else {}
    )
    return factory(**seeded, **given)
