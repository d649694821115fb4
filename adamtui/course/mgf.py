"""The options of `{mgf}`: a distribution, its moment generating function and its moments."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from adamtui.course.distributed import Distributed


class Mgf(Distributed, frozen=True, kw_only=True):
    """Any distribution, real gradients and one that has no MGF among them."""

    nu: Annotated[float | None, Meta(description="ν, student-t's degrees of freedom")] = None
    weight: Annotated[
        float | None, Meta(description="which parameter of the digits model g belongs to")
    ] = None
    trained: Annotated[
        float | None, Meta(description="how many updates the digits model has behind it")
    ] = None
