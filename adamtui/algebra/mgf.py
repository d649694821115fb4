r"""From a distribution to its moments: M(t) = E[e^{tg}], its derivatives, their values at 0.

Each step is yielded as soon as SymPy has it, so that a reader sees the first while the next are
being found, and so that abandoning the iterator abandons the work. SymPy is imported by the first
step, not by this module. The numbers that go with the formulas are `core.moments`'.
"""

from __future__ import annotations

from collections.abc import Iterator

from adamtui.algebra.steps import ORDERS, Step
from adamtui.core.moments import FAMILIES


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
