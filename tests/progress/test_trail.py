"""Back and forth through where one has been, as a browser does it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.progress.trail import Trail


def test_back_and_forward_lead_where_one_was() -> None:
    trail: Trail[str] = Trail()
    trail.left("one")
    trail.left("two")
    assert trail.back("three") == "two"
    assert trail.back("two") == "one"
    assert trail.back("one") is None
    assert trail.forward("one") == "two"
    assert trail.forward("two") == "three"
    assert trail.forward("three") is None


def test_going_on_from_the_middle_forgets_what_was_ahead() -> None:
    trail: Trail[str] = Trail()
    trail.left("one")
    assert trail.back("two") == "one"
    trail.left("one")
    assert trail.forward("three") is None
    assert trail.back("three") == "one"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(["on", "back", "forward"]), max_size=60))
def test_it_is_a_history_with_one_place_in_it(moves: list[str]) -> None:
    trail: Trail[int] = Trail()
    history, at = [0], 0
    for move in moves:
        if move == "on":
            trail.left(history[at])
            history = [*history[: at + 1], len(history) + 100 * at]
            at += 1
        elif move == "back":
            found = trail.back(history[at])
            assert found == (history[at - 1] if at else None)
            at = max(at - 1, 0)
        else:
            found = trail.forward(history[at])
            assert found == (history[at + 1] if at + 1 < len(history) else None)
            at = min(at + 1, len(history) - 1)
