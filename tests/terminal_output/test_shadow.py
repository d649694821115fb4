"""What is sent frame by frame leaves the screen that every frame sent in full would leave."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from adamtui.terminal.shadow import Shadow
from tests.terminal_output.screens import (
    COLUMNS,
    ROWS,
    SYSTEMS,
    Row,
    Watched,
    in_full,
    rows,
    segments,
)

TRUE = ColorSystem.TRUECOLOR
frames = st.lists(rows(), min_size=ROWS, max_size=ROWS)


def send(shadow: Shadow, frame: list[Row], system: ColorSystem | None = TRUE) -> str:
    return shadow.changes([(y, 0, segments(row)) for y, row in enumerate(frame)], COLUMNS, system)


def line(text: str, style: Style | None = None) -> list[Segment]:
    return [Segment(text, style)]


@given(st.lists(frames, min_size=1, max_size=4), st.sampled_from(SYSTEMS))
@settings(max_examples=40)
def test_differences_leave_the_screen_of_whole_frames(
    film: list[list[Row]], system: ColorSystem | None
) -> None:
    shadow, saving, full = Shadow(), Watched(), Watched()
    for frame in film:
        saving.send(send(shadow, frame, system))
        full.send(in_full(frame, system))
        assert saving.cells() == full.cells()
        assert send(shadow, frame, system) == ""


@given(frames, st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 4), rows(4))
@settings(max_examples=40)
def test_a_piece_in_the_middle_of_a_row_leaves_the_rest(
    frame: list[Row], y: int, x: int, piece: Row
) -> None:
    shadow, saving, full = Shadow(), Watched(), Watched()
    plain: list[Row] = [
        [("a" if len(text.encode()) > 1 else text, s) for text, s in row] for row in frame
    ]
    plain = [[*row, *[("b", None)] * (COLUMNS - len(row))] for row in plain]
    saving.send(send(shadow, plain))
    saving.send(shadow.changes([(y, x, segments(piece))], COLUMNS, TRUE))
    plain[y] = [*plain[y][:x], *piece, *plain[y][x + 4 :]]
    full.send(in_full(plain, TRUE))
    assert saving.cells() == full.cells()
    assert send(shadow, plain) == ""


def test_a_row_that_was_never_sent_is_sent_even_where_it_is_blank() -> None:
    assert Shadow().changes([(0, 0, line(" " * 5))], 5, TRUE) == "\x1b[1;1H     "


def test_one_changed_cell_costs_a_few_bytes() -> None:
    shadow, style = Shadow(), Style(color="#102030", bgcolor="#405060")
    shadow.changes([(0, 0, line("t = 1 · theta" + "." * 60, style))], 80, TRUE)
    sent = shadow.changes([(0, 0, line("t = 2 · theta" + "." * 60, style))], 80, TRUE)
    assert sent.endswith("2\x1b[0m")
    assert len(sent) < 50


def test_a_few_equal_cells_between_changes_cost_less_than_a_jump() -> None:
    shadow = Shadow()
    shadow.changes([(0, 0, line("0123456789" * 2))], 20, TRUE)
    sent = shadow.changes([(0, 0, line("x12x456789012345678x"))], 20, TRUE)
    assert sent == "\x1b[1;1Hx12x\x1b[15Cx"


def test_the_jump_after_a_glyph_of_doubtful_width_is_absolute() -> None:
    shadow = Shadow()
    shadow.changes([(0, 0, line("0123456789012345678"))], 20, TRUE)
    sent = shadow.changes([(0, 0, line("👩\u200d👩\u200d👧23456789012345678"))], 20, TRUE)
    assert sent == "\x1b[1;1H👩\u200d👩\u200d👧"
    sent = shadow.changes([(0, 0, line("😀2345678901234567x"))], 20, TRUE)
    assert sent == "\x1b[1;1H😀\x1b[1;19Hx"


def test_forgetting_sends_everything_again() -> None:
    shadow = Shadow()
    first = shadow.changes([(0, 0, line("hello"))], 5, TRUE)
    assert shadow.changes([(0, 0, line("hello"))], 5, TRUE) == ""
    shadow.forget()
    assert shadow.changes([(0, 0, line("hello"))], 5, TRUE) == first


def test_another_width_sends_everything_again() -> None:
    shadow = Shadow()
    shadow.changes([(0, 0, line("hello")), (1, 0, line("world"))], 5, TRUE)
    sent = shadow.changes([(0, 0, line("hello ")), (1, 0, line("world "))], 6, TRUE)
    assert "hello" in sent
    assert "world" in sent


@pytest.mark.parametrize(("x", "sent"), [(3, "\x1b[1;4Hhe"), (5, ""), (9, "")])
def test_what_lies_beyond_the_right_edge_is_left_out(x: int, sent: str) -> None:
    """A frame laid out before the window shrank may still arrive after."""
    assert Shadow().changes([(0, x, line("hello"))], 5, TRUE) == sent
