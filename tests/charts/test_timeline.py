from hypothesis import given
from hypothesis import strategies as st

from adamtui.charts.timeline import timeline
from adamtui.ink import plain


def test_it_shows_where_the_cursor_stands() -> None:
    assert plain(timeline(41, 128, 40)) == "├────────●─────────────────┤ t  41 / 128"
    assert plain(timeline(0, 0, 16)) == "├●─────┤ t 0 / 0"
    assert plain(timeline(128, 128, 30)) == "├───────────────●┤ t 128 / 128"


def test_without_room_the_numbers_stay() -> None:
    assert plain(timeline(5, 128, 12)) == "t   5 / 128 "
    assert plain(timeline(5, 128, 7)) == "t   5 …"


@given(st.integers(-5, 10**9), st.integers(-5, 10**9), st.integers(0, 200))
def test_it_has_the_width_asked_for(t: int, last: int, width: int) -> None:
    assert len(plain(timeline(t, last, width))) == width
