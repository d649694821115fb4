"""The lines of several rules, brought into one order by their names."""

from __future__ import annotations

from collections.abc import Sequence


def merged(orders: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Every name once, in an order that each of `orders` keeps as far as the earlier ones allow."""
    names: list[str] = []
    for order in orders:
        at = 0
        for name in order:
            if name in names:
                at = max(at, names.index(name) + 1)
            else:
                names.insert(at, name)
                at += 1
    return tuple(names)


def reached(order: Sequence[str], names: Sequence[str]) -> int:
    """How many of the first lines of `order` are all among `names`."""
    return next((i for i, name in enumerate(order) if name not in names), len(order))
