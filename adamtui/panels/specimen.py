"""What lies in the laboratory of moments: a distribution of a kind, and all that is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from adamtui.core.distribution import DistributionError, Family
from adamtui.core.gradients import Training, training
from adamtui.core.moments import family
from adamtui.core.softmax import name as parameter
from adamtui.panels.lab_scene import Averages, LabScene


@dataclass(frozen=True, slots=True)
class Specimen:
    """A family with values that have no fault."""

    family: Family
    values: Mapping[str, float]

    def having(self, name: str, value: float) -> Self:
        """The same with another value of one parameter, which must have no fault."""
        return replace(self, values={**self.values, name: value})

    @property
    def title(self) -> str:
        """What is shown, in a few words."""
        return self.family.title

    def scene(self) -> LabScene:
        """What is to be seen of it before anything is derived."""
        return LabScene(self.family.build(self.values), self.title)


@dataclass(frozen=True, slots=True)
class Gradients(Specimen):
    """The gradients of one parameter of a model in training."""

    @property
    def training(self) -> Training:
        """The training that they are taken from."""
        return training()

    @property
    def updates(self) -> int:
        """How many updates the model has behind it."""
        return int(self.values["trained"])

    def after(self, updates: int) -> Self:
        """The same parameter after as many updates, or the nearest number that there can be."""
        knob = next(each for each in self.family.knobs if each.name == "trained")
        return self.having("trained", min(max(updates, knob.low), knob.high))

    @property
    def title(self) -> str:
        """Whose gradients they are, and when."""
        updates = f"{self.updates} update{'s' * (self.updates != 1)}"
        return f"Gradients of the {parameter(self._weight)} after {updates}"

    def scene(self) -> LabScene:
        """With Adam's own estimates beside the moments; trains as far as that takes."""
        made = self.family.build(self.values)
        estimates = self.training.averages(self.updates, self._weight)
        return LabScene(made, self.title, averages=Averages(self.updates, *estimates))

    @property
    def _weight(self) -> int:
        return int(self.values["weight"])


def specimen(dist: str, given: Mapping[str, float]) -> Specimen:
    """A distribution by name; DistributionError for one, or for values, that cannot be."""
    kind = family(dist)
    values = {**kind.defaults, **given}
    if fault := kind.fault(values):
        raise DistributionError(fault)
    made = Gradients if dist == "digits" else Specimen
    return made(kind, values)
