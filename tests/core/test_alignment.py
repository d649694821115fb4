"""Lines of several rules in one order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adamtui.core.alignment import merged, reached

ADAM = ("t", "g", "m", "v", "m_hat", "v_hat", "delta", "theta")
KERAS = ("t", "g", "alpha", "m", "v", "delta", "theta")
ORDERS = st.lists(st.permutations("abcdef").map(lambda p: tuple(p[:4])), min_size=1, max_size=5)


def test_lines_that_one_lacks_stand_where_it_would_compute_them() -> None:
    assert merged([ADAM, KERAS]) == (*ADAM[:2], "alpha", *ADAM[2:])


@given(ORDERS)
def test_every_name_is_there_once_and_the_first_order_is_kept(
    orders: list[tuple[str, ...]],
) -> None:
    names = merged(orders)
    assert sorted(names) == sorted({name for order in orders for name in order})
    assert [name for name in names if name in orders[0]] == list(orders[0])


@given(ORDERS)
def test_walking_the_merged_order_reaches_every_line_of_each_and_never_goes_back(
    orders: list[tuple[str, ...]],
) -> None:
    names = merged(orders)
    for order in orders:
        places = [reached(order, names[:k]) for k in range(len(names) + 1)]
        assert places == sorted(places)
        assert places[-1] == len(order)
