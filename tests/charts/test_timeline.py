from hypothesis import given
from hypothesis import strategies as st

from adamtui.charts.timeline import share_at, timeline
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


@given(st.integers(0, 500), st.integers(1, 500), st.integers(20, 120))
def test_a_place_on_the_line_is_read_back(t: int, last: int, width: int) -> None:
    row = timeline(min(t, last), last, width)
    share = share_at(row, plain(row).index("●"))
    assert share is not None
    assert abs(share * last - min(t, last)) <= last / plain(row).index("┤")


def test_beside_the_line_are_its_ends_and_without_one_there_is_no_place() -> None:
    row = timeline(3, 9, 40)
    assert [share_at(row, x) for x in (0, 1, 39)] == [0.0, 0.0, 1.0]
    assert share_at(timeline(5, 128, 12), 3) is None
