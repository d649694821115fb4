"""The options of `{bug}`: a rule with one slip in it, and the reader finds the line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from adamtui.core.hunt import Hunt, HuntError, slip_named
from adamtui.core.plan import PlanError
from adamtui.course import written_reason
from adamtui.course.model import Node
from adamtui.course.options import Reader
from adamtui.course.quiz_options import HINT
from adamtui.course.spec import BodyFault, Conflict, Repeated
from adamtui.course.stepper import Stepper


class Bug(Stepper, frozen=True, kw_only=True):
    """A rule on a problem, run as it should be and with a slip."""

    slip: Annotated[
        str,
        Meta(description="what is wrong, by its name: `m-uncorrected`"),
        Reader(str, "a slip's name"),
    ]
    hint: Annotated[
        tuple[str, ...],
        Meta(description="a hint for who asks; the next line holds the next; else none"),
        HINT,
        Repeated,
    ] = ()

    def hunt(self) -> Hunt:
        """What the reader steps; HuntError or PlanError where that makes no sense."""
        run = self.plan().resolve()
        return Hunt(run, slip_named(self.slip, run.rule, run.hyper))

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit together; a slip that the rule cannot have, or that does not show."""
        found = list(super().conflicts(broken))
        yield from found
        if not (found or broken):
            try:
                self.hunt()
            except (HuntError, PlanError) as error:
                yield Conflict("slip", str(error), of_value=True)

    def body_faults(self, body: Sequence[Node]) -> Iterator[BodyFault]:
        """A reason that is not written as one."""
        yield from written_reason.faults(body)
