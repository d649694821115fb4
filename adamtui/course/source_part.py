"""The options of `{source}`: an optimizer's own code, walked through as it runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated

from msgspec import Meta

from adamtui.course.options import AGAINST
from adamtui.course.spec import Conflict
from adamtui.course.stepper import Stepper


class Source(Stepper, frozen=True, kw_only=True):
    """What a stepper takes, and what the code is compared with."""

    against: Annotated[
        str | None,
        Meta(description="a rule whose code this one is shown as a difference from; else none"),
        AGAINST,
    ] = None

    def conflicts(self, broken: Collection[str]) -> Iterator[Conflict]:
        """What does not fit in a stepper, and a rule that is compared with itself."""
        yield from super().conflicts(broken)
        if "rule" not in broken and self.against == self.rule:
            message = f"'{self.against}' is the rule itself; name another one"
            yield Conflict("against", message, of_value=True)
