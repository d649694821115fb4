"""Walking through a run: what one key does, another undoes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adamtui.core.position import Position, Walk


@st.composite
def standing(draw: st.DrawFn) -> tuple[Walk, Position]:
    walk = Walk(draw(st.integers(3, 10)), draw(st.integers(0, 50)))
    t = walk.first + draw(st.integers(0, 40))
    if t == walk.first:
        return walk, walk.start
    return walk, Position(t, draw(st.integers(1, walk.lines)))


@given(standing())
def test_a_line_back_undoes_a_line_forward(at: tuple[Walk, Position]) -> None:
    walk, here = at
    assert walk.line_back(walk.line_forward(here)) == here
    if here != walk.start:
        assert walk.line_forward(walk.line_back(here)) == here


@given(standing())
def test_back_undoes_forward_between_updates(at: tuple[Walk, Position]) -> None:
    walk, here = at
    end = walk.end(here.t)
    assert walk.back(walk.forward(end)) == end
    if end != walk.start:
        assert walk.forward(walk.back(end)) == end


@given(standing())
def test_forward_is_as_many_lines_as_are_left(at: tuple[Walk, Position]) -> None:
    walk, here = at
    there, count = walk.line_forward(here), 1
    while not walk.is_end(there):
        there, count = walk.line_forward(there), count + 1
    assert walk.forward(here) == there
    assert count <= walk.lines
    assert walk.is_end(here) == (count == walk.lines)


@given(standing())
def test_back_goes_before_the_update_stood_in(at: tuple[Walk, Position]) -> None:
    walk, here = at
    there = walk.back(here)
    assert walk.is_end(there)
    assert there.t == max(here.t - 1, walk.first)
    assert walk.forward(there).t == max(here.t, walk.first + 1)


@given(standing())
def test_nothing_lies_before_the_start(at: tuple[Walk, Position]) -> None:
    walk, here = at
    for _ in range(here.t - walk.first + 1):
        here = walk.back(here)
    assert here == walk.start == walk.back(here) == walk.line_back(here)
    assert walk.is_end(here)


def test_by_hand() -> None:
    walk = Walk(lines=8)
    assert walk.forward(walk.start) == (1, 8)
    assert walk.line_forward(walk.start) == (1, 1)
    assert walk.forward(Position(3, 2)) == (3, 8)
    assert walk.line_forward(Position(3, 8)) == (4, 1)
    assert walk.back(Position(3, 2)) == (2, 8)
    assert walk.line_back(Position(3, 1)) == (2, 8)
    assert walk.line_back(Position(1, 1)) == (0, 0)
