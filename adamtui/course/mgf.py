"""The options of `{mgf}`: a distribution, its moment generating function and its moments."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from adamtui.course.distributed import Distributed


class Mgf(Distributed, frozen=True, kw_only=True):
    """Any distribution, real gradients and one that has no MGF among them."""

    nu: Annotated[
        float | None, Meta(description="ν, the degrees of freedom of `student-t`; else its own")
    ] = None
    weight: Annotated[
        float | None,
        Meta(description="of `digits`: the parameter of the model that g belongs to; else its own"),
    ] = None
    trained: Annotated[
        float | None,
        Meta(description="of `digits`: how many updates the model has behind it; else its own"),
    ] = None
