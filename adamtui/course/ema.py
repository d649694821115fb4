"""The options of `{ema}`: what a moving average makes of gradients of one distribution."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta

from adamtui.core.hyper import KNOBS
from adamtui.core.moments import FAMILIES
from adamtui.core.restarts import LONGEST
from adamtui.course.distributed import Distributed, listed
from adamtui.course.options import OptionError, Reader, one_of
from adamtui.course.spec import Seed

_WITHOUT: Mapping[str, str] = MappingProxyType(
    {
        "student-t": "it has no MGF",
        "digits": "its MGF is an estimate, not a formula",
    }
)
"""Distributions whose moving average has no MGF to be derived, and why."""


_SHOWN = [name for name in FAMILIES if name not in _WITHOUT]
_AVERAGED = one_of("distribution", _SHOWN)


def _averaged(text: str) -> str:
    if text in _WITHOUT:
        shown = listed(_SHOWN)
        raise OptionError(f"{{ema}} cannot show {text}: {_WITHOUT[text]}; it shows {shown}")
    return _AVERAGED.read(text)


class Ema(Distributed, frozen=True, kw_only=True):
    """Restarts of a moving average of independent gradients, each from m₀ = 0."""

    dist: Annotated[
        str,
        Meta(description="the distribution of the gradients"),
        Reader(_averaged, _AVERAGED.takes),
    ] = "normal"
    beta1: Annotated[
        float, Meta(description="β₁: how much of its mean the average keeps"), KNOBS["beta1"]
    ] = 0.9
    steps: Annotated[
        int, Meta(ge=1, le=LONGEST, description="the update that the reader finds it on")
    ] = 20
    seed: Seed = 0
