"""What a derivation is made of: steps, and what is left of them when all that counts is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

ORDERS = range(1, 5)
"""The moments that can be derived."""


class Step(NamedTuple):
    """One line of a derivation.

    `key` is what it finds: "density", "integral", "mgf", "limit", "d1", "at0_1", … "variance";
    where there is no M(t), "why" and then "moment_1", … in place of derivatives.
    """

    key: str
    words: str
    """One plain sentence or two."""
    tex: str
    """An equation; what was found stands after its last ` = `, and after that where it holds."""


class Summary(NamedTuple):
    """What a derivation has found, as TeX without left-hand sides."""

    mgf: str | None
    """None where there is no M(t)."""
    why: str
    """Why there is none, in words; "" where there is one."""
    derivatives: tuple[str, ...]
    at_zero: tuple[str, ...]
    """E[g], E[g²], …"""
    variance: str
    """"" where the derivation has not come to it."""


def summary(steps: Iterable[Step]) -> Summary:
    """What the steps have found; any beginning of a derivation will do."""
    found = {step.key: step for step in steps}
    told = {key: step.tex.rpartition(" = ")[2] for key, step in found.items()}
    return Summary(
        mgf=told["mgf"].partition(r",\quad")[0] if "mgf" in told else None,
        why=found["why"].words if "why" in found else "",
        derivatives=tuple(told[f"d{k}"] for k in ORDERS if f"d{k}" in told),
        at_zero=tuple(
            told[key] for k in ORDERS for key in (f"at0_{k}", f"moment_{k}") if key in told
        ),
        variance=told.get("variance", ""),
    )
