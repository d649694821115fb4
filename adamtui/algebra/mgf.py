r"""From a distribution to its moments: M(t) = E[e^{tg}], its derivatives, their values at 0.

Each step is yielded as soon as SymPy has it, so that a reader sees the first while the next are
being found, and so that abandoning the iterator abandons the work. SymPy is imported by the first
step, not by this module. The numbers that go with the formulas are `core.moments`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from adamtui.core.moments import FAMILIES

ORDERS = range(1, 5)


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


def derivation(name: str, order: int = 2) -> Iterator[Step]:
    """The steps from the distribution's density to its first `order` moments, and the variance.

    The variance needs two moments. Symbols are those of the knobs: μ for mu, θ for theta.
    Takes up to two seconds in all: call it in a worker. ValueError for a name that is not one of
    `core.moments.FAMILIES`, or an order that is not 1 … 4.
    """
    if name not in FAMILIES:
        raise ValueError(f"unknown distribution '{name}'; there are {', '.join(FAMILIES)}")
    if order not in ORDERS:
        raise ValueError(f"the order is a number from 1 to {ORDERS[-1]}, not {order}")
    return _derivation(name, order)


def _derivation(name: str, order: int) -> Iterator[Step]:
    if name == "student-t":
        from adamtui.algebra.heavy_tail import student_t

        yield from student_t(order)
    elif name == "digits":
        from adamtui.algebra.sample import sample

        yield from sample(order)
    else:
        from adamtui.algebra.families import family
        from adamtui.algebra.moments import steps

        yield from steps(family(name), order)


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
