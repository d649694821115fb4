"""The options of a live part that shows a distribution: which one, and its parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from msgspec import Meta

from adamtui.core.distribution import Family
from adamtui.core.moments import FAMILIES
from adamtui.core.nearest import nearest
from adamtui.course.options import one_of
from adamtui.course.spec import Conflict, Spec

PARAMETERS = tuple(dict.fromkeys(knob.name for each in FAMILIES.values() for knob in each.knobs))
"""Of all distributions."""

DISTRIBUTION = one_of("distribution", FAMILIES, "a distribution's name")


class Distributed(Spec, frozen=True, kw_only=True):
    """A distribution; parameters that are not given are its own.

    Bounds are the distribution's: `b` is above 0 for one and any number for another.
    """

    dist: Annotated[str, Meta(description="the distribution of the gradient g"), DISTRIBUTION] = (
        "normal"
    )
    mu: Annotated[
        float | None, Meta(description="μ, the mean of `normal` and `laplace`; else its own")
    ] = None
    sigma: Annotated[
        float | None, Meta(description="σ, the standard deviation of `normal`; else its own")
    ] = None
    a: Annotated[
        float | None,
        Meta(description="lower end of `uniform`, a value of `two-point`; else its own"),
    ] = None
    b: Annotated[
        float | None,
        Meta(
            description="end of `uniform`, scale of `laplace`, value of `two-point`; else its own"
        ),
    ] = None
    p: Annotated[
        float | None, Meta(description="the chance of `two-point`'s `b`; else its own")
    ] = None
    rate: Annotated[
        float | None, Meta(description="λ, the rate of `exponential`: 1/mean; else its own")
    ] = None
    k: Annotated[float | None, Meta(description="the shape of `gamma`; else its own")] = None
    theta: Annotated[float | None, Meta(description="θ, the scale of `gamma`; else its own")] = None

    def settings(self) -> Mapping[str, float]:
        """The parameters that are given."""
        given = {name: getattr(self, name, None) for name in PARAMETERS}
        return {name: value for name, value in given.items() if value is not None}

    @classmethod
    def unknown(
        cls, part: str, option: str, values: Mapping[str, Any], broken: Collection[str]
    ) -> str:
        """As of every live part; but of its distribution's parameters, if that is known."""
        if "dist" in broken:
            return super().unknown(part, option, values, broken)
        family = FAMILIES[values.get("dist", "normal")]
        own = [knob.name for knob in family.knobs]
        others = [name for name in cls.__struct_fields__ if name not in PARAMETERS]
        if close := nearest(option, [*own, *others], ""):
            return f"unknown option '{option}' for {{{part}}}{close}"
        also = f", and {{{part}}} has {listed(others)}" if len(others) > 1 else ""
        return _lacking(family, option) + also

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """Parameters that the distribution lacks or forbids, or that are at odds."""
        if "dist" in broken:
            return
        family, given = FAMILIES[self.dist], self.settings()
        faults = list(_each(family, given))
        yield from faults
        sound = not faults and not family.defaults.keys() & set(broken)
        if sound and (fault := family.fault(given)):
            yield Conflict(list(given)[-1], fault)


def _each(family: Family, given: Mapping[str, float]) -> Iterator[Conflict]:
    """What is wrong with each parameter by itself."""
    own = {knob.name: knob for knob in family.knobs}
    for name, value in given.items():
        if name not in own:
            yield Conflict(name, _lacking(family, name))
        elif fault := own[name].fault(value):
            yield Conflict(name, fault, of_value=True)


def _lacking(family: Family, name: str) -> str:
    """`normal has no mean; it has mu and sigma`."""
    own = listed([knob.name for knob in family.knobs])
    return f"{family.name} has no {name}; it has {own}"


def listed(names: Collection[str]) -> str:
    """`a, b and p`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
