"""Numbers read and written as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adamtui.core.numerals import NumbersError, number, numbers, plain, short_exponent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-1, "-1"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-6, "0.000001"),
        (-1e-8, "-0.00000001"),
        (1e-9, "1e-9"),
        (1e6, "1,000,000"),
        (1000000.5, "1,000,000.5"),
        (2**32 - 1, "4,294,967,295"),
        (1e12, "1e12"),
        (-1.5e300, "-1.5e300"),
    ],
)
def test_a_number_in_a_message(value: float, text: str) -> None:
    assert plain(value) == text


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_is_left_out(value: float) -> None:
    assert float(plain(value).replace(",", "")) == value


@settings(deadline=None)
@given(st.floats(allow_nan=False))
def test_what_python_writes_can_be_read(value: float) -> None:
    assert number(repr(value)) == value
    assert number(short_exponent(repr(value))) == value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0,5", "; write 0.5"),
        ("0,001", "; write 0.001"),
        ("1,5e-3", "; write 1.5e-3"),
        ("−1", "; write -1, with a plain hyphen"),
        ("−0,5", "; write -0.5, with a plain hyphen"),
        ("5%", "; write 0.05"),
        ("0,5 %", "; write 0.005"),
        ("100%", "; write 1"),
        ("1,000", "; write 1000 or 1.000"),
        ("1,000,000", "; write 1000000"),
        ("(-4", "; write -4, without brackets"),
        ("[ 1e-3 ]", "; write 1e-3, without brackets"),
        ("(fast)", ""),
        ("(" * 10_000, ""),
        ("1 50", ""),
        ("fast", ""),
        ("1_0", ""),
        ("٣", ""),
        ("", ""),
        ("−", ""),
        ("1,2,3", ""),
        ("1e999%", ""),
    ],
)
def test_a_number_written_otherwise_is_told_how(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a number") as raised:
        number(text)
    assert str(raised.value) == f"'{text}' is not a number{hint}"


def test_numbers_with_commas_between() -> None:
    assert numbers("-4, 2") == (-4, 2)
    assert numbers(" 1e-3 ") == (0.001,)


@pytest.mark.parametrize(
    ("text", "offset", "said"),
    [
        ("1, two", 3, "'two' is not a number"),
        ("1 50", 0, "'1 50' is not a number; write two numbers with a comma between: 1, 50"),
        (
            "1; 2 3",
            0,
            "'1; 2 3' is not a number; write three numbers with a comma between: 1, 2, 3",
        ),
        ("(1 50)", 0, "'(1 50)' is not a number; write two numbers with a comma between: 1, 50"),
        ("one two", 0, "'one two' is not a number"),
        ("1 2 3 4 5", 0, "'1 2 3 4 5' is not a number"),
        ("(-4, 2)", 0, "'(-4' is not a number; write -4, without brackets"),
        ("-4,", 3, "a number is missing after the comma"),
        ("1, , 2", 3, "a number is missing after the comma"),
        (",2", 0, "a number is missing before the comma"),
        ("", 0, "'' is not a number"),
    ],
)
def test_numbers_written_otherwise_are_told_how(text: str, offset: int, said: str) -> None:
    with pytest.raises(NumbersError) as raised:
        numbers(text)
    assert (raised.value.offset, str(raised.value)) == (offset, said)


@settings(deadline=None, max_examples=200)
@given(st.text("0123456789,.-−–+e% ", max_size=12))
def test_what_is_proposed_is_a_number(text: str) -> None:
    try:
        number(text)
    except ValueError as error:
        _, write, proposed = str(error).partition("; write ")
        for each in proposed.removesuffix(", with a plain hyphen").split(" or ") if write else ():
            number(each)
