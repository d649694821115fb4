"""The options of every live part that runs optimizers: on what, from where, with which settings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, TypeAlias

from msgspec import Meta

from adamtui.core.expression import parse
from adamtui.core.floats import DOUBLE, DTYPES
from adamtui.core.hyper import ADJUSTABLE, Knob
from adamtui.core.plan import DEFAULT_PROBLEM, Plan
from adamtui.core.problem import starting_point
from adamtui.core.problems import PROBLEMS, knobs, problem
from adamtui.course.options import CONVENTION, FUNCTION, PROBLEM, one_of
from adamtui.course.spec import Conflict, Seed, Spec

MOST_STEPS = 100_000

OF_PROBLEMS: Mapping[str, Knob] = {knob.name: knob for name in PROBLEMS for knob in knobs(name)}
"""The parameters of all problems, by name."""

Steps: TypeAlias = Annotated[
    int, Meta(ge=0, le=MOST_STEPS, description="the update that the reader finds it on")
]


class Running(Spec, frozen=True, kw_only=True):
    """A problem, a start and settings. What is not given is the rule's or the problem's own."""

    problem: Annotated[
        str | None, Meta(description="the function to minimise, by its name; else `bowl`"), PROBLEM
    ] = None
    fn: Annotated[
        str | None,
        Meta(description="a function of your own instead: `x**2 + 10*y**2`; else the problem"),
        FUNCTION,
    ] = None
    start: Annotated[
        tuple[float, ...] | None,
        Meta(description="where θ starts, a number for each coordinate; else the problem's own"),
    ] = None
    steps: Steps = 0
    seed: Seed = 0
    convention: Annotated[
        str, Meta(description="whose formulas and default settings are used"), CONVENTION
    ] = "pytorch"
    dtype: Annotated[
        str, Meta(description="the kind of numbers it is computed in"), one_of("dtype", DTYPES)
    ] = DOUBLE
    lr: Annotated[
        float | None,
        Meta(description="η, the learning rate; else one that suits the problem"),
        ADJUSTABLE["lr"],
    ] = None
    beta1: Annotated[
        float | None,
        Meta(description="β₁: how much of its mean a rule keeps; else the rule's own"),
        ADJUSTABLE["beta1"],
    ] = None
    beta2: Annotated[
        float | None,
        Meta(description="β₂: how much of its squares a rule keeps; else the rule's own"),
        ADJUSTABLE["beta2"],
    ] = None
    eps: Annotated[
        float | None,
        Meta(description="ε: what keeps the division finite; else the rule's own"),
        ADJUSTABLE["eps"],
    ] = None
    mu: Annotated[
        float | None,
        Meta(description="μ: how much of its speed momentum keeps; else the rule's own"),
        ADJUSTABLE["mu"],
    ] = None
    rho: Annotated[
        float | None,
        Meta(description="ρ: how much of its squares RMSProp keeps; else the rule's own"),
        ADJUSTABLE["rho"],
    ] = None
    weight_decay: Annotated[
        float | None,
        Meta(description="λ, the weight decay; else the rule's own"),
        ADJUSTABLE["weight_decay"],
    ] = None
    correction: Annotated[
        str | None,
        Meta(description="which of Adam's two bias corrections are made; else `both`"),
        ADJUSTABLE["correction"],
    ] = None
    C: Annotated[
        float | None,
        Meta(description="of `reddi` and `reddi-random`: the steep slope; else the problem's own"),
        OF_PROBLEMS["C"],
    ] = None
    sd: Annotated[
        float | None,
        Meta(
            description="of `noisy-bowl`: the spread of its slopes' noise; else the problem's own"
        ),
        OF_PROBLEMS["sd"],
    ] = None
    sd_x: Annotated[
        float | None,
        Meta(
            description="of `flat-noise` and `data-noise`: the noise in x; else the problem's own"
        ),
        OF_PROBLEMS["sd_x"],
    ] = None
    sd_y: Annotated[
        float | None,
        Meta(
            description="of `flat-noise` and `data-noise`: the noise in y; else the problem's own"
        ),
        OF_PROBLEMS["sd_y"],
    ] = None

    def hyperparameters(self) -> dict[str, float | str]:
        """The settings of rules that are given."""
        return self._given(ADJUSTABLE)

    def settings(self) -> dict[str, float | str]:
        """All that is given, of rules and of the problem."""
        return {**self.hyperparameters(), **self._given(OF_PROBLEMS)}

    def _given(self, names: Collection[str]) -> dict[str, float | str]:
        given = {name: getattr(self, name) for name in names}
        return {name: value for name, value in given.items() if value is not None}

    def base(self) -> Plan:
        """All but the rule."""
        return Plan(
            problem=self.problem or DEFAULT_PROBLEM,
            fn=self.fn,
            start=self.start,
            settings=self.settings(),
            convention=self.convention,
            seed=self.seed,
            dtype=self.dtype,
        )

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """Options that exclude each other or that the problem lacks; a start of the wrong size."""
        if self.fn is not None and self.problem is not None:
            yield Conflict("problem", "give either ':fn:' or ':problem:', not both")
        if not {"fn", "problem"} & set(broken):
            yield from self._problem_conflicts()
            if "start" not in broken and self.start is not None:
                yield from self._start_conflicts(self.start)

    def _problem_conflicts(self) -> Iterator[Conflict]:
        name = self.problem or DEFAULT_PROBLEM
        own = [knob.name for knob in knobs(name)] if self.fn is None else []
        has = f"; it has {', '.join(own)}" if own else ""
        for given in self._given(OF_PROBLEMS):
            if given not in own:
                yield Conflict(given, f"{self.fn or name} has no {given}{has}")

    def _start_conflicts(self, start: tuple[float, ...]) -> Iterator[Conflict]:
        of = self.fn or self.problem or DEFAULT_PROBLEM
        names: tuple[str, ...]
        if self.fn is None:
            names = problem(of).names
        else:
            names = ("x", "y") if "y" in parse(self.fn).names else ("x",)
        try:
            starting_point(start, names, of)
        except ValueError as error:
            yield Conflict("start", str(error), of_value=True)
