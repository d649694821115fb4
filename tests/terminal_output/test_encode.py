"""Pens: from one style to the next by the shortest sequence that a terminal understands."""

from __future__ import annotations

from itertools import compress, product

import pytest
from hypothesis import given, settings
from rich.color import ColorSystem
from rich.style import Style

from adamtui.terminal.encode import RESET, Pen, pen, switch
from tests.terminal_output.screens import SYSTEMS, drawn, shown, styles

NAMES = ("bold", "italic", "underline", "reverse", "strike")
COMBINATIONS = [
    pen(Style.parse(" ".join(compress(NAMES, flags)) + color), ColorSystem.TRUECOLOR)
    for flags in product([False, True], repeat=len(NAMES))
    for color in ("", " #123456")
]


def test_any_attributes_follow_any_others() -> None:
    alone = {new: drawn(switch(RESET, new)) for new in COMBINATIONS}
    wrong = [
        (old, new) for old, new in product(COMBINATIONS, repeat=2) if shown(old, new) != alone[new]
    ]
    assert wrong == []


@given(styles, styles)
@settings(max_examples=100)
def test_a_switch_is_no_longer_than_a_reset_and_all_anew(old: Style, new: Style) -> None:
    before, after = pen(old, ColorSystem.TRUECOLOR), pen(new, ColorSystem.TRUECOLOR)
    whole = switch(RESET, after).removeprefix("\x1b[")
    anew = f"\x1b[0;{whole}" if whole else "\x1b[0m"
    assert len(switch(before, after)) <= len(anew)
    assert shown(before, after) == drawn(switch(RESET, after))


@pytest.mark.parametrize(
    ("old", "new", "sent"),
    [
        (RESET, RESET, ""),
        (RESET, Pen("1"), "\x1b[1m"),
        (Pen("1"), RESET, "\x1b[0m"),
        (Pen("", "31"), Pen("", "32"), "\x1b[32m"),
        (Pen("", "31", "44"), Pen("", "39", "44"), "\x1b[39m"),
        (Pen("", "31"), Pen("1", "31"), "\x1b[1m"),
        (Pen("1", "38;2;1;2;3"), Pen("", "38;2;1;2;3"), "\x1b[22m"),
        (Pen("1", "31"), Pen("3", "32"), "\x1b[0;3;32m"),
    ],
)
def test_only_what_differs_is_named(old: Pen, new: Pen, sent: str) -> None:
    assert switch(old, new) == sent


@pytest.mark.parametrize(
    ("system", "fore", "back"),
    [
        (ColorSystem.STANDARD, "31", "44"),
        (ColorSystem.EIGHT_BIT, "38;5;196", "48;5;21"),
        (ColorSystem.TRUECOLOR, "38;2;255;0;0", "48;2;0;0;255"),
        (None, "39", "49"),
    ],
)
def test_colors_are_those_that_the_terminal_has(
    system: ColorSystem | None, fore: str, back: str
) -> None:
    drawn_by = pen(Style(color="#ff0000", bgcolor="#0000ff", bold=True), system)
    assert drawn_by.attributes == "1"
    assert (drawn_by.fore, drawn_by.back) == (fore, back) or system is ColorSystem.STANDARD
    if system is ColorSystem.STANDARD:
        assert {int(drawn_by.fore) % 10, int(drawn_by.back) % 10} == {1, 4}


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_style_and_an_empty_one_are_the_terminals_own(system: ColorSystem | None) -> None:
    assert pen(None, system) == pen(Style(), system) == RESET
    assert pen(Style(bold=False, color="default"), system) == RESET
