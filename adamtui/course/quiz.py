"""The options of `{quiz}`: a question with choices, or one that a number or a formula answers.

A number's key may be written over the engine's own results (`m_hat(3)`), so that it cannot go
stale: then the quiz takes the options of a stepper, or a distribution with its parameters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from adamtui.core.distribution import Distribution
from adamtui.core.equivalence import Formula, usual
from adamtui.core.hyper import KNOBS
from adamtui.core.moments import FAMILIES
from adamtui.core.scanner import ExpressionError
from adamtui.course import written_reason
from adamtui.course.choice_faults import choice_faults
from adamtui.course.distributed import DISTRIBUTION, PARAMETERS
from adamtui.course.exercise import choices_in, question_in
from adamtui.course.literal_key import stands_in_run
from adamtui.course.marking import AnswerKeyError, FormulaKey, NumberKey, is_plain, number_key
from adamtui.course.mgf import Mgf
from adamtui.course.model import Node
from adamtui.course.options import RULE, Reader
from adamtui.course.quiz_options import DOMAIN, HINT, NAMES, domains_in, names_in
from adamtui.course.spec import BodyFault, Conflict, Repeated
from adamtui.course.stepper import Stepper


class _Unsaid(str):
    """A default, told from the same word that an author has written."""

    __slots__ = ()


_OWN: dict[str, tuple[str, ...]] = {
    "choice": ("kind", "hint"),
    "number": ("kind", "hint", "answer", "tolerance", "digits"),
    "expr": ("kind", "hint", "answer", "names", "domain"),
}
"""What each kind takes; a number takes a run's or a distribution's options as well."""

_NOT_OF_RUN = (
    "{} is no number of this run's first 20 updates, and none of its settings;"
    " write the answer over the run, as in m(3), or leave out what is run"
)

_Parameter: TypeAlias = Annotated[
    float | None,
    Meta(description="of `number` with `dist`: a parameter of the distribution; else its own"),
]


class Quiz(Stepper, frozen=True, kw_only=True):
    """A question and its key."""

    rule: Annotated[str, Meta(description="the optimizer"), RULE] = _Unsaid("adam")
    kind: Annotated[
        Literal["choice", "number", "expr"],
        Meta(description="what is asked for: a choice, a number or a formula"),
    ]
    answer: Annotated[
        str | None,
        Meta(description="of `number` and `expr`: what is right"),
        Reader(str, "a number, what it is worked out from, or a formula"),
    ] = None
    tolerance: Annotated[
        float | None,
        Meta(ge=0, le=1e300, description="of `number`: how far off it may be; else 0.5 %"),
    ] = None
    digits: Annotated[
        int | None, Meta(ge=1, le=15, description="of `number`, instead: how many digits count")
    ] = None
    names: Annotated[
        str | None, Meta(description="of `expr`: the names in it: `m, beta1, t`"), NAMES
    ] = None
    domain: Annotated[
        str | None,
        Meta(description="of `expr`: its names' values: `beta1 0.5 0.99; t 1 20 whole`"),
        DOMAIN,
    ] = None
    hint: Annotated[
        tuple[str, ...],
        Meta(description="a hint for who asks; the next line holds the next; else none"),
        HINT,
        Repeated,
    ] = ()
    dist: Annotated[
        str | None,
        Meta(description="of `number`: the distribution that is asked about; else none"),
        DISTRIBUTION,
    ] = None
    # Momentum, with its bounds, or the mean of a distribution, which has none.
    mu: Annotated[
        float | None, Meta(description="μ: momentum, or with `dist` the mean; else their own")
    ] = None
    sigma: _Parameter = None
    a: _Parameter = None
    b: _Parameter = None
    p: _Parameter = None
    rate: _Parameter = None
    k: _Parameter = None
    theta: _Parameter = None
    nu: _Parameter = None
    weight: _Parameter = None
    trained: _Parameter = None

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit the kind or itself, and a key that does not pass its own test."""
        yield from self._unused()
        if self.kind != "choice" and self.answer is None and "answer" not in broken:
            yield Conflict("", f"a quiz of kind {self.kind} needs ':answer:'")
        if self.kind == "number":
            yield from self._number_conflicts(broken)
        elif self.kind == "expr":
            yield from self._formula_conflicts(broken)

    def _unused(self) -> Iterator[Conflict]:
        """Options that the kind does not take."""
        own = _OWN[self.kind]
        for name in self._written():
            if name not in own and (self.kind != "number" or name in ("names", "domain")):
                message = f"a quiz of kind {self.kind} does not use '{name}'"
                yield Conflict(name, message)

    def _written(self) -> list[str]:
        """The options that differ from what they are where none is given."""
        fields = msgspec.structs.fields(type(self))
        values = [(each.name, getattr(self, each.name), each.default) for each in fields]
        return [
            name
            for name, value, default in values
            if value != default or (isinstance(default, _Unsaid) and value is not default)
        ]

    def _number_conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        if self.tolerance is not None and self.digits is not None:
            yield Conflict("digits", "give either ':tolerance:' or ':digits:', not both")
        if self.dist is not None:
            yield from self._distribution_conflicts(broken)
        elif "dist" not in broken:
            yield from super().conflicts(broken)
            if self.mu is not None and (fault := KNOBS["mu"].fault(self.mu)):
                yield Conflict("mu", fault, of_value=True)
            for name in self._parameters():
                if name != "mu":
                    yield Conflict(name, f"'{name}' is a distribution's; give ':dist:' as well")

    def _distribution_conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        of_runs = {*Stepper.__struct_fields__} - {"mu"}
        for name in self._written():
            if name in of_runs:
                message = f"give either ':dist:' or what is run; '{name}' is a run's"
                yield Conflict(name, message)
        if (mgf := self._mgf()) is not None:
            yield from mgf.conflicts(broken)

    def _parameters(self) -> dict[str, float]:
        given = {name: getattr(self, name) for name in PARAMETERS}
        return {name: value for name, value in given.items() if value is not None}

    def _mgf(self) -> Mgf | None:
        return None if self.dist is None else Mgf(dist=self.dist, **self._parameters())

    def _formula_conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        if self.names is None and "names" not in broken:
            yield Conflict("", "a quiz of kind expr needs ':names:', what its answer is written in")
        if self.names is None or "domain" in broken:
            return
        names = names_in(self.names)
        for offset, each in domains_in(self.domain or ""):
            if each.name not in names:
                message = f"'{each.name}' is none of the names: {', '.join(names)}"
                yield Conflict("domain", message, True, offset)
        if self.answer is not None:
            yield from self._key_conflicts()

    def _key_conflicts(self) -> Iterator[Conflict]:
        try:
            self.formula_key().check()
        except ExpressionError as error:
            yield Conflict("answer", error.message, True, error.column - 1)
        except AnswerKeyError as error:
            yield Conflict("answer", error.message, True, error.offset)

    def body_faults(self, body: Sequence[Node]) -> Iterator[BodyFault]:
        """A question that is missing, choices, and a reason that is not written as one."""
        found = choices_in(body)
        if not question_in(body):
            message = "the quiz asks nothing: write its question below the options"
            yield BodyFault(message, harmless=True)
        yield from written_reason.faults(body)
        if self.kind == "choice":
            yield from choice_faults(found)
        elif found:
            yield BodyFault(f"a quiz of kind {self.kind} has no choices", found[0].line)

    def worked_out(self) -> Iterator[Conflict]:
        """A number that cannot be computed, that is none, or that is not one of the run's."""
        if self.kind == "number":
            try:
                if not self._of_its_run(self.number_key()):
                    yield Conflict("answer", _NOT_OF_RUN.format(self.answer), True)
            except AnswerKeyError as error:
                yield Conflict("answer", error.message, True, error.offset)

    def _of_its_run(self, key: NumberKey) -> bool:
        """Whether an answer in digits is a number of the run, where one is named."""
        named = {*Stepper.__struct_fields__} & {*self._written()}
        if self.dist is not None or not named or not is_plain(self.answer or ""):
            return True
        return stands_in_run(key.within, self.plan())

    def number_key(self) -> NumberKey:
        """The key of a number; AnswerKeyError where it cannot be computed."""
        return _number_key(self)

    def formula_key(self) -> FormulaKey:
        """The key of a formula; ExpressionError where it cannot be read."""
        return _formula_key(self)

    def distribution(self) -> Distribution | None:
        """The distribution that is asked about."""
        return None if self.dist is None else FAMILIES[self.dist].at(**self._parameters())


@lru_cache(maxsize=64)
def _number_key(quiz: Quiz) -> NumberKey:
    plan = quiz.plan() if quiz.dist is None else None
    return number_key(
        quiz.answer or "", plan, quiz.distribution, tolerance=quiz.tolerance, digits=quiz.digits
    )


@lru_cache(maxsize=64)
def _formula_key(quiz: Quiz) -> FormulaKey:
    given = {each.name: each for _, each in domains_in(quiz.domain or "")}
    names = names_in(quiz.names or "")
    domains = tuple(given.get(name) or usual(name) for name in names)
    return FormulaKey(Formula(names, quiz.answer or "", domains))
